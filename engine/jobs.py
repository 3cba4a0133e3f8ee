"""What is to be done in the background, kind by kind, and what of it is due; `engine.worker` does it.

Rows are the truth: of `timer`, of `delivery`. Reading what is due costs what is due, never what waits: each
kind reads its partial index from the front.

On PostgreSQL what is due gets into Procrastinate's queue, from which any number of workers take it
(`engine.queue_worker`). A job there says nothing but a key: one that is lost or comes twice does no harm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.kinds import Instant
from engine.records.retention import erasure
from engine.records.subject_access import access_package
from engine.records.tables import calendar_change, delivery, person, safeguarding_case, timer, user_task
from engine.records.webhooks import webhook_delivery

BACK_OFF = tuple(timedelta(seconds=n) for n in (5, 15, 60, 300, 900, 3600, 10800))
"""How long a piece of work is left alone after each time that it failed; after one more it has failed for good."""
MOST_ATTEMPTS = len(BACK_OFF) + 1
LONGEST_PUT_OFF = timedelta(days=1)
"""No delivery is put off further after an attempt: one that is was tried by a program whose clock was wrong."""
LONGEST_REST = timedelta(days=14)
"""So many days are never all without work: who is to be looked at later was looked at by a wrong clock."""
NOW: sa.BindParameter[datetime] = sa.bindparam("now", type_=Instant())
"""The present instant, in the statements of a kind."""
_FURTHEST: sa.BindParameter[datetime] = sa.bindparam("furthest", type_=Instant())


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of work. A piece of it is known by its key: the id of a case, of a delivery, ...

    Attributes:
        name: its name, which never changes: it stands in queues.
        done: what is said of a number of them.
        first: selects when (UTC) the first piece falls due: one value, null if none waits.
        due: selects the keys of what is due at `NOW`, the longest due first; a key may come several times.
        locks: what a key is the id of. Of one id one piece of work is done at a time, whatever its kind.
        is_slow: it waits for others, such as a mail server; between two pieces the kinds before it get their turn.
    """

    name: str
    done: str
    first: sa.Select[Any]
    due: sa.Select[Any]
    locks: str
    is_slow: bool = False


