"""What waits in great numbers: a worker's pass over timers, a person's work among open tasks; and search in all of it.

Rows are written by the million with statements, because only their number matters, on a sample revision with
teams. Small and large are read in turn, so that whatever else the machine does falls on both.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage

import sqlalchemy as sa

from benchmarks.figures import CPU, WALL, Figure, Times, median, p95
from benchmarks.places import Fresh, person, publish
from benchmarks.rows import insert, numbers, parts, text
from benchmarks.searches import FEW, Archive
from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases.engine import CaseEngine
from engine.cases.work import Desk
from engine.diagrams import samples
from engine.diagrams.bundle import Bundle
from engine.records.db import Database, Transaction
from engine.records.tables import case_member, safeguarding_case, timer, user_task
from engine.worker import Worker

TEAMS, MY_TEAMS = 20, 3
TASKS_A_CASE = 10
READINGS = 200
PARTNERSHIP = "bpmn/partnership.yaml"


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much waits, and for how many teams: a small office's tasks are all mine, so that both pages are full."""

    timers: int
    tasks: int
    teams: int


class NoMail:
    """A way for mail to leave that nothing takes: no delivery waits."""

    def send(self, message: EmailMessage) -> None:
        """Refuse: nothing is to be sent."""
        raise AssertionError(message)


class Place:
    """A database in which much waits, a worker, and a person who holds three keys."""

    def __init__(self, url: str, size: Size) -> None:
        self.database, self.cases = Database(url, is_durable=False), CaseEngine()
        publish(self.database, _with_teams())
        titles = [f"Team {n}" for n in range(MY_TEAMS)]
        self.me = person(self.database, [Post(organisation=OFFICE, title=title) for title in titles])
        self.worker = Worker(
            database=self.database, cases=self.cases, mailer=NoMail(), sender="office@example.org", sign_in_at=""
        )
        with self.database.transaction() as tx:
            _fill(tx, self.cases, size, self.me.id)
        if not self.database.is_sqlite:  # the server does this by itself, in a while
            with self.database.transaction() as tx:
                tx.connection.execute(sa.text("ANALYZE"))
        self.passes, self.lists, self.pages = Times(), Times(), Times()

    def read(self) -> None:
        """Take one worker's pass, one list of my work, and one whole page's reading."""
        self.passes.take(self._pass)
        self.lists.take(lambda: self._read(lambda desk: desk.mine()))
        self.pages.take(lambda: self._read(lambda desk: (desk.mine(), desk.counts())))

    def _pass(self) -> None:
        done = self.worker.run_once()
        assert not done.done, "none is due"

    def _read(self, what: Callable[[Desk], object]) -> None:
        with self.database.reading() as tx:
            what(Desk(tx, self.cases.revisions, self.me))


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure small and large on one kind of database, called `where` in the figures."""
    small = Size(timers=1_000 if is_quick else 10_000, tasks=100, teams=MY_TEAMS)
    large = Size(timers=10_000 if is_quick else 1_000_000, tasks=10_000 if is_quick else 1_000_000, teams=TEAMS)
    with ExitStack() as leaving:
        few, many = (Place(fresh(), size) for size in (small, large))
        leaving.callback(few.database.close)
        leaving.callback(many.database.close)
        for _ in range(READINGS // 10 if is_quick else READINGS):
            few.read()
            many.read()
        titles = [f"Team {n}" for n in range(TEAMS)]
        archive = Archive(many.database, many.cases, large.tasks // TASKS_A_CASE, titles)
        found = list(archive.measure(where, READINGS // 10 if is_quick else READINGS))
    told = f"worker's pass, {large.timers:,} timers waiting, none due; {where}"
    yield from _beside(told, many.passes, f"{small.timers:,} waiting", few.passes)
    against = f"{small.tasks} open"
    yield from _beside(f"list of my work, {large.tasks:,} open user tasks; {where}", many.lists, against, few.lists)
    yield from _beside(f"list and counts, {large.tasks:,} open user tasks; {where}", many.pages, against, few.pages)
    yield from found


def _beside(name: str, many: Times, against: str, few: Times) -> Iterator[Figure]:
    yield Figure.beside(name, median(many.wall_ms), WALL, against, median(few.wall_ms))
    yield Figure.beside(f"{name}", median(many.processor_ms), CPU, against, median(few.processor_ms))
    yield Figure.beside(f"{name}, p95", p95(many.wall_ms), WALL, "its median", median(many.wall_ms))


# ---- filling ----------------------------------------------------------------------------------------------


def _with_teams() -> Bundle:
    """Return a sample revision with a role for each team."""
    bundle = samples.linear(2)
    names = [*(f"Team {n}" for n in range(TEAMS)), FEW]
    roles = "".join(f"\n  {name}: {{who: posts, posts: [{name}]}}" for name in names)
    changed = bundle.files[PARTNERSHIP].decode().replace("roles:", f"roles:{roles}", 1)
    return Bundle({**bundle.files, PARTNERSHIP: changed.encode()})


def _fill(tx: Transaction, cases: CaseEngine, size: Size, person_id: int) -> None:
    revision = cases.revisions.current(tx)
    process = revision.partnership.start
    element = next(e for e in revision.elements.values() if e.form)
    for day, (first, last) in enumerate(parts(size.tasks // TASKS_A_CASE)):
        number = numbers(first, last)
        case = {
            "id": number, "reference": text("B-", number), "revision_id": revision.digest, "process": process,
            "version": 1, "status": "open", "referrer_id": person_id, "initials": "",
            "opened_at": tx.at + timedelta(minutes=day),
            "referring_organisation": OFFICE, "facts": {}, "audit_hash": audit.GENESIS,
        }  # fmt: skip
        insert(tx, safeguarding_case, case)
        for member in range(min(TASKS_A_CASE, size.teams)):
            insert(tx, case_member, {"case_id": number, "held_by": text("Team ", (number + member) % size.teams)})
    for day, (first, last) in enumerate(parts(size.tasks)):
        number = numbers(first, last)
        of_case = number // TASKS_A_CASE
        task = {
            "id": text("task", number), "case_id": of_case, "parts": "", "kind": "task", "process": process,
            "element": element.id, "role": element.role, "clause": "", "due_on": _day(day), "opened_at": tx.at,
            "held_by": text("Team ", (of_case + number % TASKS_A_CASE) % size.teams),
        }  # fmt: skip
        insert(tx, user_task, task)
    for day, (first, last) in enumerate(parts(size.timers)):
        number = numbers(first, last)
        waits = {
            "task_id": text("timer", number), "case_id": number % (size.tasks // TASKS_A_CASE), "parts": "",
            "process": process, "element": element.id, "clause": "", "due_at": clock.end_of(_day(day)),
        }  # fmt: skip
        insert(tx, timer, waits)


def _day(number: int) -> date:
    return clock.today() + timedelta(days=30 + number)
