"""What a program that runs for long may not do: grow. It runs by itself, so that its memory is its own.

Each case is started, its time limit passes, the worker tells somebody, and its last user task is completed: all the
kinds of steps that there are.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import orjson
import sqlalchemy as sa

from benchmarks.figures import Figure
from benchmarks.overdue import LONG_AGO, worker_of
from benchmarks.places import Fresh, person, publish, root
from benchmarks.processes import watched
from benchmarks.steps import POSTS
from engine import clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.records.db import Database
from engine.records.tables import user_task
from engine.worker import Worker
from forms.definition import LATE_REASON

CASES_A_PASS = 100
ANSWERS = {"outcome": "go_on"}
LATE_ANSWERS = {**ANSWERS, LATE_REASON.name: "It was forgotten."}
KIBIBYTES_A_MEBIBYTE = 1024
_OPEN = sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None))


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure one kind of database, called `where` in the figures."""
    few, many = (300, 900) if is_quick else (10_000, 100_000)
    command = [sys.executable, "-m", "benchmarks.growth", fresh(), str(few), str(many)]
    said = subprocess.run(command, cwd=root(), stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 - our own interpreter, our own module
    after_few, after_many = orjson.loads(said)
    told = f"a worker's memory at most, after {many:,} steps; {where}"
    yield Figure.beside(told, after_many, "MiB", f"after {few:,}", after_few)


def main(url: str, *steps: str) -> None:
    """Take steps, and print how much memory there was at most after each number of them."""
    found, stops = [], [int(each) for each in steps]
    with closing(Database(url, is_durable=False)) as database:
        taken, cases = 0, CaseEngine()
        publish(database, watched())
        officer, worker = person(database, POSTS), worker_of(database)
        while stops:
            taken += _pass(database, cases, officer, worker)
            if taken >= stops[0]:
                found.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MEBIBYTE)
                stops.pop(0)
    sys.stdout.write(orjson.dumps(found).decode())


def _pass(database: Database, cases: CaseEngine, officer: Person, worker: Worker) -> int:
    """Take some cases from their beginning to their end; tell how many steps that was, letters not counted."""
    with clock.stopped_at(clock.now() - LONG_AGO):
        for _ in range(CASES_A_PASS):
            with database.transaction() as tx:
                start_case(tx, cases, person=officer, answers=ANSWERS)
    worker.run_once()
    with database.reading() as tx:
        waiting = tx.connection.scalars(_OPEN).all()
    assert len(waiting) == CASES_A_PASS
    for task_id in waiting:
        with database.transaction() as tx:
            complete_user_task(tx, cases, task_id=task_id, person=officer, answers=LATE_ANSWERS)
    return 3 * CASES_A_PASS


if __name__ == "__main__":
    main(*sys.argv[1:])