_waits = timer.c.due_at.is_not(None), timer.c.incident_id.is_(None)
_queued = delivery.c.state == sa.literal_column("'queued'")
TIMERS = Kind(
    name="timers",
    done="timers fired",
    first=sa.select(sa.func.min(timer.c.due_at)).where(*_waits),
    due=sa.select(timer.c.case_id).where(timer.c.due_at < NOW, *_waits).order_by(timer.c.due_at),
    locks="case",
)
_last_change = sa.select(sa.func.max(calendar_change.c.number)).scalar_subquery()
_outrun = safeguarding_case.c.closed_at.is_(None), safeguarding_case.c.calendar < _last_change
DATES = Kind(
    name="dates",
    done="cases' dates worked out by the changed calendar",
    first=sa.select(calendar_change.c.at).where(
        calendar_change.c.number == _last_change, sa.select(safeguarding_case.c.id).where(*_outrun).exists()
    ),
    due=sa.select(safeguarding_case.c.id)
    .where(*_outrun)
    .order_by(safeguarding_case.c.calendar, safeguarding_case.c.id),
    locks="case",
)
_reminded = user_task.c.closed_at.is_(None), user_task.c.remind_at.is_not(None)
REMINDERS = Kind(
    name="reminders",
    done="tasks reminded of",
    first=sa.select(sa.func.min(user_task.c.remind_at)).where(*_reminded),
    due=sa.select(user_task.c.case_id).where(user_task.c.remind_at <= NOW, *_reminded).order_by(user_task.c.remind_at),
    locks="case",
)
_looked_at, _STRAYED = person.c.digest_at, sa.bindparam("strayed", type_=Instant())
DIGESTS = Kind(
    name="digests",
    done="digests written",
    first=sa.select(
        sa.case(
            (sa.select(person.c.id).where(_looked_at > _STRAYED).exists(), NOW),
            else_=sa.select(sa.func.min(_looked_at)).scalar_subquery(),
        )
    ),
    due=sa.select(
        sa.union_all(
            sa.select(person.c.id).where(_looked_at <= NOW), sa.select(person.c.id).where(_looked_at > _STRAYED)
        ).subquery()
    ),
    locks="person",
)
DELIVERIES = Kind(
    name="deliveries",
    done="deliveries tried",
    first=sa.select(sa.func.min(delivery.c.try_at)).where(_queued),
    due=sa.select(delivery.c.id).where(_queued, delivery.c.try_at <= NOW).order_by(delivery.c.try_at, delivery.c.id),
    locks="delivery",
    is_slow=True,
)
STRAYS = Kind(
    name="strays",
    done="deliveries brought back that a wrong clock had put off",
    first=sa.select(NOW).where(sa.select(delivery.c.id).where(_queued, delivery.c.try_at > _FURTHEST).exists()),
    due=sa.select(delivery.c.id).where(_queued, delivery.c.try_at > _FURTHEST).order_by(delivery.c.try_at.desc()),
    locks="delivery",
)
_file_kept = access_package.c.cleared_at.is_(None)
PACKAGES = Kind(
    name="packages",
    done="files of subject access cleared",
    first=sa.select(sa.func.min(access_package.c.until_at)).where(_file_kept),
    due=sa.select(access_package.c.id)
    .where(access_package.c.until_at <= NOW, _file_kept)
    .order_by(access_package.c.until_at),
    locks="package",
)
ERASURES = Kind(
    name="erasures",
    done="things erased or cleared",
    first=sa.select(sa.func.min(erasure.c.due_at)),
    due=sa.select(erasure.c.id).where(erasure.c.due_at <= NOW).order_by(erasure.c.due_at, erasure.c.id),
    locks="erasure",
    is_slow=True,
)
_message = webhook_delivery.c
_to_send = _message.state == sa.literal_column("'queued'")
MESSAGES = Kind(
    name="messages",
    done="messages tried",
    first=sa.select(
        sa.case(
            (sa.select(_message.id).where(_to_send, _message.try_at > _FURTHEST).exists(), NOW),
            else_=sa.select(sa.func.min(_message.try_at)).where(_to_send).scalar_subquery(),
        )
    ),
    due=sa.select(
        sa.union_all(
            sa.select(_message.id).where(_to_send, _message.try_at <= NOW),
            sa.select(_message.id).where(_to_send, _message.try_at > _FURTHEST),
        ).subquery()
    ),
    locks="message",
    is_slow=True,
)
KINDS = (TIMERS, DATES, REMINDERS, DIGESTS, STRAYS, DELIVERIES, PACKAGES, ERASURES, MESSAGES)
"""Every kind, the most urgent first."""

_NEXT = sa.select(*(kind.first.scalar_subquery() for kind in KINDS))


def read_next(tx: Transaction) -> Mapping[Kind, datetime]:
    """Return when (UTC) each kind falls due next, without those of which nothing waits: one statement."""
    found = tx.connection.execute(_NEXT, _instants(tx)).one()
    return {kind: at for kind, at in zip(KINDS, found, strict=True) if at is not None}


def due_keys(tx: Transaction, kind: Kind, most_rows: int) -> Sequence[int]:
    """Return the keys of a kind's work that is due, each once, the longest due first.

    Args:
        tx: a transaction, which only reads; its instant is the present.
        kind: of the work.
        most_rows: how many rows to look at; a key may have several.
    """
    rows = tx.connection.execute(kind.due.limit(most_rows), _instants(tx))
    return tuple(dict.fromkeys(rows.scalars()))


def _instants(tx: Transaction) -> Mapping[str, datetime]:
    return {"now": tx.at, "furthest": tx.at + LONGEST_PUT_OFF, "strayed": tx.at + LONGEST_REST}


