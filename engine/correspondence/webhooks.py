"""Webhooks: other systems that are told when something happens in a case, by messages that name it and nothing else.

A message is a row of the outbox's own kind: claimed, posted outside any transaction, recorded. It says which case, what
kind of thing, and where to read more, behind the sign-in. A system is told of the cases that one account sees. When a
message has failed for good nothing is lost: all further ones wait until an administrator has them tried again.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine.announcing import EVENTS
from engine.correspondence import service_incidents
from engine.correspondence.messages import TEST
from engine.correspondence.service_incidents import WEBHOOK_STOPPED
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import person
from engine.records.webhooks import webhook, webhook_delivery, webhook_event
from engine.registers import administration_log

LONGEST_NAME = 100
_w, _d = webhook.c, webhook_delivery.c
_account = person.alias("account")
_adder, _ender = person.alias("adder"), person.alias("ender")
_COUNTS = {
    state: sa.select(sa.func.count())
    .where(_d.webhook_id == _w.id, _d.state == sa.literal_column(f"'{state}'"))
    .scalar_subquery()
    .label(state)
    for state in ("queued", "waiting")
}
_WEBHOOKS = (
    sa.select(
        webhook,
        *_COUNTS.values(),
        _account.c.name.label("account"),
        _account.c.is_active,
        _adder.c.name.label("adder"),
        _ender.c.name.label("ender"),
    )
    .join_from(webhook, _account, _account.c.id == _w.person_id)
    .join(_adder, _adder.c.id == _w.added_by)
    .outerjoin(_ender, _ender.c.id == _w.ended_by)
)


class NoSuchWebhook(EngineError):
    """There is no such webhook, or it has ended."""

    def __init__(self) -> None:
        super().__init__("This system is told nothing any more")


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """A system that is told, as administrators see it.

    Attributes:
        account: the name of whose cases it is told of.
        is_account_open: whether that account is; else nothing is told.
        events: of what it is told, in their order.
        stopped_at: since when (UTC) its messages wait for an administrator; none if they are sent.
        queued: how many messages are on their way.
        waiting: how many wait for an administrator.
    """

    id: int
    called: str
    url: str
    account: str
    is_account_open: bool
    events: tuple[str, ...]
    added_at: datetime
    added_by: str
    stopped_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    queued: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of one message; of which case it was, administrators are not told.

    Attributes:
        state: queued, sent, waiting, failed (of a test), or withheld (the account does not see the case).
        error: why the last attempt failed.
    """

    id: int
    event: str
    at: datetime
    state: str
    attempts: int
    try_at: datetime
    sent_at: datetime | None
    error: str | None


def add_webhook(
    tx: Transaction, *, called: str, url: str, account_id: int, events: Collection[str], by: int
) -> tuple[int, str]:
    """Let a system be told from now on; return its id, and the nonce of which its secret is made.

    Args:
        tx: the transaction.
        called: what administrators call it.
        url: where messages go (`engine.correspondence.posting.fit_url`).
        account_id: it is told of the cases that this account sees.
        events: of what it is told.
        by: who adds it.
    """
    nonce = secrets.token_hex(32)
    row = {"called": called, "url": url, "nonce": nonce, "person_id": account_id, "added_at": tx.at, "added_by": by}
    number: int = tx.connection.execute(sa.insert(webhook).returning(_w.id), row).scalar_one()
    wanted = [event for event in EVENTS if event in events]
    tx.connection.execute(sa.insert(webhook_event), [{"webhook_id": number, "event": event} for event in wanted])
    facts = {"webhook": number, "called": called, "url": url, "events": wanted}
    administration_log.note(tx, "webhook_added", by=by, about=account_id, **facts)
    return number, nonce


def end_webhook(tx: Transaction, number: int, by: int) -> None:
    """Let a system be told nothing more; messages that wait are not sent.

    Raises:
        NoSuchWebhook: it has ended already.
    """
    live = _w.id == number, _w.ended_at.is_(None)
    if not tx.connection.execute(sa.update(webhook).where(*live).values(ended_at=tx.at, ended_by=by)).rowcount:
        raise NoSuchWebhook
    left = _d.webhook_id == number, _d.state.in_(("queued", "waiting"))
    tx.connection.execute(sa.update(webhook_delivery).where(*left).values(state="withheld"))
    service_incidents.resolve(tx, WEBHOOK_STOPPED, number, by)
    administration_log.note(tx, "webhook_ended", by=by, webhook=number, called=_called(tx, number))


def try_out(tx: Transaction, number: int) -> None:
    """Queue a signed message that says nothing but that it is a test; it is tried once.

    Raises:
        NoSuchWebhook: it has ended.
    """
    _called(tx, number)
    row = {"webhook_id": number, "event": TEST, "at": tx.at, "state": "queued", "attempts": 0, "try_at": tx.at}
    tx.connection.execute(sa.insert(webhook_delivery), row)


def resume(tx: Transaction, number: int, by: int) -> int:
    """Have all messages sent that wait; return how many they are.

    Raises:
        NoSuchWebhook: it has ended.
    """
    called = _called(tx, number)
    tx.connection.execute(sa.update(webhook).where(_w.id == number).values(stopped_at=None))
    waiting = _d.webhook_id == number, _d.state == sa.literal_column("'waiting'")
    again = sa.update(webhook_delivery).where(*waiting).values(state="queued", attempts=0, try_at=tx.at)
    found = tx.connection.execute(again).rowcount
    service_incidents.resolve(tx, WEBHOOK_STOPPED, number, by)
    administration_log.note(tx, "webhook_resumed", by=by, webhook=number, called=called)
    return found


def _called(tx: Transaction, number: int) -> str:
    called: str | None = tx.connection.scalar(sa.select(_w.called).where(_w.id == number))
    if called is None:
        raise NoSuchWebhook
    return called


def webhooks(tx: Transaction, number: int | None = None) -> tuple[Webhook, ...]:
    """Return every system, those that are told first; or the one of that id: two statements."""
    query = _WEBHOOKS if number is None else _WEBHOOKS.where(_w.id == number)
    rows = tx.connection.execute(query.order_by(_w.ended_at.is_not(None), _w.called, _w.id)).all()
    by_webhook = dict[int, set[str]]()
    for row in tx.connection.execute(sa.select(webhook_event)):
        by_webhook.setdefault(row.webhook_id, set()).add(row.event)
    return tuple(
        Webhook(
            id=row.id,
            called=row.called,
            url=row.url,
            account=row.account,
            is_account_open=row.is_active,
            events=tuple(event for event in EVENTS if event in by_webhook.get(row.id, ())),
            added_at=row.added_at,
            added_by=row.adder,
            stopped_at=row.stopped_at,
            ended_at=row.ended_at,
            ended_by=row.ender or "",
            queued=row.queued,
            waiting=row.waiting,
        )
        for row in rows
    )


def fates(tx: Transaction, number: int, most: int) -> tuple[Fate, ...]:
    """Return what became of the last messages to a system, the last first."""
    query = sa.select(webhook_delivery).where(_d.webhook_id == number).order_by(_d.id.desc()).limit(most)
    return tuple(
        Fate(
            id=row.id,
            event=row.event,
            at=row.at,
            state=row.state,
            attempts=row.attempts,
            try_at=row.try_at,
            sent_at=row.sent_at,
            error=row.error,
        )
        for row in tx.connection.execute(query)
    )
