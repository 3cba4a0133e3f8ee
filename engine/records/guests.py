"""The tables of agencies without an account: contacts, the links that are mailed to them, codes, and their sessions."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant
from engine.records.metadata import case_id, metadata, person_id

contact = sa.Table(
    "contact",  # a person who never signs in: they get in by a link and a code alone
    metadata,
    person_id(nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("person_id"),
)
guest_link = sa.Table(
    "guest_link",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("serial", sa.String(32), nullable=False, unique=True),  # in the link, which is signed besides
    case_id(),
    sa.Column("held_by", sa.String(200), nullable=False),  # what it opens of the case
    person_id(nullable=False),  # for whom, and who gets the codes
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id")),  # that brings it; none if letters of the case do
    sa.Column("made_at", Instant, nullable=False),
    person_id("made_by"),  # none: the service, when it sent a letter
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("opened_at", Instant),  # when it was last opened with a code
    sa.Column("ended_at", Instant),  # before it expired
    person_id("ended_by"),
    sa.Index("guest_link_case", "case_id", "held_by", "person_id"),
    sa.Index("guest_link_notice", "notice_id"),
)
guest_code = sa.Table(
    "guest_code",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("link_id", Id, sa.ForeignKey("guest_link.id"), nullable=False),
    sa.Column("nonce", sa.String(64), nullable=False),  # of which the secret key makes the code
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id"), nullable=False),  # that brings it
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("used_at", Instant),
    sa.Index("guest_code_link", "link_id", "asked_at"),
    sa.Index("guest_code_notice", "notice_id"),
)
guest_session = sa.Table(
    "guest_session",  # a session that a link has opened
    metadata,
    sa.Column("token_sha256", sa.String(64), sa.ForeignKey("session.token_sha256", ondelete="CASCADE")),
    sa.Column("link_id", Id, sa.ForeignKey("guest_link.id"), nullable=False),
    sa.PrimaryKeyConstraint("token_sha256"),
    sa.Index("guest_session_link", "link_id"),
)
