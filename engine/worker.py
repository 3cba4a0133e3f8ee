"""The worker: fires timers that are due and sends letters that wait, until it is stopped.

On SQLite it is a thread of the server, on PostgreSQL a program of its own (`cspr worker`); any number
may run, because every piece of work is claimed or locked in the database, and done once in effect.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from engine import clock, jobs
from engine.cases.attempts import fire_due_timers
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import Mailer, mailer_of
from engine.correspondence.outbox import send_next
from engine.failures import places_of
from engine.records.db import Database
from engine.settings import Settings

LONGEST_SLEEP_SECONDS = 2.0
"""Work that another program leaves is seen after this long at most."""
SLEEP_AFTER_FAILURE_SECONDS = 5.0
TIMERS_A_BATCH = 500

_Done = TypeVar("_Done")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What one pass did: how many timers it fired and deliveries it tried; and for how long there is nothing to do."""

    timers: int = 0
    deliveries: int = 0
    sleep_seconds: float


class Worker:
    """Does what is due.

    Args:
        database: of the cases.
        cases: the engine that runs them.
        mailer: how mail leaves.
        sender: the address that mail is sent from.
        sign_in_at: the service's public address, which mail ends with.
    """

    def __init__(self, *, database: Database, cases: CaseEngine, mailer: Mailer, sender: str, sign_in_at: str) -> None:
        self._database, self._cases = database, cases
        self._send_next = partial(send_next, database, mailer, sender=sender, sign_in_at=sign_in_at)
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
            done = self._survive(self.run_once)
            self._nudged.wait(done.sleep_seconds if done else SLEEP_AFTER_FAILURE_SECONDS)

    def run_once(self) -> Pass:
        """Do everything that is due now: one pass. With nothing due it costs one statement."""
        with self._database.reading() as tx:
            first, now = jobs.read_next(tx), tx.at
        if not any(at is not None and at <= now for at in (first.timer_at, first.delivery_at)):
            return Pass(sleep_seconds=_until(first))
        timers, deliveries = self._fire_timers(), 0
        while not self._stopped.is_set() and self._survive(self._send_next):
            deliveries += 1
            timers += self._fire_timers()  # a mail server that takes its time keeps no date waiting
        is_done = timers or deliveries
        return Pass(timers=timers, deliveries=deliveries, sleep_seconds=0.0 if is_done else SLEEP_AFTER_FAILURE_SECONDS)

    def _fire_timers(self) -> int:
        """Fire what is due, case by case, each in a transaction of its own."""
        fired, tried = 0, set[int]()
        while due := [case_id for case_id in self._due_cases() if case_id not in tried]:
            for case_id in due:
                tried.add(case_id)
                done = self._survive(partial(fire_due_timers, self._database, self._cases, case_id)) or 0
                _log.info("case %s: %s timers fired", case_id, done)
                fired += done
                if self._stopped.is_set():
                    return fired
        return fired

    def _due_cases(self) -> Sequence[int]:
        with self._database.reading() as tx:
            return jobs.due_cases(tx, TIMERS_A_BATCH)

    def _survive(self, work: Callable[[], _Done]) -> _Done | None:
        """Do a piece of work; if it fails, log that and give none. It is still in the database, and tried again."""
        try:
            return work()
        except Exception as failure:  # noqa: BLE001 - the worker outlives whatever happens to one piece of work
            _log.error("a piece of the worker's work failed\n%s", places_of(failure))
            return None


def make_worker(database: Database, cases: CaseEngine, settings: Settings) -> Worker:
    """Return a worker that sends mail as an installation's settings say."""
    return Worker(
        database=database,
        cases=cases,
        mailer=mailer_of(settings),
        sender=settings.mail_from,
        sign_in_at=settings.public_address,
    )


def _until(first: jobs.Next) -> float:
    """Return for how many seconds there is nothing to do, as far as is known."""
    if first.at is None:
        return LONGEST_SLEEP_SECONDS
    return min(max((first.at - clock.now()).total_seconds(), 0.05), LONGEST_SLEEP_SECONDS)
