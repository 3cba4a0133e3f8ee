"""`cspr worker`: fires what is due and sends what waits, on PostgreSQL as many as there is work for."""

import signal

import click

from engine import jobs, logs
from engine.cases.engine import CaseEngine
from engine.queue_worker import QueueWorker
from engine.records.db import Database
from engine.settings import settings_of_environment
from engine.worker import make_worker
from web.commands import WrongCall

STOPS = (signal.SIGTERM, signal.SIGINT)


@click.command(epilog="Example: cspr worker")
@click.option("--once", is_flag=True, help="Do what is due now, say what that was, and end.")
def worker(*, once: bool) -> None:
    """Fires timers that are due and sends letters that wait, until it is stopped (SIGTERM, Ctrl-C).

    Start as many as there is work for, on any machines that reach PostgreSQL and the mail server: no piece of work is
    done by two, and what a worker that died had begun is taken over by another within a minute. On SQLite there is no
    need: `cspr serve` does this work itself. The settings are read from the environment (README.md).
    """
    settings = settings_of_environment()
    database = Database(settings.database_url)
    if database.is_sqlite and not once:
        raise WrongCall(
            "on SQLite `cspr serve` does the worker's work itself; `cspr worker --once` does what is due now"
        )
    logs.configure(settings.logs, verbose="engine")
    in_this_thread = make_worker(database, CaseEngine(), settings)
    from_the_queue = QueueWorker(database, in_this_thread.work)
    if once:
        done = in_this_thread.run_once().done if database.is_sqlite else from_the_queue.run_once()
        click.echo(", ".join(f"{done[kind]} {kind.done}" for kind in jobs.KINDS))
    else:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # before its threads start, so that this one receives them
        from_the_queue.start()
        signal.sigwait(STOPS)
        from_the_queue.stop()
    database.close()
