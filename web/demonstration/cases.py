"""The demonstration's cases: opened and moved on by its people, through the engine, at instants in the past.

Timers that had fallen due by then are fired before each step, as the worker would have.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from engine import clock
from engine.access import Person
from engine.calendar.working_days import Calendar
from engine.cases import reading
from engine.cases.asking import task_page
from engine.cases.attempts import fire_due_timers
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.starting import starting_answers
from engine.cases.steps import complete_user_task
from engine.cases.submitting import Completed
from engine.paper.markdown import read_sheet
from engine.paper.word import Frame, as_docx
from engine.records.db import Database, Transaction
from engine.registers.uploads import keep_file
from engine.registers.workbooks.writing import filled_in
from forms.tables import Table

FILE = Path(__file__).with_name("cases.yaml")
_RELATIVE = re.compile(r"today(?: ([+-]) (\d+)( working days)?)?(?: at (\S+))?")
_LARGEST_BYTES = 1_000_000
People = Mapping[str, Person]


class StoryBroken(Exception):
    """What the invented cases tell cannot be done with this revision; the message says who cannot do what."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that somebody did: by name, when before the demonstration begins, and with which answers."""

    by: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    task: str = ""
    working_days_ago: int = 0
    at: str = ""
    minutes_ago: int = 0

    def instant(self, calendar: Calendar) -> datetime:
        """Return when it was done (UTC): never in the future."""
        if not self.at:
            return clock.now() - timedelta(minutes=self.minutes_ago)
        on, _ = calendar.count(clock.today(), -self.working_days_ago)
        return datetime.combine(on, time.fromisoformat(self.at), clock.LONDON)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the invented people work with.

    Attributes:
        database: where their cases lie.
        cases: the engine.
        people: they, by their names.
        uploads: the folder of the files that they send.
    """

    database: Database
    cases: CaseEngine
    people: People
    uploads: Path

    def add_cases(self) -> int:
        """Open the invented cases, and return how many there are.

        Raises:
            StoryBroken: somebody is not there, or is to complete what is not open for them.
        """
        with self.database.reading() as tx:
            calendar = self.cases.revisions.current(tx).partnership.calendar
        told = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
        for case in told:
            so_far: Completed | None = None
            for step in _steps(case["steps"]):
                with clock.stopped_at(step.instant(calendar)):
                    if so_far:
                        fire_due_timers(self.database, self.cases, so_far.case_id)
                    with self.database.transaction() as tx:
                        so_far = self._do(tx, step, so_far.reference if so_far else "")
        return len(told)

    def _do(self, tx: Transaction, step: Step, reference: str) -> Completed:
        person, cases = self._person(step.by), self.cases
        tables = cases.revisions.current(tx).tables
        answers = filled(
            step.answers,
            today=clock.today(),
            calendar=cases.revisions.current(tx).partnership.calendar,
            person=lambda name: str(self._person(name).id),
            sheet=lambda table, rows: self._sheet(tx, person, tables[table], rows),
            document=lambda title, says: self._document(tx, person, title, says),
        )
        if not reference:
            return start_case(tx, cases, person=person, answers=answers)
        case = reading.find_case(tx, cases.revisions, person, reference)
        task = _task_of(step, reference, reading.tasks(tx, case))
        answers = {**starting_answers(tx, task_page(tx, cases, task.id, person)), **answers}
        return complete_user_task(tx, cases, task_id=task.id, person=person, answers=answers)

    def _person(self, name: str) -> Person:
        if name not in self.people:
            raise StoryBroken(f"{FILE.name} names {name}, but nobody of people.yaml is called so")
        return self.people[name]

    def _sheet(self, tx: Transaction, person: Person, table: Table, rows: list[Mapping[str, str]]) -> str:
        """Keep a workbook that somebody filled in, and return its id."""
        content = filled_in(table, rows, tx.at)
        return self._file(tx, person, f"{table.name}.xlsx", content, sheet=table.title)

    def _document(self, tx: Transaction, person: Person, title: str, says: str) -> str:
        """Keep a Word file that somebody wrote, and return its id."""
        frame = Frame(author=person.name, marking="", below=title, at=tx.at)
        return self._file(tx, person, f"{title}.docx", as_docx(read_sheet(f"# {title}\n\n{says}"), frame))

    def _file(self, tx: Transaction, person: Person, name: str, content: bytes, sheet: str | None = None) -> str:
        kept = keep_file(
            tx,
            self.uploads,
            person_id=person.id,
            name=name,
            content=BytesIO(content),
            accept={name.rpartition(".")[2]},
            largest_bytes=_LARGEST_BYTES,
            sheet=sheet,
        )
        return str(kept)


def _task_of(step: Step, reference: str, tasks: Sequence[reading.Task]) -> reading.Task:
    """Return what a step completes."""
    now_open = [task for task in tasks if task.is_open]
    for task in now_open:
        if task.is_mine and task.element.id == step.task:
            return task
    there_are = ", ".join(f"{t.element.id} of {t.instance_name}" if t.instance_name else t.element.id for t in now_open)
    raise StoryBroken(
        f"{FILE.name}: in case {reference}, {step.by} has no {step.task!r} to complete; open: {there_are}"
    )


def _steps(told: list[dict[str, Any]]) -> list[Step]:
    """Read steps; one that several people do, each for their own organisation, is a step of each."""
    return [
        Step(**{**step, "by": name})
        for step in told
        for name in (step["by"] if isinstance(step["by"], list) else [step["by"]])
    ]


def filled(
    answers: Any,
    *,
    today: date,
    calendar: Calendar,
    person: Callable[[str], str] = str,
    sheet: Callable[[str, list[Mapping[str, str]]], str] = "{}{}".format,
    document: Callable[[str, str], str] = "{}{}".format,
) -> Any:
    """Return answers as a page sends them.

    Args:
        answers: as they are told: "today", "today - 3", "today + 10 working days" and "today at 2:30pm" are dates;
            `{person: name}` is somebody invented; `{table: name, rows: [...]}` is a workbook with these rows, by the
            columns' titles; `{document: title, says: text}` is a Word file with this text in Markdown.
        today: the London date that dates are counted from.
        calendar: counts working days.
        person: gives the key of somebody.
        sheet: keeps a workbook, and gives its key.
        document: keeps a Word file, and gives its key.
    """
    again = partial(filled, today=today, calendar=calendar, person=person, sheet=sheet, document=document)
    if isinstance(answers, Mapping):
        if answers.keys() == {"person"}:
            return person(answers["person"])
        if answers.keys() == {"table", "rows"}:
            return sheet(answers["table"], again(answers["rows"]))
        if answers.keys() == {"document", "says"}:
            return document(answers["document"], answers["says"])
        return {name: again(answer) for name, answer in answers.items()}
    if isinstance(answers, list):
        return [again(answer) for answer in answers]
    return _dated(answers, today, calendar) if isinstance(answers, str) else answers


def _dated(text: str, today: date, calendar: Calendar) -> Any:
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return text
    sign, number, in_working_days, at = found.groups()
    days = int(f"{sign or '+'}{number or 0}")
    on = calendar.count(today, days)[0] if in_working_days else today + timedelta(days=days)
    if at is None:
        return on.isoformat()
    return {"day": str(on.day), "month": str(on.month), "year": str(on.year), "time": at}
