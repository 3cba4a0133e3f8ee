"""What figures of all cases cost: deadlines, stages, agencies' answers and themes, among many cases and among few.

Cases were opened evenly over ten years; of each, ten user tasks had a time limit, and one form told themes. The last
ones are open. Figures are read as their pages read them, over the usual twelve months.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from benchmarks.figures import WALL, Figure, Times, median, p95
from benchmarks.places import Fresh, person, publish, root
from benchmarks.rows import insert, numbers, text
from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases.engine import CaseEngine
from engine.cases.oversight import deadlines, returns, stages, themes
from engine.cases.oversight.deadlines import Wanted
from engine.cases.oversight.overseer import Overseer
from engine.cases.oversight.period import Period
from engine.diagrams.bundle import Bundle
from engine.records.db import Database, Transaction
from engine.records.tables import case_member, safeguarding_case, submission, user_task

DAYS, TURNS = 3650, 365
"""The days over which cases were opened, some on every tenth."""
TASKS_A_CASE, AGENCIES_A_CASE = 10, 5
READINGS = 40
READ: dict[str, Callable[[Overseer], object]] = {
    "deadlines by clause and month": lambda overseer: deadlines.count(overseer, Period.default()),
    "a list of deadlines": lambda overseer: deadlines.listed(overseer, Period.default(), Wanted()),
    "open cases by stage and age": stages.count,
    "a list of open cases": stages.listed,
    "agencies' answers": lambda overseer: returns.count(overseer, Period.default()),
    "themes": lambda overseer: themes.count(overseer, Period.default()),
}


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many cases there are, and how many of them are open."""

    cases: int
    open: int


class Place:
    """A database with many cases, and somebody who sees their figures."""

    def __init__(self, url: str, size: Size) -> None:
        self.database, self.cases = Database(url, is_durable=False), CaseEngine()
        publish(self.database, Bundle.read(root()))
        with self.database.reading() as tx:
            self.revision = self.cases.revisions.current(tx)
        partnership = self.revision.partnership
        self.role = partnership.figures.seen_by[0]
        title = partnership.roles[self.role].posts[0]
        self.me = person(self.database, [Post(organisation=OFFICE, title=title)])
        with self.database.transaction() as tx:
            self._fill(tx, size)
        if not self.database.is_sqlite:  # the server does this by itself, in a while
            with self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE"))
        self.times = {name: Times() for name in READ}

    def read(self) -> None:
        """Read each figure once."""
        for name, what in READ.items():
            self.times[name].take(lambda what=what: self._read(what))  # type: ignore[misc] # of this turn

    def _read(self, what: Callable[[Overseer], object]) -> None:
        with self.database.reading() as tx:
            what(Overseer(tx, self.cases.revisions, self.me))

    def _fill(self, tx: Transaction, size: Size) -> None:
        a_turn = max(1, size.cases // TURNS)
        last_open = size.cases - size.open
        for first in range(0, size.cases, a_turn):
            last = min(first + a_turn, size.cases)
            self._fill_day(tx, first, last, DAYS * first // size.cases, is_open=first >= last_open)

    def _fill_day(self, tx: Transaction, first: int, last: int, day: int, *, is_open: bool) -> None:
        number, opened = numbers(first, last), tx.at - timedelta(days=DAYS - day)
        revision, partnership = self.revision, self.revision.partnership
        case = {
            "id": number, "reference": text("O-", number), "revision_id": revision.digest,
            "process": partnership.start, "version": 1, "status": "open" if is_open else "closed",
            "opened_at": opened, "closed_at": None if is_open else opened + timedelta(days=200),
            "referrer_id": self.me.id, "initials": "", "referring_organisation": OFFICE, "facts": {"anchors": {}},
            "audit_hash": audit.GENESIS,
        }  # fmt: skip
        insert(tx, safeguarding_case, case)
        insert(tx, case_member, {"case_id": number, "held_by": self.role})
        limited = [e for e in revision.elements.values() if e.kind == "userTask" and e.properties.get("time_limit")]
        asked = next(e for e in limited if partnership.figures.returns and e.form == partnership.figures.returns.asked)
        for which in range(TASKS_A_CASE):
            is_return = which < AGENCIES_A_CASE
            element = asked if is_return else limited[7 * which % len(limited)]
            agency = list(partnership.agencies)[which] if is_return else None
            due_on = clock.london_date(opened + timedelta(days=13 if is_return else 3 * which))
            closed_at = None if is_open and which > TASKS_A_CASE // 2 else clock.end_of(due_on)
            late = timedelta(days=2) if day // 10 % 5 == which % 5 else timedelta(days=-1)
            row = {
                "id": text(f"t{which}-", number), "case_id": number, "parts": "", "kind": "task",
                "process": element.process, "element": element.id, "role": element.role, "instance": agency,
                "held_by": f"{element.role}|{agency}" if agency else element.role,
                "clause": element.properties["time_limit"], "due_on": due_on, "opened_at": opened,
                "closed_at": closed_at and closed_at + late, "outcome": closed_at and "completed",
            }  # fmt: skip
            insert(tx, user_task, row)
        form = next(form for form in revision.forms.values() if any(True for _ in form.themes))
        answers: dict[str, Any] = {"text": "A text of some length. " * 80}
        for question in form.themes:
            keys = list(question.choices)
            answers[question.name] = keys[day // 10 % len(keys) :] if question.type == "choices" else day // 10 % 2 == 0
        sent = {
            "id": text("s", number), "case_id": number, "task_id": text("t9-", number), "process": asked.process,
            "element": asked.id, "form": form.form, "answers": answers, "person_id": self.me.id, "post": "",
            "at": opened + timedelta(days=1),
        }  # fmt: skip
        insert(tx, submission, sent)


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure many cases and few on one kind of database, called `where` in the figures."""
    small = Size(cases=730, open=20)
    large = Size(cases=2_190, open=100) if is_quick else Size(cases=100_000, open=2_000)
    with ExitStack() as leaving:
        few, many = (Place(fresh(), size) for size in (small, large))
        leaving.callback(few.database.close)
        leaving.callback(many.database.close)
        for _ in range(READINGS // 10 if is_quick else READINGS):
            few.read()
            many.read()
    for name in READ:
        told = f"{name}, {large.cases:,} cases; {where}"
        seldom, often = few.times[name].wall_ms, many.times[name].wall_ms
        yield Figure.beside(told, median(often), WALL, f"{small.cases} cases", median(seldom))
        yield Figure.beside(f"{told}, p95", p95(often), WALL, "its median", median(often))
