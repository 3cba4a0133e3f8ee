"""The tables of what goes into people's own calendars: invitations to meetings, and feeds."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, Name, TaskId
from engine.records.metadata import case_id, metadata

invitation = sa.Table(
    "invitation",  # what a letter brings into its reader's calendar: a meeting, or that it is off
    metadata,
    sa.Column("letter_id", Id, sa.ForeignKey("letter.id"), primary_key=True, autoincrement=False),
    case_id(),
    sa.Column("meeting", Name, nullable=False),  # the form that plans it
    sa.Column("instance", Name, nullable=False),  # that sent the form; '' for the whole case
    sa.Column("submission_id", TaskId, sa.ForeignKey("submission.id"), nullable=False),  # the plan that it follows
    sa.Column("held_by", sa.String(200), nullable=False),  # who is invited
    sa.Column("uid", sa.String(300), nullable=False),  # of the meeting, in every calendar
    sa.Column("sequence", sa.Integer, nullable=False),  # of the meeting: rises with each change
    sa.Column("is_off", sa.Boolean, nullable=False),
    sa.Column("called", sa.Text, nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("place", sa.String(200), nullable=False),
    sa.Column("organiser", sa.Text, nullable=False),
    sa.Column("organiser_address", sa.String(254), nullable=False),
    sa.Index("invitation_case", "case_id", "meeting"),
    sa.Index("invitation_held_by", "held_by", "ends_at"),
)
calendar_feed = sa.Table(
    "calendar_feed",  # the secret address from which a person's calendar program fetches what is due
    metadata,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id"), nullable=False, unique=True),
    sa.Column("created_at", Instant, nullable=False),
)
