"""The tables of what colleagues do for each other: they cover posts, and hand tasks over."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, TaskId
from engine.records.metadata import case_id, metadata, person_id

cover = sa.Table(
    "cover",  # of a post, for the days on which its holder is away
    metadata,
    sa.Column("post_held_id", Id, sa.ForeignKey("post_held.id"), primary_key=True, autoincrement=False),
    person_id("entered_by", nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    person_id("ended_by"),  # before its last day; none while it was not, or if the post itself ended
    sa.Column("ended_at", Instant),
)
handover = sa.Table(
    "handover",
    metadata,
    case_id(primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),  # of the audit's entry that tells of it
    sa.Column("task_id", TaskId, sa.ForeignKey("user_task.id"), nullable=False),
    person_id("from_id", nullable=False),
    person_id("to_id", nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("handover_task", "task_id", "seq"),
)
