"""The worker on PostgreSQL: takes jobs from Procrastinate's queue, and puts into it what falls due.

Any number may run, on any machines. A job names a kind of work and a key; what is to be done stands in the rows
(`engine.jobs`), so that a job which is lost, or done twice, does no harm, and the queue's own writes need not survive
a loss of power. NOTIFY wakes a worker for what a step leaves; a dispatcher in each worker looks for what falls due.
"""

import asyncio
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import Any, LiteralString

from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from psycopg.errors import RaiseException

from engine import clock, jobs
from engine.condition import disagrees, skew
from engine.failures import places_of
from engine.jobs import Kind
from engine.records.db import Database
from engine.worker import (
    LONGEST_SLEEP_SECONDS,
    SHORTEST_SLEEP_SECONDS,
    SLEEP_AFTER_FAILURE_SECONDS,
    Work,
    attempt,
    seconds_until,
    survive,
)

STALLED_SECONDS = 30.0
"""A worker that gave no sign of life for so long is taken for dead."""
SIGNS_OF_LIFE = 3
"""So many it gives meanwhile."""
AT_ONCE = {False: 2, True: 8}
"""How many pieces one worker does at once: of what needs the processor, and of what waits for others."""
_POOL_WAIT_SECONDS = 10.0

_log = logging.getLogger(__name__)


class StillToDo(Exception):
    """A piece of work failed, and is to be tried again. The log has said why."""


class Ended(Exception):
    """A part of the worker has ended that must not, such as Procrastinate's connection."""


