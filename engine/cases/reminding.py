"""Reminders: what is said of an open user task before its time limit, on the day, and after it.

Before the day who has taken the task on is told, or else everybody of its role; on the day, and on the working day
after, the role; and after it the role that has the oversight. Whom the diagram itself has told by then that the limit
has passed is not told again. A machine that slept says the latest alone, and nothing is said twice, whatever is done
again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import access, audit, clock
from engine.calendar.reminders import first_after, last_between
from engine.cases.engine import CaseEngine
from engine.cases.facts import Facts
from engine.cases.on_paper import on_paper
from engine.cases.recounting import lock
from engine.cases.rows import LOCK_CASE
from engine.cases.writing import add_members
from engine.correspondence.letters import telling, write_letter
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import OPERATIONS, REMINDER
from engine.records import tables
from engine.records.db import Transaction

_b = sa.bindparam
_task, _letter, _case = tables.user_task, tables.letter, tables.safeguarding_case
_DUE = (
    sa.select(
        _task.c.id,
        _task.c.element,
        _task.c.instance,
        _task.c.role,
        _task.c.held_by,
        _task.c.clause,
        _task.c.due_on,
        _task.c.person_id,
        _task.c.remind_at,
    )
    .where(
        _task.c.case_id == _b("case_id", type_=_task.c.case_id.type),
        _task.c.closed_at.is_(None),
        _task.c.remind_at <= _b("now", type_=_task.c.remind_at.type),
    )
    .order_by(_task.c.remind_at, _task.c.id)
)
_NEXT = sa.update(_task).where(_task.c.id == _b("b_id")).values(remind_at=_b("b_at"))
_TOLD = sa.select(_letter.c.once_key).where(_letter.c.once_key.in_(_b("keys", expanding=True)))
_KEEP_FACTS = sa.update(_case).where(_case.c.id == _b("b_id")).values(facts=_b("b_facts"))


def remind(tx: Transaction, engine: CaseEngine, case_id: int) -> int:
    """Say what is due to be said of the open user tasks of one case, as the worker does; tell of how many it was.

    Idempotent: of each task it is noted when it is to be reminded of next.

    Raises:
        LetterError: the revision's letter cannot be written for this case.
    """
    row = lock(tx, engine, LOCK_CASE, case_id=case_id)
    due = tx.connection.execute(_DUE, {"case_id": case_id, "now": tx.at}).all() if row else ()
    if not due:
        return 0
    reminding = Reminding(tx=tx, revision=engine.revisions.get(tx, row.revision_id), case=row)
    following = list[dict[str, Any]]()
    for task in due:
        moments = reminding.revision.reminders(task.clause, task.due_on)
        if moment := last_between(moments, task.remind_at, tx.at):
            reminding.say(task, moment)
        following.append({"b_id": task.id, "b_at": first_after(moments, tx.at)})
    tx.connection.execute(_NEXT, following)
    reminding.write()
    return len(due)


@dataclass(kw_only=True)
class Reminding:
    """One case's reminders under way.

    Attributes:
        case: its row, locked.
        facts: of the case.
        letters: what was written, as the audit tells it.
        by: the id of who sends reminders out of turn; none if they are sent of their own accord.
    """

    tx: Transaction
    revision: Revision
    case: Any
    facts: Facts = field(init=False)
    letters: list[Mapping[str, Any]] = field(default_factory=list)
    by: int | None = None

    def __post_init__(self) -> None:
        self.facts = Facts.from_json(self.case.facts)

    def say(self, task: Any, moment: datetime) -> None:
        """Write what is to be said of a task at a moment, to each who is to hear it."""
        for role, held_by, person_id in self._hearers(task, moment):
            self.tell(task, role, held_by, person_id, clock.london_date(moment))

    def tell(self, task: Any, role: str, held_by: str, person_id: int | None, on: date) -> None:
        """Write to who holds a key, or to the one person who is meant, unless that was done on the London date."""
        once = telling(self.case.case_id, REMINDER, task.clause, task.due_on, task.instance, held_by)
        kept = write_letter(
            self.tx,
            self.revision,
            case=on_paper(
                self.tx,
                self.revision,
                self.facts,
                case_id=self.case.case_id,
                reference=self.case.reference,
                initials=self.case.initials,
                opened_on=clock.london_date(self.case.opened_at),
                instance=task.instance,
            ),
            name=REMINDER,
            role=role,
            held_by=held_by,
            instance=task.instance,
            clause=task.clause,
            due_on=task.due_on,
            once_key=f"{once}|{person_id or ''}|{on}",
            person_id=person_id,
        )
        if kept is not None:
            said = {"letter": kept.id, "name": REMINDER, "to": held_by, "sha256": kept.sha256}
            self.letters.append({**said, "element": task.element})

    def _hearers(self, task: Any, moment: datetime) -> Iterator[tuple[str, str, int | None]]:
        """Yield who is to hear of a task: the role, the key of who holds it, and the one person who is meant."""
        on = clock.london_date(moment)
        if on <= task.due_on:
            yield task.role, task.held_by, task.person_id if on < task.due_on else None
            return
        partnership, referrer = self.revision.partnership, self.case.referring_organisation
        oversight = partnership.oversight
        watching = access.held_by(partnership, oversight, referring_organisation=referrer) if oversight else ""
        told = self._told_that_it_is_late(task, (task.held_by, watching))
        for role, held_by in dict.fromkeys(((task.role, task.held_by), (oversight, watching))):
            if held_by and held_by not in told:
                yield role, held_by, None

    def _told_that_it_is_late(self, task: Any, keys: tuple[str, ...]) -> frozenset[str]:
        """Return which `held_by` keys the diagram itself has told that a task's time limit has passed.

        It may have told of all the instances at once.
        """
        by_once = {
            telling(self.case.case_id, operation, task.clause, task.due_on, instance, key): key
            for key in keys
            for operation in OPERATIONS
            for instance in (task.instance, None)
        }
        found = self.tx.connection.execute(_TOLD, {"keys": list(by_once)}).scalars()
        return frozenset(by_once[once] for once in found)

    def write(self) -> None:
        """Give who was told a part in the case, and write the audit's entry."""
        if not self.letters:
            return
        if add_members(self.tx, self.case.case_id, self.facts, {letter["to"] for letter in self.letters}):
            kept = {"b_id": self.case.case_id, "b_facts": self.facts.to_json()}
            self.tx.connection.execute(_KEEP_FACTS, kept)
        facts = {"letters": self.letters}
        audit.append(self.tx, self.case.case_id, person_id=self.by, action="people_reminded", facts=facts)
