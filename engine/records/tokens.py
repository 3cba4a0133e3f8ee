"""The tables of other programs that act for people: their tokens, and what they were answered to each key."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, Json
from engine.records.metadata import metadata, person_id

access_token = sa.Table(
    "access_token",  # by which a program acts for the person; one that was ended stays as a row
    metadata,
    sa.Column("id", Id, primary_key=True),
    person_id(nullable=False),
    sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.String(100), nullable=False),  # what the person calls it
    sa.Column("scopes", sa.String(200), nullable=False),  # parted by blanks
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("last_used_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Index("access_token_person", "person_id", "id"),
)
kept_answer = sa.Table(
    "kept_answer",  # what a program was answered, so that a request sent again is answered alike and done once
    metadata,
    sa.Column("token_id", Id, sa.ForeignKey("access_token.id"), nullable=False),
    sa.Column("key", sa.String(200), nullable=False),  # by which the program knows its request
    sa.Column("request_sha256", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("location", sa.String(200), nullable=False),  # empty for none
    sa.Column("answer", Json, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("token_id", "key"),
    sa.Index("kept_answer_at", "at"),
)
