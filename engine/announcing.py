"""What other systems can be told of a case; it is queued in the transaction in which it happens, or not at all.

Which systems listen, and to what, stands in `webhook` and `webhook_event`. A step asks with the row that it locks
whether anybody listens (`IS_HEARD`), so that where nobody does it costs no statement.
"""

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.webhooks import webhook, webhook_delivery, webhook_event

CASE_OPENED, CASE_CLOSED = "case.opened", "case.closed"
TASK_OPENED, TASK_COMPLETED = "task.opened", "task.completed"
EVENT_RECORDED, DATE_PASSED, DATES_CHANGED = "event.recorded", "date.passed", "dates.changed"
LETTER_FAILED = "letter.failed"
EVENTS = (
    CASE_OPENED,
    TASK_OPENED,
    TASK_COMPLETED,
    EVENT_RECORDED,
    DATE_PASSED,
    DATES_CHANGED,
    LETTER_FAILED,
    CASE_CLOSED,
)
"""Every kind of thing that a system can be told of, in the order of a case."""
BY_ACTION: Mapping[str, str] = {
    "case_opened": CASE_OPENED,
    "user_task_completed": TASK_COMPLETED,
    "event_recorded": EVENT_RECORDED,
    "timers_fired": DATE_PASSED,
    "anchor_corrected": DATES_CHANGED,
    "calendar_changed": DATES_CHANGED,
    "delivery_failed": LETTER_FAILED,
    "delivery_bounced": LETTER_FAILED,
}
"""What an entry of the audit is told as; of an entry of another action nobody is told."""
_w, _d = webhook.c, webhook_delivery.c
IS_HEARD = sa.exists().where(_w.ended_at.is_(None))
"""Whether there is any system that listens."""
_AT = sa.bindparam("at", type_=_d.at.type)
_QUEUE = sa.insert(webhook_delivery).from_select(
    ["webhook_id", "case_id", "event", "at", "state", "attempts", "try_at"],
    sa.select(
        _w.id,
        sa.bindparam("case_id", type_=_d.case_id.type),
        webhook_event.c.event,
        _AT,
        sa.case(
            (_w.stopped_at.is_(None), sa.literal_column("'queued'")),
            else_=sa.literal_column("'waiting'"),
        ),
        sa.literal_column("0"),
        _AT,
    )
    .join_from(webhook, webhook_event, webhook_event.c.webhook_id == _w.id)
    .where(_w.ended_at.is_(None), webhook_event.c.event.in_(sa.bindparam("events", expanding=True)))
    .order_by(_w.id, webhook_event.c.event),
)


def announce(tx: Transaction, case_id: int, events: Collection[str]) -> None:
    """Queue a message to every system that listens to one of these: one statement, none if there is nothing to tell.

    Whether a system may be told of this case is asked when the message is sent (`engine.cases.announced`).
    """
    if events:
        tx.connection.execute(_QUEUE, {"case_id": case_id, "events": sorted(events), "at": tx.at})
