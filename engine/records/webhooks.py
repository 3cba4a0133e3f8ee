"""The tables of webhooks: which other systems are told of what, each message to one, and what stopped about no case."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant
from engine.records.metadata import metadata, person_id

webhook = sa.Table(
    "webhook",  # another system that is told when something happens in a case
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("called", sa.String(100), nullable=False),
    sa.Column("url", sa.String(500), nullable=False),
    sa.Column("nonce", sa.String(64), nullable=False),  # of which the secret key makes the secret that signs
    person_id(nullable=False),  # it is told of the cases that this account sees, and of no other
    sa.Column("added_at", Instant, nullable=False),
    person_id("added_by", nullable=False),
    sa.Column("stopped_at", Instant),  # a message failed for good: all wait until somebody tries again
    sa.Column("ended_at", Instant),
    person_id("ended_by"),
)
webhook_event = sa.Table(
    "webhook_event",  # a kind of thing that a system is told of
    metadata,
    sa.Column("webhook_id", Id, sa.ForeignKey("webhook.id"), primary_key=True),
    sa.Column("event", sa.String(40), primary_key=True),
)
webhook_delivery = sa.Table(
    "webhook_delivery",  # one message to one system
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("webhook_id", Id, sa.ForeignKey("webhook.id"), nullable=False),
    sa.Column("case_id", Id, sa.ForeignKey("safeguarding_case.id")),  # none of a message that only tries it out
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("at", Instant, nullable=False),  # when it happened
    sa.Column("state", sa.String(10), nullable=False),  # queued, sent, waiting, failed, withheld
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("try_at", Instant, nullable=False),
    sa.Column("sent_at", Instant),
    sa.Column("error", sa.Text),  # why the last attempt failed
    sa.Index("webhook_delivery_webhook", "webhook_id", "id"),
)
_state = webhook_delivery.c.state
_queued, _waiting = _state == sa.literal_column("'queued'"), _state == sa.literal_column("'waiting'")
_next = webhook_delivery.c.try_at, webhook_delivery.c.id
sa.Index("webhook_delivery_queued", *_next, sqlite_where=_queued, postgresql_where=_queued)
sa.Index("webhook_delivery_waiting", webhook_delivery.c.webhook_id, sqlite_where=_waiting, postgresql_where=_waiting)

service_incident = sa.Table(
    "service_incident",  # what stopped that is about no case, and waits for an administrator
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("about", Id, nullable=False),  # of the kind: a webhook's id, a person's
    sa.Column("what", sa.Text, nullable=False),  # said to a person: what stopped, and what can be done
    sa.Column("at", Instant, nullable=False),
    sa.Column("resolved_at", Instant),
    person_id("resolved_by"),
)
_open = service_incident.c.resolved_at.is_(None)
sa.Index(
    "service_incident_open",
    service_incident.c.kind,
    service_incident.c.about,
    unique=True,  # one at a time
    sqlite_where=_open,
    postgresql_where=_open,
)
