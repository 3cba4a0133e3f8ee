"""Time limits that have passed: how fast workers fire their timers and send the letters that say so.

Every case has one timer that is due and writes a letter. One worker does few and many, which tells whether the cost
follows what is due; on PostgreSQL one worker's program and two do as many, each step durable.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from email.message import EmailMessage

import sqlalchemy as sa

from benchmarks.figures import CPU, RATE, Figure, Times
from benchmarks.places import Fresh, person, publish, root
from benchmarks.processes import watched
from benchmarks.steps import POSTS
from engine import clock, jobs
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.queue_worker import QueueWorker
from engine.records.db import Database
from engine.records.tables import delivery, timer
from engine.worker import Worker

LONG_AGO = timedelta(days=30)
LOOK_SECONDS = 0.1
LONGEST_SECONDS = 300.0
"""For all that is due; who takes longer has stopped."""
READY, GO = "ready\n", "go\n"


class Taken:
    """A mail server that takes everything at once."""

    def send(self, message: EmailMessage) -> None:
        """Take a message."""


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure one kind of database, called `where` in the figures."""
    few, many = (20, 100) if is_quick else (1_000, 10_000)
    seconds, processor = {}, {}
    for number in (few, many):
        with closing(Database(fresh(), is_durable=False)) as database:
            fill(database, number)
            times = Times()
            times.take(worker_of(database).run_once)
            _check(database, number)
        seconds[number], processor[number] = times.wall_ms[0] / 1000, times.processor_ms[0] / number
    told = f"{many:,} due timers fired, letters sent; {where}, not durable"
    yield Figure.beside(told, many / seconds[many], RATE, f"{few:,} due", few / seconds[few])
    yield Figure.beside(f"{told}, each", processor[many], CPU, f"{few:,} due", processor[few])
    if not database.is_sqlite:  # there the server's own thread is the only worker
        number = 40 if is_quick else 2_000
        alone, together = (_rate(fresh(), number, programs) for programs in (1, 2))
        told = f"{number:,} due timers fired, letters sent; {where}, durable, two workers"
        yield Figure.beside(told, together, RATE, "one", alone)


def fill(database: Database, number: int) -> None:
    """Start as many cases whose time limit has passed."""
    cases = CaseEngine()
    publish(database, watched())
    asker = person(database, POSTS)
    with clock.stopped_at(clock.now() - LONG_AGO):
        for _ in range(number):
            with database.transaction() as tx:
                start_case(tx, cases, person=asker, answers={"outcome": "go_on"})


def worker_of(database: Database) -> Worker:
    """Return a worker whose mail all goes."""
    return Worker(database=database, cases=CaseEngine(), mailer=Taken(), sender="office@example.org", sign_in_at="")


def _rate(url: str, number: int, programs: int) -> float:
    with closing(Database(url, is_durable=False)) as database:
        fill(database, number)
        with ExitStack() as running:
            for program in [running.enter_context(_program(url)) for _ in range(programs)]:
                assert program.stdin
                program.stdin.write(GO)
                program.stdin.flush()
            begun = time.perf_counter()
            while _is_something_due(database):
                assert time.perf_counter() - begun < LONGEST_SECONDS, "the workers do not come to an end"
                time.sleep(LOOK_SECONDS)
            seconds = time.perf_counter() - begun
        _check(database, number)
    return number / seconds


@contextmanager
def _program(url: str) -> "Iterator[subprocess.Popen[str]]":
    """Give a worker's program that has been started, and waits to be told to begin."""
    command = [sys.executable, "-m", "benchmarks.overdue", url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=root(), stdin=pipe, stdout=pipe, text=True) as program:  # noqa: S603 - our own interpreter, our own module
        assert program.stdin
        assert program.stdout
        said = program.stdout.readline()
        assert said == READY, said
        yield program
        program.stdin.close()  # it ends


def _is_something_due(database: Database) -> bool:
    with database.reading() as tx:
        return any(at <= tx.at for at in jobs.read_next(tx).values())


def _check(database: Database, number: int) -> None:
    with database.reading() as tx:
        fired, sent = tx.connection.execute(
            sa.select(
                sa.select(sa.func.count()).select_from(timer).scalar_subquery(),
                sa.select(sa.func.count()).where(delivery.c.state == "sent").scalar_subquery(),
            )
        ).one()
    assert (fired, sent) == (0, number), "every timer fires once, and writes one letter"


def main(url: str) -> None:
    """Be a worker's program: begin when told to, and end with the input."""
    database = Database(url)
    worker = QueueWorker(database, worker_of(database).work)
    sys.stdout.write(READY)
    sys.stdout.flush()
    sys.stdin.readline()
    worker.start()
    sys.stdin.read()
    worker.stop()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1])
