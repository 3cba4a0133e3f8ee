"""What the pages of a scenario's case ask and show."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from engine.cases.asking import task_page
from engine.cases.engine import CaseEngine
from engine.cases.lateness import unexplained
from engine.cases.standing import Standing, document_as_it_stands
from engine.cases.starting import starting_answers
from features.steps.casefile import CaseFile, in_words
from features.steps.people import People
from forms.definition import Form
from forms.reading import shown


class Pages(CaseFile):
    """One case as its pages show it; nothing here changes it."""

    engine: CaseEngine
    people: People
    now: datetime

    @abstractmethod
    def at(self, instant: datetime) -> Any:
        """Stop the clock at an instant (UTC)."""

    def asked_now(self, task: Any) -> Form:
        """Return the form of an open user task, or of an event, with what it asks of all that was late in the case."""
        element = self.element(task)
        form = self.revision.forms[element.form]
        if not form.explains_lateness:
            return form
        facts = self.facts()
        with self.at(self.now), self.database.reading() as tx:
            late = unexplained(tx, self.revision, facts, element, case_id=self.case_id, task_id=task.id)
        return form.explaining(late)

    def shown_with(self, name: str, instance: str = "") -> Standing | None:
        """Return the document that the open user task of that name shows to whoever has it, perhaps in one instance."""
        (task,) = self.tasks(name, instance)
        person = self.people.holding(task.held_by)
        with self.at(self.now), self.database.reading() as tx:
            return document_as_it_stands(tx, task_page(tx, self.engine, task.id, person), {})

    def standing_in(self, name: str, question: str) -> str:
        """Return, in words, what stands in a question of the open user task of that name before anything is typed."""
        (task,) = self.tasks(name)
        with self.at(self.now), self.database.reading() as tx:
            page = task_page(tx, self.engine, task.id, self.people.holding(task.held_by))
            assert any(field.label == question for field in page.form.fields), f"{name!r} does not ask {question!r}"
            parts = shown(page.form, starting_answers(tx, page), self.revision.choices)
        return " ".join(in_words([row for part in parts for row in part.rows if row.label == question]))
