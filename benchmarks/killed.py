"""Workers that are killed (SIGKILL) at random moments over thousands of due timers and letters.

Two at a time live for moments, until all is done, or as many have been killed as may be; whoever comes last is left
alone. Then every timer must have fired once, every letter lie in the mail folder once, and every chain be whole:
otherwise this ends with what is wrong, and gives no figure.
"""

import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path

import sqlalchemy as sa

from benchmarks.figures import Figure
from benchmarks.overdue import fill
from benchmarks.places import Fresh
from engine import audit, clock
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import FolderMailer
from engine.queue_worker import QueueWorker
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, timer
from engine.worker import Worker

AT_A_TIME = 2
LONGEST_LIFE_SECONDS = {"sqlite": 0.1, "postgresql": 0.5}
STALLED_SECONDS = 2.0
"""A worker that gave no sign of life for so long is taken for dead."""
LONGEST_BEGINNING_SECONDS = 60
AFTER_ANY_LEASE = timedelta(hours=1)


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure one kind of database, called `where` in the figures.

    Raises:
        AssertionError: something was done twice or lost.
    """
    number, most_killed = (60, 8) if is_quick else (5_000, 2_000)
    url = fresh()
    with (
        closing(Database(url, is_durable=False)) as database,
        tempfile.TemporaryDirectory(prefix="cspr-bench-") as mail,
    ):
        fill(database, number)
        killed = _kill(database, url, mail, most_killed)
        done = number - _count(database, timer)
        _finish(database, mail)
        _check(database, number, Path(mail))
    assert done, "every worker was killed before it had done anything"
    told = f"workers killed over {number:,} due timers and letters, each done once; {where}, durable"
    yield Figure.beside(told, killed, "workers", "timers fired meanwhile", done)


def _kill(database: Database, url: str, mail: str, most: int) -> int:
    """Let workers live for moments; tell how many were killed."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    moments, killed = random.Random(20260414), 0  # noqa: S311 - moments, not secrets
    longest = LONGEST_LIFE_SECONDS[database.url.get_backend_name()]
    while killed < most and (_count(database, timer) or _count(database, delivery, delivery.c.state != "sent")):
        lives = [_begin(processes, url, mail) for _ in range(AT_A_TIME)]
        for life in lives:
            time.sleep(moments.uniform(0, longest))
            life.kill()
        for life in lives:
            life.join()
            killed += life.exitcode != 0  # one that had nothing left to do has ended by itself
    return killed


def _begin(processes: ForkServerContext, url: str, mail: str) -> "multiprocessing.context.ForkServerProcess":
    begun = processes.Event()
    life = processes.Process(target=_live, args=(url, mail, begun))
    life.start()
    assert begun.wait(LONGEST_BEGINNING_SECONDS), "a worker does not begin"
    return life


def _live(url: str, mail: str, begun: "multiprocessing.synchronize.Event") -> None:
    """Work until killed; on SQLite, until nothing is due."""
    database = Database(url)
    cases = CaseEngine()
    with database.reading() as tx:
        cases.revisions.current(tx)  # reading it takes longer than it lives
    worker = _worker(database, mail, cases)
    begun.set()
    if database.is_sqlite:
        worker.run_once()
        return
    from_the_queue = QueueWorker(database, worker.work, stalled_seconds=STALLED_SECONDS)
    from_the_queue.start()
    time.sleep(60)


def _finish(database: Database, mail: str) -> None:
    """Do what is left, when whoever was killed has given no sign of life for long enough and holds nothing any more."""
    time.sleep(STALLED_SECONDS + 0.1)
    worker = _worker(database, mail, CaseEngine())
    with clock.stopped_at(clock.now() + AFTER_ANY_LEASE):
        if database.is_sqlite:
            worker.run_once()
        else:
            QueueWorker(database, worker.work, stalled_seconds=STALLED_SECONDS).run_once()


def _worker(database: Database, mail: str, cases: CaseEngine) -> Worker:
    mailer = FolderMailer(Path(mail))
    return Worker(database=database, cases=cases, mailer=mailer, sender="office@example.org", sign_in_at="")


def _count(database: Database, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    with database.reading() as tx:
        return tx.connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0


def _check(database: Database, number: int, mail: Path) -> None:
    with database.reading() as tx:
        assert not audit.verify(tx).broken, "an audit chain is broken"
        written = tx.connection.execute(sa.select(letter.c.case_id, sa.func.count()).group_by(letter.c.case_id)).all()
        sent = set(tx.connection.scalars(sa.select(delivery.c.message_id).where(delivery.c.state == "sent")))
    left = {table.name: _count(database, table) for table in (timer, incident)}
    assert left == {"timer": 0, "incident": 0}, f"something is left: {left}"
    assert sorted(row[1] for row in written) == [1] * number, "a letter was written twice, or never"
    assert {f"<{file.stem}>" for file in mail.glob("*.eml")} == sent, "what was sent is not what lies in the folder"
    assert len(sent) == number, "a letter was not sent"