# ---- the queue, on PostgreSQL -----------------------------------------------------------------------------

MOST_WAITING = 1000
"""So many jobs of a kind wait at most; what else is due stays in its rows until there is room."""
_ROWS_A_LOOK = 500
_DISPATCHING = 20261124
"""The number of the lock that one dispatcher of all holds. A number is all that PostgreSQL takes."""
_DEFER = sa.text("""
    SELECT coalesce(cardinality(procrastinate_defer_jobs_v1(array_agg(ROW(
        CAST(:kind AS text), CAST(:kind AS text), CAST(:priority AS integer), CAST(:locks AS text) || '/' || key,
        CAST(:kind AS text) || '/' || key, jsonb_build_object('key', key), NULL
    )::procrastinate_job_to_defer_v1 ORDER BY position))), 0)
    FROM unnest(CAST(:keys AS bigint[])) WITH ORDINALITY AS wanted (key, position)
    WHERE NOT EXISTS (
        SELECT FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = CAST(:kind AS text) || '/' || key
    ) AND NOT EXISTS (
        SELECT FROM procrastinate_jobs WHERE status = 'doing' AND lock = CAST(:locks AS text) || '/' || key
    )
""")
_WAITING = sa.text("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = :kind AND status = 'todo'")
_STALLED = sa.text("""
    SELECT procrastinate_retry_job_v2(stalled.id, now(), NULL, NULL, NULL) FROM (
        SELECT job.id FROM procrastinate_jobs AS job
        LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
        WHERE job.status = 'doing'
            AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :seconds))
        FOR UPDATE OF job SKIP LOCKED
    ) AS stalled
""")
_PUT_OFF_TOO_FAR = sa.text("""
    UPDATE procrastinate_jobs SET scheduled_at = now()
    WHERE status = 'todo' AND scheduled_at > now() + make_interval(secs => :seconds)
""")


def defer(tx: Transaction, kind: Kind, keys: Sequence[int]) -> int:
    """Put work into PostgreSQL's queue, as a part of the transaction that leaves it; tell how much was not there.

    It is done as soon as that is committed. On SQLite there is no queue: the worker looks at the rows.

    Args:
        tx: the transaction.
        kind: of the work.
        keys: of the pieces, in the order in which they shall be done.
    """
    if tx.connection.dialect.name != "postgresql":
        return 0
    said = {"kind": kind.name, "locks": kind.locks, "priority": -KINDS.index(kind), "keys": list(keys)}
    added: int = tx.connection.execute(_DEFER, said).scalar_one()
    return added


def dispatch(tx: Transaction) -> int:
    """Put what is due by its rows into the queue, if nobody else is about to; tell how much was not there."""
    if not tx.connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_DISPATCHING))):
        return 0
    added = 0
    for kind, at in read_next(tx).items():
        waiting = tx.connection.execute(_WAITING, {"kind": kind.name}).scalar_one() if at <= tx.at else MOST_WAITING
        if waiting < MOST_WAITING:
            added += defer(tx, kind, due_keys(tx, kind, waiting + _ROWS_A_LOOK))
    return added


def server_since(tx: Transaction) -> datetime:
    """Return since when (UTC) PostgreSQL's server has been running: another one may have lost the last of the queue."""
    since: datetime = tx.connection.execute(sa.select(sa.func.pg_postmaster_start_time(type_=Instant()))).scalar_one()
    return since


def take_over(tx: Transaction, stalled_seconds: float) -> int:
    """Give back to the queue what workers had taken that gave no sign of life since; tell how much.

    A job that was put off further than ever needed, by a machine whose clock was wrong, comes back as well.

    Args:
        tx: the transaction.
        stalled_seconds: after how long without a sign a worker is taken for dead.
    """
    tx.connection.execute(_PUT_OFF_TOO_FAR, {"seconds": BACK_OFF[-1].total_seconds() + 60})
    return len(tx.connection.execute(_STALLED, {"seconds": stalled_seconds}).all())
