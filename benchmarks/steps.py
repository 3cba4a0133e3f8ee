"""What a completed user task costs: from BEGIN to COMMIT, beside SpiffWorkflow alone on the same case.

Everything is interleaved: one step of each way in turn, so that whatever else the machine does falls on all.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import sqlalchemy as sa

from benchmarks.figures import CPU, WALL, Figure, Times, median, p95
from benchmarks.places import Fresh, person, publish, root
from benchmarks.processes import Plan, plans
from engine.access import OFFICE, Post
from engine.cases.engine import MOST_LIVE_CASES, CaseEngine, LiveCases
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.records.db import Database
from engine.records.tables import user_task

POSTS = (Post(organisation=OFFICE, title="Officer"), Post(organisation="agency", title="Officer"))
MOST_STATEMENTS = 12
_OLDEST_OPEN = (
    sa.select(user_task.c.id)
    .where(user_task.c.case_id == sa.bindparam("case_id"), user_task.c.closed_at.is_(None), user_task.c.kind == "task")
    .order_by(user_task.c.opened_at, user_task.c.id)
    .limit(1)
)


class Way:
    """One way for the service to take the steps of a case, in a database of its own.

    Args:
        url: of an empty database.
        is_durable: whether a committed step survives loss of power.
        is_live: whether the case stays in memory between its steps.
    """

    def __init__(self, url: str, plan: Plan, *, is_durable: bool, is_live: bool) -> None:
        self.plan, self.is_live, self.times = plan, is_live, Times()
        self.name = f"{'durable' if is_durable else 'not durable'}, {'in memory' if is_live else 'loaded'}"
        self.database = Database(url, is_durable=is_durable)
        self._live, self._cold = CaseEngine(), CaseEngine(live_cases=LiveCases(MOST_LIVE_CASES if is_live else 0))
        publish(self.database, plan.bundle())
        self._officer = person(self.database, POSTS)

    def begin(self) -> None:
        """Start a case and bring it to where measuring begins."""
        answers = self.plan.answers(is_first=True)
        with self.database.transaction() as tx:
            self._case_id = start_case(tx, self._live, person=self._officer, answers=answers).case_id
        for _ in range(self.plan.ahead):
            self._complete(self._live, self._next())

    def step(self) -> None:
        """Complete the user task that has been open longest."""
        task_id = self._next()
        if task_id:
            self.times.take(partial(self._complete, self._cold, task_id))

    def _next(self) -> str | None:
        with self.database.reading() as tx:
            return tx.connection.execute(_OLDEST_OPEN, {"case_id": self._case_id}).scalar()

    def _complete(self, engine: CaseEngine, task_id: str | None) -> None:
        assert task_id, "the plan goes further than the case"
        with self.database.transaction() as tx:
            complete_user_task(tx, engine, task_id=task_id, person=self._officer, answers=self.plan.answers())


class Counted(Way):
    """A way whose statements are counted, BEGIN and COMMIT among them; its times mean nothing."""

    def __init__(self, url: str, plan: Plan, *, is_live: bool) -> None:
        super().__init__(url, plan, is_durable=False, is_live=is_live)
        self.statements, self._now = list[int](), 0
        heard = ["before_cursor_execute", "commit"]
        if not self.database.is_sqlite:  # there BEGIN is a statement like another
            heard.append("begin")
        for event in heard:
            sa.event.listen(self.database.engine, event, self._count)

    def step(self) -> None:
        """Complete the user task that has been open longest, and note how many statements that took."""
        task_id = self._next()
        if task_id:
            self._now = 0
            self._complete(self._cold, task_id)
            self.statements.append(self._now)

    def _count(self, *_: Any) -> None:
        self._now += 1


class Bare:
    """SpiffWorkflow alone, in a process of its own (`benchmarks.bare`)."""

    def __init__(self, child: "subprocess.Popen[str]") -> None:
        self._child = child
        self.processor_ms: dict[str, list[float]] = {"in_memory": [], "stored": []}

    def begin(self, plan: Plan, *, is_quick: bool) -> None:
        """Start a case and bring it to where measuring begins."""
        self._ask({"case": plan.name, "is_quick": is_quick})

    def step(self) -> None:
        """Complete the user task that has been open longest, in each of two copies."""
        for way, milliseconds in (self._ask({}) or {}).items():
            self.processor_ms[way].append(milliseconds)

    def _ask(self, what: Mapping[str, Any]) -> Mapping[str, float] | None:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(json.dumps(what) + "\n")
        self._child.stdin.flush()
        said = self._child.stdout.readline()
        assert said, "bare SpiffWorkflow failed; its own message stands above"
        answer: Mapping[str, float] | None = json.loads(said)
        return answer


@contextmanager
def bare() -> Iterator[Bare]:
    """Give SpiffWorkflow alone."""
    command = [sys.executable, "-m", "benchmarks.bare"]
    with subprocess.Popen(command, cwd=root(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - our own interpreter, our own module
        yield Bare(child)
        assert child.stdin
        child.stdin.close()


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure every plan on one kind of database, called `where` in the figures."""
    before: tuple[Plan, Sequence[Way]] | None = None
    for plan in plans(is_quick=is_quick).values():
        ways = [
            Way(fresh(), plan, is_durable=is_durable, is_live=is_live)
            for is_durable in (True, False)
            for is_live in (True, False)
        ]
        yield from _measure(plan, ways, fresh, where, is_quick=is_quick)
        if before and before[0].bundle == plan.bundle and before[0].ahead:  # the same case, further on
            yield from _grown(plan, ways, *before, where)
        before = plan, ways


def _grown(plan: Plan, ways: Sequence[Way], earlier: Plan, earlier_ways: Sequence[Way], where: str) -> Iterator[Figure]:
    for way, then in zip(ways, earlier_ways, strict=True):
        if way.is_live:
            took, took_then = (median(each.times.processor_ms) for each in (way, then))
            yield Figure.beside(f"{plan.name}; {where}, {way.name}", took, CPU, earlier.name, took_then)


def _measure(plan: Plan, ways: Sequence[Way], fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    counted = [Counted(fresh(), plan, is_live=is_live) for is_live in (True, False)]
    with ExitStack() as leaving, bare() as alone:
        for way in (*ways, *counted):
            leaving.callback(way.database.close)
        for _ in range(plan.cases):
            alone.begin(plan, is_quick=is_quick)
            for way in (*ways, *counted):
                way.begin()
            for _ in range(plan.measured):
                alone.step()
                for way in (*ways, *counted):
                    way.step()
    in_memory, stored = (median(alone.processor_ms[name]) for name in ("in_memory", "stored"))
    yield Figure.beside(f"{plan.name}; bare engine, loaded and saved", stored, CPU, "in memory", in_memory)
    for way in ways:
        name, took = f"{plan.name}; {where}, {way.name}", median(way.times.processor_ms)
        beside = ("bare engine, in memory", in_memory) if way.is_live else ("bare engine, loaded and saved", stored)
        yield Figure.beside(name, took, CPU, *beside)
        yield Figure.beside(f"{name}, p95", p95(way.times.processor_ms), CPU, "its median", took)
        yield Figure.beside(f"{name}", median(way.times.wall_ms), WALL, "the processor's", took)
    for way in counted:
        name, count = f"{plan.name}; {where}, {'in memory' if way.is_live else 'loaded'}", median(way.statements)
        yield Figure.beside(name, count, "statements", "the most wanted", MOST_STATEMENTS)