class _BackOff(BaseRetryStrategy):
    """A piece of work is tried until it is done, or set aside."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 - as it is called
        """Return when a job is tried next."""
        pause = jobs.BACK_OFF[min(job.attempts, len(jobs.BACK_OFF) - 1)]
        return RetryDecision(retry_at=clock.now() + pause)


class _Connector(PsycopgConnector):
    """Tells when it could not be recorded how a job ended: for Procrastinate it would go on, and block its case.

    That somebody else has the job by now, because this program gave no sign of life for a while, is no such failure.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._failed = asyncio.Event()

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Execute a statement that gives nothing."""
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException as failure:
            if not isinstance(failure.__cause__, RaiseException):
                self._failed.set()
            raise

    async def fail(self) -> None:
        """Return once a statement has failed."""
        await self._failed.wait()


class QueueWorker:
    """Does what is in the queue, in threads of this program.

    Args:
        database: of the cases, on PostgreSQL.
        work: how every kind of work is done.
        stalled_seconds: after how long without a sign of life another worker is taken for dead.
    """

    def __init__(
        self, database: Database, work: Mapping[Kind, Work], *, stalled_seconds: float = STALLED_SECONDS
    ) -> None:
        self._database, self._work, self._stalled_seconds = database, work, stalled_seconds
        self._take_over_at, self._done = 0.0, Counter[Kind]()
        self._server_since: datetime | None = None
        self._stopped = threading.Event()
        self._wake: Callable[[], object] = self._stopped.set
        self._thread = threading.Thread(target=self.run, name="queue worker", daemon=True)

    def start(self) -> None:
        """Run in a thread of this program."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the pieces of work under way, and end."""
        self._stopped.set()
        with suppress(RuntimeError):  # it has ended at this moment
            self._wake()
        if self._thread.is_alive():
            self._thread.join()

    def run(self) -> None:
        """Run until stopped; whatever ends it otherwise, such as a server that is away, it begins anew."""
        while not self._stopped.is_set():
            survive(lambda: asyncio.run(self._run()))
            self._stopped.wait(SLEEP_AFTER_FAILURE_SECONDS)

    async def _run(self) -> None:
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        loop.set_default_executor(ThreadPoolExecutor(sum(AT_ONCE.values()) + 1))
        loop.set_exception_handler(_log_failure)
        self._wake = partial(loop.call_soon_threadsafe, stopping.set)
        if self._stopped.is_set():
            return
        since = await asyncio.to_thread(self._read_server_since)
        if since is None:
            return
        self._server_since, self._take_over_at = since, 0.0
        app, connector = self._connected()
        async with app.open_async(), asyncio.TaskGroup() as group:
            parts = (self._dispatch(), connector.fail(), *(self._take(app, is_slow) for is_slow in AT_ONCE))
            under_way = [group.create_task(_without_end(part)) for part in parts]
            await stopping.wait()
            for each in under_way:
                each.cancel()

    def run_once(self) -> Counter[Kind]:
        """Do everything that is due now, and tell how much of each kind that was."""
        with ThreadPoolExecutor(1) as thread:  # the caller's may have an event loop of its own
            thread.submit(copy_context().run, lambda: asyncio.run(self._run_once())).result()
        return self._done

    async def _run_once(self) -> None:
        if await asyncio.to_thread(self._read_server_since) is None:
            return
        app, _ = self._connected()
        async with app.open_async():
            is_more = True
            while is_more:
                before = self._done.total()
                added = await asyncio.to_thread(self._take_over) + await asyncio.to_thread(self._queue_what_is_due)
                await asyncio.gather(*(self._take(app, is_slow, wait=False) for is_slow in AT_ONCE))
                is_more = added > 0 or self._done.total() > before

    def _connected(self) -> tuple[App, _Connector]:
        connector = _Connector(**_pool_options(self._database))
        app = App(connector=connector)
        for kind in jobs.KINDS:
            app.task(name=kind.name, queue=kind.name, pass_context=True, retry=_BackOff())(partial(self._do, kind))
        return app, connector

    def _do(self, kind: Kind, context: JobContext, key: int) -> None:
        done = attempt(kind, self._work[kind], key, context.job.attempts)
        if done is None:
            raise StillToDo
        self._done[kind] += done

    async def _take(self, app: App, is_slow: bool, *, wait: bool = True) -> None:  # noqa: FBT001 - of two, which
        """Do jobs of the quick kinds, or of the slow ones, so that no mail server keeps a date waiting."""
        await app.run_worker_async(
            queues=[kind.name for kind in jobs.KINDS if kind.is_slow == is_slow],
            wait=wait,
            concurrency=AT_ONCE[is_slow],
            fetch_job_polling_interval=LONGEST_SLEEP_SECONDS,
            install_signal_handlers=False,
            delete_jobs="always",
            update_heartbeat_interval=self._stalled_seconds / SIGNS_OF_LIFE,
            stalled_worker_timeout=self._stalled_seconds,
        )

    async def _dispatch(self) -> None:
        while seconds := await asyncio.to_thread(self.dispatch_once):  # noqa: ASYNC110 - nobody tells that time passes
            await asyncio.sleep(seconds)

    def dispatch_once(self) -> float:
        """Put what is due into the queue, and tell for how many seconds there is nothing to put there.

        None at all if the server is not the one any more that this worker began with: it may have forgotten that a job
        was done, and would leave it to this worker for as long as it lives. Nor while this machine's clock is wrong.
        """
        seconds = survive(self._dispatched)
        return SLEEP_AFTER_FAILURE_SECONDS if seconds is None else seconds

    def _dispatched(self) -> float:
        if time.monotonic() >= self._take_over_at:
            if self._read_server_since() is None:
                return 0.0
            self._take_over()
            self._take_over_at = time.monotonic() + self._stalled_seconds / SIGNS_OF_LIFE
        with self._database.reading() as tx:
            if self._server_since not in {None, jobs.server_since(tx)}:
                return 0.0
            first, now = min(jobs.read_next(tx).values(), default=None), tx.at
        if first is None or first > now:
            return seconds_until(first)
        return SHORTEST_SLEEP_SECONDS if self._queue_what_is_due() else LONGEST_SLEEP_SECONDS

    def _read_server_since(self) -> datetime | None:
        """Return since when the server has been running; none while this machine's clock disagrees with it.

        By such a clock a date would be taken for past that is not, or a day for lost that there was.
        """
        with self._database.reading() as tx:
            wrong = disagrees(skew(tx))
            since = jobs.server_since(tx)
        if wrong:
            _log.error("%s: nothing is fired or sent until they agree", wrong)
        return None if wrong else since

    def _take_over(self) -> int:
        with self._database.transaction() as tx:
            return jobs.take_over(tx, self._stalled_seconds)

    def _queue_what_is_due(self) -> int:
        with self._database.transaction() as tx:
            return jobs.dispatch(tx)


def _log_failure(_loop: asyncio.AbstractEventLoop, told: Mapping[str, Any]) -> None:
    """Log what failed with nobody waiting for it, such as the record of how a job ended."""
    failure = told.get("exception")
    _log.warning("%s\n%s", told.get("message"), places_of(failure) if failure else "")


async def _without_end(part: Coroutine[Any, Any, None]) -> None:
    """Await a part of the worker, which must not end by itself.

    Raises:
        Ended: it did.
    """
    await part
    raise Ended


def _pool_options(database: Database) -> dict[str, Any]:
    """Return how Procrastinate connects: where the service does, and without waiting for the disk."""
    _, options = database.engine.dialect.create_connect_args(database.url)
    options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()
    return {"kwargs": options, "min_size": 1, "max_size": 4, "timeout": _POOL_WAIT_SECONDS}
