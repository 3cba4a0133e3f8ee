"""What is to be seen of a scenario's case: its tasks, letters, dates and history, by what a reader calls them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from engine import access, audit
from engine.access import Person
from engine.cases.facts import Facts
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import OPERATIONS, REMINDER
from engine.records import tables
from engine.records.db import Database
from forms.reading import Row


class CaseFile(ABC):
    """One case of a revision, read from its database; nothing here changes it."""

    case_id: int | None
    revision: Revision

    @property
    @abstractmethod
    def database(self) -> Database:
        """The database that it lies in."""

    def the_case(self) -> int:
        """Return the scenario's case."""
        assert self.case_id is not None, "no case has been referred"
        return self.case_id

    def rows(self, table: sa.Table, *order: sa.ColumnElement[Any]) -> list[Any]:
        """Return the case's rows of a table."""
        query = sa.select(table).where(table.c.case_id == self.the_case()).order_by(*order)
        with self.database.reading() as tx:
            return list(tx.connection.execute(query))

    def element(self, row: Any) -> Element:
        """Return the element of a user task's or a submission's row."""
        return self.revision.elements[row.process, row.element]

    def case(self) -> Any:
        """Return the case's row."""
        table = tables.safeguarding_case
        with self.database.reading() as tx:
            return tx.connection.execute(sa.select(table).where(table.c.id == self.the_case())).one()

    def facts(self) -> Facts:
        """Return what the case knows."""
        return Facts.from_json(self.case().facts)

    # ---- names: what is not there must be something that could be ------------------------------------------

    def a_task(self, name: str) -> str:
        """Insist that a user task or an event has that name, so that a sentence cannot hold because of a wrong one."""
        assert any(e.is_filled_in and e.name == name for e in self.revision.elements.values()), f"no task {name!r}"
        return name

    def a_letter(self, name: str) -> str:
        """Insist that there is such a letter in the revision."""
        assert name.replace(" ", "_") in self.revision.letters, f"the revision has no letter {name!r}"
        return name

    def a_document(self, name: str) -> str:
        """Insist that there is such a document in the revision."""
        assert name.replace(" ", "_") in self.revision.documents, f"the revision has no document {name!r}"
        return name

    def a_limit(self, role: str, clause: str) -> tuple[str, str]:
        """Insist that there are such a role and such a clause."""
        assert role in self.revision.partnership.roles, f"there is no role {role!r}"
        assert clause in self.revision.clauses, f"there is no clause {clause!r}"
        return role, clause

    def an_anchor(self, called: str) -> str:
        """Insist that some form records a date of that name, and return its name in the revision."""
        name = called.replace(" ", "_")
        forms = self.revision.forms.values()
        recorded = {
            each for form in forms for anchors in (form.anchors, *(g.anchors for g in form.lists)) for each in anchors
        }
        assert name in recorded, f"no form records the date {called!r}"
        return name

    def an_instance(self, called: str) -> str:
        """Insist that an agency or a partner has that name, or that an item of a list can: `Action 2`."""
        who = self.revision.partnership
        names = {agency.name for agency in who.agencies.values()} | {one.name for one in who.partners.values()}
        items = {group.item for form in self.revision.forms.values() for group in form.lists}
        item, _, number = called.rpartition(" ")
        assert called in names or (item in items and number.isdigit()), f"nothing is called {called!r}"
        return called

    # ---- tasks and events ---------------------------------------------------------------------------------

    def tasks(self, name: str, instance: str = "") -> list[Any]:
        """Return the open user tasks and events of that name, perhaps only those of an instance."""
        return [task for task in self.all_tasks(name, instance) if task.closed_at is None]

    def all_tasks(self, name: str, instance: str = "") -> list[Any]:
        """Return the user tasks and events of that name, open or not, as they were opened."""
        table = tables.user_task
        named = [t for t in self.rows(table, table.c.opened_at, table.c.id) if self.element(t).name == name]
        if not instance:
            return named
        return [task for task in named if self._is_of(task, instance)]

    def task_to_do(self, name: str, person: Person, instance: str = "") -> Any:
        """Return the task that a sentence means: the person's own if there is one, open if there is one.

        Raises:
            AssertionError: there never was one, or several are open and the sentence does not say which.
        """
        found = self.all_tasks(name, instance)
        assert found, f"{name!r}{f' of {instance}' if instance else ''} was never open; open: {self._open_names()}"
        mine = [t for t in found if access.post_of(self.revision.partnership, person, t.held_by)] or found
        now_open = [task for task in mine if task.closed_at is None]
        which = {self.instance_name(task.instance): task for task in reversed(now_open)}
        if len(which) > 1 and mine is not found:
            raise AssertionError(f"{name!r} is open for {'; '.join(sorted(which))}: say for which")
        return (now_open or mine[-1:])[0]

    def asked_of_partners(self) -> Element:
        """Return the user task that each safeguarding partner has now; if none is open, the one that they had last."""
        table = tables.user_task
        asked = [
            task
            for task in self.rows(table, table.c.opened_at, table.c.id)
            if self.element(task).collection == "partners" and self.element(task).kind == "userTask"
        ]
        assert asked, "the partners were never asked for their views"
        return self.element(next((task for task in reversed(asked) if task.closed_at is None), asked[-1]))

    def view(self, label: str) -> dict[str, str]:
        """Return the answers of a partner whose view is `label`: the choice that routes the case."""
        form = self.revision.forms[self.asked_of_partners().form]
        return {next(q for q in form.routed if q.type == "choice").label: label}

    def _open_names(self) -> list[str]:
        now_open = [task for task in self.rows(tables.user_task) if task.closed_at is None]
        names = [(self.element(task).name, self.instance_name(task.instance)) for task in now_open]
        return sorted(f"{name} of {instance}" if instance else name for name, instance in names)

    # ---- instances ----------------------------------------------------------------------------------------

    def instance_name(self, instance: str | None) -> str:
        """Name an instance of a multi-instance activity: its agency, its partner, or "Action 2"."""
        return self.revision.instance_name(instance) if instance else ""

    def _is_of(self, row: Any, called: str) -> bool:
        """Tell whether a row belongs to the instance of that name, or is held by the organisation of that name."""
        return called in (self.instance_name(row.instance), self.organisation(row))

    def members(self) -> list[tuple[str, str]]:
        """Return the name of every partner, and who its member is: `post of partner`."""
        return [(one.name, f"{one.member} of {one.name}") for one in self.revision.partnership.partners.values()]

    def organisation(self, row: Any) -> str:
        """Return the name of the agency or the partner that a row is for; empty for the partnership's own posts."""
        who = self.revision.partnership
        key = row.held_by.partition("|")[2]
        known = who.agencies.get(key) or who.partners.get(key)
        return known.name if known else ""

    # ---- letters ------------------------------------------------------------------------------------------

    def letters(self, name: str, to: str = "") -> list[Any]:
        """Return the letters of that name, in the words of a scenario, oldest first; perhaps only those to one.

        A letter is *to* the organisation that it was sent to; a letter to the partnership's own posts, to the
        instance that it is about.
        """
        table = tables.letter
        found = [row for row in self.rows(table, table.c.id) if row.name == name.replace(" ", "_")]
        if not to:
            return found
        return [row for row in found if self._receiver(row) == to]

    def receivers(self, name: str) -> list[str]:
        """Return to whom the letters of that name were sent: see `letters`."""
        return sorted({self._receiver(row) or row.role for row in self.letters(name)})

    def _receiver(self, row: Any) -> str:
        return self.organisation(row) or self.instance_name(row.instance)

    def invitations(self, who: str) -> list[Any]:
        """Return what an organisation, an instance or a role was told of a meeting for its calendar, oldest first."""
        table = tables.letter
        letters = {row.id: row for row in self.rows(table) if who in (self._receiver(row), row.role)}
        return [row for row in self.rows(tables.invitation, tables.invitation.c.letter_id) if row.letter_id in letters]

    def told(self, role: str, clause: str, instance: str = "") -> list[Any]:
        """Return what a role was told about a time limit that has passed, perhaps only in one instance."""
        said = [row for row in self.rows(tables.letter) if (row.role, row.clause) == (role, clause)]
        return [row for row in said if row.name in OPERATIONS and (not instance or self._is_of(row, instance))]

    def reminders(self, clause: str, instance: str = "") -> list[Any]:
        """Return what people were reminded of a time limit, oldest first, perhaps only in one instance."""
        assert self.revision.clauses[clause].remind, f"nobody is to be reminded of {clause}"
        sent = [row for row in self.letters(REMINDER) if row.clause == clause]
        return [row for row in sent if not instance or self._is_of(row, instance)]

    # ---- documents ----------------------------------------------------------------------------------------

    def documents(self, name: str, instance: str = "") -> list[Any]:
        """Return the documents of that name, in the words of a scenario, oldest first; perhaps only of an instance."""
        table = tables.document
        found = [row for row in self.rows(table, table.c.id) if row.name == name.replace(" ", "_")]
        return [row for row in found if not instance or self.instance_name(row.instance) == instance]

    # ---- what was sent, and what came of it ---------------------------------------------------------------

    def submissions(self) -> list[Any]:
        """Return what has been submitted, oldest first."""
        table = tables.submission
        return self.rows(table, table.c.at, sa.literal_column("submission.rowid"))

    def submitted(self, task: str, instance: str = "") -> Any:
        """Return what was last submitted of the user tasks of that name, perhaps in one instance."""
        named = [s for s in self.submissions() if self.element(s).name == task]
        found = [s for s in named if not instance or self.instance_name(s.instance) == instance]
        assert found, f"{task!r} was never submitted"
        return found[-1]

    def history(self) -> list[audit.Entry]:
        """Return the case's audit."""
        with self.database.reading() as tx:
            return list(audit.entries(tx, self.the_case()))

    def flows_taken(self) -> set[tuple[str, str]]:
        """Return every sequence flow that the case took, by process and id."""
        if self.case_id is None:
            return set()
        return {(process, flow) for entry in self.history() for process, flow in entry.flows}

    def rules_applied(self) -> set[tuple[str, str]]:
        """Return every decision rule that applied, by table and id."""
        if self.case_id is None:
            return set()
        return {(d["decision"], d["rule"]) for entry in self.history() for d in entry.facts.get("decisions", ())}


def in_words(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what rows of a form say; a group says the label of each of its answers, too."""
    for row in rows:
        yield from row.lines
        for inner in (each for item in row.items for each in item.rows):
            yield inner.label
            yield from in_words([inner])
