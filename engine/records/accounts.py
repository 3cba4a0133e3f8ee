"""The tables of accounts: what administrators changed, chained by hash, and links by which passwords are set."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant
from engine.records.metadata import metadata, person_id

administration_entry = sa.Table(
    "administration_entry",  # one change of accounts, posts or the calendar; `engine.registers.administration_log`
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),  # from 1, none left out
    sa.Column("at", Instant, nullable=False),
    person_id(),  # who did it; none: the command line
    person_id("about_id"),  # whose account it is
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON of the entry: what is hashed
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
    sa.Index("administration_entry_about", "about_id", "seq"),
    sa.Index("administration_entry_person", "person_id", "seq"),
)
administration_head = sa.Table(
    "administration_head",  # its one row is the chain's end, which every change locks
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)
password_link = sa.Table(
    "password_link",  # by which a person sets a password, once
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("serial", sa.String(32), nullable=False, unique=True),  # in the link, which is signed besides
    person_id(nullable=False),
    sa.Column("purpose", sa.String(20), nullable=False),  # engine.registers.password_links: why it was sent
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id"), nullable=False),  # that brings it
    sa.Column("made_at", Instant, nullable=False),
    person_id("made_by"),  # none: the person asked for it, or the command line did
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("ended_at", Instant),  # before it was used or expired
    sa.Index("password_link_person", "person_id", "made_at"),
    sa.Index("password_link_notice", "notice_id"),
)
