"""The worker: does what is due, kind by kind, until it is stopped.

On SQLite it is a thread of the server, on PostgreSQL a program of its own (`cspr worker`); any number
may run, because every piece of work is claimed or locked in the database, and done once in effect.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from engine import clock, jobs
from engine.cases.announced import Post, send_message
from engine.cases.announced import give_up as give_up_message
from engine.cases.attempts import (
    fire_due_timers,
    recount_dates,
    send_reminders,
    set_dates_aside,
    set_reminders_aside,
    set_timers_aside,
)
from engine.cases.digesting import send_digest, send_without_list
from engine.cases.engine import CaseEngine
from engine.cases.retention import erasing
from engine.cases.subject_access.packages import clear as clear_package
from engine.cases.subject_access.packages import put_off as put_off_package
from engine.correspondence import outbox
from engine.correspondence.mail import Mailer, mailer_of
from engine.failures import places_of
from engine.jobs import Kind
from engine.periods import Housekeeping
from engine.records.db import Database
from engine.registers.guests.links import Links
from engine.registers.password_links import PasswordLinks
from engine.settings import Settings

SHORTEST_SLEEP_SECONDS, LONGEST_SLEEP_SECONDS = 0.05, 2.0
"""Work that another program leaves is seen after the longest at most."""
SLEEP_AFTER_FAILURE_SECONDS = 5.0
ROWS_A_LOOK = 500
NO_POST = Post(poster=None, secret_key="", service_at="")
"""For a worker that has no messages to send."""

_Done = TypeVar("_Done")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Work:
    """How a kind of work is done.

    Attributes:
        do: does what is due of a key, in transactions of its own, and tells how much that was. Idempotent.
        give_up: sets aside what is due of a key, because `do` has failed for good, lets a person see it, and tells
            how much that was.
    """

    do: Callable[[int], int]
    give_up: Callable[[int], int]


def work_of(  # noqa: PLR0913 - each kind of work needs something of its own
    database: Database,
    cases: CaseEngine,
    mailer: Mailer,
    *,
    sender: str,
    sign_in_at: str,
    attaches: bool = False,
    links: Links | None = None,
    passwords: PasswordLinks | None = None,
    packages: Path | None = None,
    housekeeping: Housekeeping | None = None,
    post: Post = NO_POST,
) -> Mapping[Kind, Work]:
    """Return how every kind of work is done.

    Args:
        database: of the cases.
        cases: the engine that runs them.
        mailer: how mail leaves.
        sender: the address that mail is sent from.
        sign_in_at: the service's public address, which mail ends with.
        attaches: what comes with a letter is attached as a file.
        links: how links to requests are made; none if none are.
        passwords: how links that set passwords are made; none if none are.
        packages: the folder of what was made for people who asked what is held about them; none if nothing is cleared.
        housekeeping: what is erased and cleared; without it both are put off.
        post: how messages to other systems leave.
    """
    later = partial(erasing.put_off, database)
    return {
        jobs.TIMERS: Work(
            do=partial(fire_due_timers, database, cases),
            give_up=partial(set_timers_aside, database),
        ),
        jobs.DATES: Work(
            do=partial(recount_dates, database, cases),
            give_up=partial(set_dates_aside, database),
        ),
        jobs.REMINDERS: Work(
            do=partial(send_reminders, database, cases),
            give_up=partial(set_reminders_aside, database),
        ),
        jobs.DIGESTS: Work(
            do=partial(send_digest, database, cases, sign_in_at=sign_in_at),
            give_up=partial(send_without_list, database, cases, sign_in_at=sign_in_at),
        ),
        jobs.STRAYS: Work(
            do=partial(outbox.bring_back, database),
            give_up=partial(outbox.give_up, database),
        ),
        jobs.DELIVERIES: Work(
            do=partial(
                outbox.send,
                database,
                mailer,
                sender=sender,
                sign_in_at=sign_in_at,
                attaches=attaches,
                links=links,
                passwords=passwords,
            ),
            give_up=partial(outbox.give_up, database),
        ),
        jobs.PACKAGES: Work(
            do=partial(clear_package, database, packages),
            give_up=partial(put_off_package, database),
        ),
        jobs.ERASURES: Work(
            do=partial(erasing.erase, database, housekeeping) if housekeeping else later,
            give_up=later,
        ),
        jobs.MESSAGES: Work(
            do=partial(send_message, database, cases, post),
            give_up=partial(give_up_message, database, cases, post),
        ),
    }


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What one pass did of each kind, and for how long there is nothing to do."""

    done: Counter[Kind]
    sleep_seconds: float


@dataclass(frozen=True)
class _Failing:
    times: int = 0
    again_at: float = 0.0  # by the clock that nobody can set


