"""Cases by the hundred thousand around those of the demonstration, so that its pages are read in a full house.

They were opened evenly over ten years, each with ten user tasks; the last ones are open. What a case has in registers,
and its meeting, are copies of what the demonstration's cases have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from benchmarks.rows import insert, numbers, text
from engine import audit, clock
from engine.diagrams.registers import Register
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.records.meetings import meeting
from engine.records.tables import (
    case_member,
    invitation,
    letter,
    register_entry,
    safeguarding_case,
    submission,
    user_task,
)

FIRST = 1_000
"""The number of the first case: after those of the demonstration."""
DAYS, TURNS, FEWEST_A_TURN = 3_650, 365, 50
TASKS_A_CASE, AGENCIES_A_CASE = 10, 5
ENTRIES_A_CASE, CASES_A_PUBLICATION = 2, 20
_LIMIT_DAYS, _MEETING_DAYS, _ENTRY_DAYS = 13, 10, 60
_LATER = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What is added.

    Attributes:
        revision: of all cases.
        person_id: who referred them, and sent what was sent.
        seen_by: the keys that have a part in each case.
        cases: how many.
        open: how many of them are open.
    """

    revision: Revision
    person_id: int
    seen_by: tuple[str, ...]
    cases: int
    open: int

    def add(self, tx: Transaction) -> None:
        """Write every row."""
        entries = tx.connection.execute(sa.select(register_entry)).mappings().all()
        planned = dict(tx.connection.execute(sa.select(meeting).limit(1)).mappings().one())
        invited = dict(tx.connection.execute(sa.select(invitation).limit(1)).mappings().one())
        of_it = sa.select(letter).where(letter.c.id == invited["letter_id"])
        written = dict(tx.connection.execute(of_it).mappings().one())
        a_turn = max(FEWEST_A_TURN, self.cases // TURNS)
        for first in range(0, self.cases, a_turn):
            last = min(first + a_turn, self.cases)
            day, is_open = DAYS * first // self.cases, first >= self.cases - self.open
            opened = tx.at - timedelta(days=DAYS - day)
            n = numbers(FIRST + first, FIRST + last)
            self._cases(tx, n, opened, is_open=is_open)
            self._tasks(tx, n, opened, day, is_open=is_open)
            self._told(tx, n, opened, day)
            self._entries(tx, n, opened, entries, turn=day // 10, is_open=is_open)
            self._meeting(tx, n, opened, planned, invited, written)

    def _cases(self, tx: Transaction, n: sa.ColumnElement[int], opened: datetime, *, is_open: bool) -> None:
        row = {
            "id": n, "reference": text("C-", n), "revision_id": self.revision.digest,
            "process": self.revision.partnership.start, "version": 1, "status": "open" if is_open else "closed",
            "opened_at": opened, "closed_at": None if is_open else opened + timedelta(days=200),
            "referrer_id": self.person_id, "initials": "A.B.", "born_on": date(2020, 1, 1),
            "referring_organisation": next(iter(self.revision.partnership.agencies)), "facts": {"anchors": {}},
            "audit_hash": audit.GENESIS,
        }  # fmt: skip
        insert(tx, safeguarding_case, row)
        for key in self.seen_by:
            insert(tx, case_member, {"case_id": n, "held_by": key})

    def _tasks(self, tx: Transaction, n: sa.ColumnElement[int], opened: datetime, day: int, *, is_open: bool) -> None:
        limited = [
            e for e in self.revision.elements.values() if e.kind == "userTask" and e.properties.get("time_limit")
        ]
        returns = self.revision.partnership.figures.returns
        asked = next((e for e in limited if returns and e.form == returns.asked), limited[0])
        for which in range(TASKS_A_CASE):
            is_return = which < AGENCIES_A_CASE
            element = asked if is_return else limited[7 * which % len(limited)]
            agency = list(self.revision.partnership.agencies)[which] if is_return else None
            due_on = clock.london_date(opened + timedelta(days=_LIMIT_DAYS if is_return else 3 * which))
            closed_at = None if is_open and which > TASKS_A_CASE // 2 else clock.end_of(due_on)
            late = timedelta(days=2) if day // 10 % 5 == which % 5 else timedelta(days=-1)
            row = {
                "id": text(f"t{which}-", n), "case_id": n, "parts": "", "kind": "task",
                "process": element.process, "element": element.id, "role": element.role, "instance": agency,
                "held_by": f"{element.role}|{agency}" if agency else element.role,
                "clause": element.properties["time_limit"], "due_on": due_on, "opened_at": opened,
                "closed_at": closed_at and closed_at + late, "outcome": closed_at and "completed",
            }  # fmt: skip
            insert(tx, user_task, row)
            if agency:
                insert(tx, case_member, {"case_id": n, "held_by": f"{asked.role}|{agency}"})

    def _told(self, tx: Transaction, n: sa.ColumnElement[int], opened: datetime, day: int) -> None:
        """Add one submission a case, with answers that are themes."""
        form = next(form for form in self.revision.forms.values() if any(True for _ in form.themes))
        answers: dict[str, Any] = {"text": "A text of some length. " * 80}
        for question in form.themes:
            keys = list(question.choices)
            answers[question.name] = keys[day // 10 % len(keys) :] if question.type == "choices" else day // 10 % 2 == 0
        row = {
            "id": text("s", n), "case_id": n, "task_id": text("t9-", n), "process": "", "element": "",
            "form": form.form, "answers": answers, "person_id": self.person_id, "post": "",
            "at": opened + timedelta(days=1),
        }  # fmt: skip
        insert(tx, submission, row)

    def _entries(
        self, tx: Transaction, n: sa.ColumnElement[int], opened: datetime, of: Any, *, turn: int, is_open: bool
    ) -> None:
        """Add what cases have in each register: copies of entries, waiting only where the case is open."""
        for name, register in self.revision.registers.items():
            alike = [entry for entry in of if entry["register"] == name]
            those = [entry for entry in alike if entry["waits"] == is_open] or alike
            for which, entry in enumerate((those * ENTRIES_A_CASE)[turn % len(those) :][:ENTRIES_A_CASE]):
                dated_on = clock.london_date(opened)
                due_on = dated_on + timedelta(days=_ENTRY_DAYS) if register.due else clock.NO_DATE
                row: dict[str, Any] = {**entry, "case_id": n, "key": str(which), "dated_on": dated_on, "due_on": due_on}
                row["place"] = _place(due_on if register.due else dated_on, register, waits=entry["waits"])
                if entry["published_as"]:
                    if turn % CASES_A_PUBLICATION:
                        continue
                    row["published_as"] = text(f"p{which}-", n)
                insert(tx, register_entry, row)

    def _meeting(
        self,
        tx: Transaction,
        n: sa.ColumnElement[int],
        opened: datetime,
        planned: Any,
        invited: Any,
        written: Mapping[str, Any],
    ) -> None:
        """Add a meeting a case, and one who is invited to it by a letter of the same number."""
        at = opened + timedelta(days=_MEETING_DAYS)
        ends_at = at + timedelta(hours=2)
        insert(tx, meeting, {**planned, "case_id": n, "starts_at": at, "ends_at": ends_at, "is_off": False})
        sent = {**written, "id": n, "case_id": n, "once_key": None, "document_id": None, "at": opened}
        insert(tx, letter, sent)
        row = {
            **invited, "letter_id": n, "case_id": n, "submission_id": text("s", n), "uid": text("m", n),
            "is_off": False, "starts_at": at, "ends_at": ends_at,
        }  # fmt: skip
        insert(tx, invitation, row)


def _place(on: date, register: Register, *, waits: bool) -> int:
    """Return the place in a register as `engine.cases.entries` does: what waits first, else the latest first."""
    return on.toordinal() + (0 if waits else _LATER) if register.due else -on.toordinal()