class Worker:
    """Does what is due, in this program. The arguments are those of `work_of`.

    Attributes:
        work: how every kind of work is done.
    """

    def __init__(  # noqa: PLR0913 - those of work_of
        self,
        *,
        database: Database,
        cases: CaseEngine,
        mailer: Mailer,
        sender: str,
        sign_in_at: str,
        attaches: bool = False,
        links: Links | None = None,
        passwords: PasswordLinks | None = None,
        packages: Path | None = None,
        housekeeping: Housekeeping | None = None,
        post: Post = NO_POST,
    ) -> None:
        self._database = database
        self.work = work_of(
            database,
            cases,
            mailer,
            sender=sender,
            sign_in_at=sign_in_at,
            attaches=attaches,
            links=links,
            passwords=passwords,
            packages=packages,
            housekeeping=housekeeping,
            post=post,
        )
        self._failing = dict[tuple[Kind, int], _Failing]()
        self._nudged, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)

    def start(self) -> None:
        """Run in a thread of this program."""
        self._thread.start()

    def nudge(self) -> None:
        """Say that there may be something to do, so that it need not be waited for."""
        self._nudged.set()

    def stop(self) -> None:
        """Finish the piece of work under way, and end."""
        self._stopped.set()
        self._nudged.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join()

    def run(self) -> None:
        """Run until stopped."""
        while not self._stopped.is_set():
            self._nudged.clear()
            done = survive(self.run_once)
            self._nudged.wait(done.sleep_seconds if done else SLEEP_AFTER_FAILURE_SECONDS)

    def run_once(self) -> Pass:
        """Do everything that is due now: one pass. With nothing due it costs one statement."""
        with self._database.reading() as tx:
            firsts, now = jobs.read_next(tx), tx.at
        if all(at > now for at in firsts.values()):
            return Pass(done=Counter(), sleep_seconds=seconds_until(min(firsts.values(), default=None)))
        done, tried = Counter[Kind](), set[tuple[Kind, int]]()
        while not self._stopped.is_set() and (batch := self._next_batch(tried)):
            for kind, key in batch:
                tried.add((kind, key))
                done[kind] += self._try(kind, key)
                if self._stopped.is_set():
                    break
        return Pass(done=done, sleep_seconds=0.0 if done.total() else SLEEP_AFTER_FAILURE_SECONDS)

    def _next_batch(self, tried: Collection[tuple[Kind, int]]) -> Sequence[tuple[Kind, int]]:
        """Return what is due of the most urgent kind, but what was tried before or is left alone for a while."""
        for kind in jobs.KINDS:
            with self._database.reading() as tx:
                keys = jobs.due_keys(tx, kind, ROWS_A_LOOK)
            pieces = [(kind, key) for key in keys if (kind, key) not in tried and not self._is_left_alone(kind, key)]
            if pieces:
                return pieces[:1] if kind.is_slow else pieces
        return ()

    def _is_left_alone(self, kind: Kind, key: int) -> bool:
        failing = self._failing.get((kind, key))
        return failing is not None and time.monotonic() < failing.again_at

    def _try(self, kind: Kind, key: int) -> int:
        """Do a piece of work; if it fails, leave it alone for a while."""
        failing = self._failing.pop((kind, key), _Failing())
        done = attempt(kind, self.work[kind], key, failing.times)
        if done is None:
            pause = jobs.BACK_OFF[min(failing.times, len(jobs.BACK_OFF) - 1)]
            self._failing[kind, key] = _Failing(failing.times + 1, time.monotonic() + pause.total_seconds())
        return done or 0


def make_worker(database: Database, cases: CaseEngine, settings: Settings) -> Worker:
    """Return a worker that sends mail, and clears, as an installation's settings say."""
    with database.transaction() as tx:
        erasing.clear_nightly(tx)
    return Worker(
        database=database,
        cases=cases,
        mailer=mailer_of(settings),
        sender=settings.mail_from,
        sign_in_at=settings.public_address,
        attaches=settings.attaches_files,
        links=Links.of(settings),
        passwords=PasswordLinks.of(settings),
        packages=settings.packages_folder,
        housekeeping=Housekeeping(data_folder=settings.data_folder, kept=settings.kept),
        post=Post.of(settings),
    )


def attempt(kind: Kind, work: Work, key: int, failed_before: int) -> int | None:
    """Do a piece of work; if it has now failed for good, set it aside.

    Args:
        kind: of the work.
        work: how it is done.
        key: of the piece.
        failed_before: how often it was tried before, to no end; each may have been the end of a worker.

    Returns:
        How much was done; None if it is to be tried again.
    """
    if failed_before != jobs.MOST_ATTEMPTS:
        done = survive(partial(work.do, key))
        if done is not None:
            _log.info("%s %s: %s %s", kind.locks, key, done, kind.done)
            return done
    if failed_before + 1 < jobs.MOST_ATTEMPTS or survive(partial(work.give_up, key)) is None:
        return None
    return 0


def survive(work: Callable[[], _Done]) -> _Done | None:
    """Do a piece of work; if it fails, log that and give none. It is still in the database, and tried again."""
    try:
        return work()
    except Exception as failure:  # noqa: BLE001 - the worker outlives whatever happens to one piece of work
        _log.error("a piece of the worker's work failed\n%s", places_of(failure))
        return None


def seconds_until(first: datetime | None) -> float:
    """Return for how long there is nothing to do, as far as is known, if the first piece of work falls due then."""
    if first is None:
        return LONGEST_SLEEP_SECONDS
    return min(max((first - clock.now()).total_seconds(), SHORTEST_SLEEP_SECONDS), LONGEST_SLEEP_SECONDS)
