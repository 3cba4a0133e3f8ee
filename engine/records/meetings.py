"""The tables of meetings: which are planned, who comes, to whom their records are closed, and when bodies meet."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, Name
from engine.records.metadata import case_id, metadata, person_id

meeting = sa.Table(
    "meeting",  # as it is planned now; a step keeps it with the form that plans it
    metadata,
    case_id(primary_key=True),
    sa.Column("form", Name, primary_key=True),  # that planned it first
    sa.Column("instance", Name, primary_key=True),  # that sent the form; '' for the whole case
    sa.Column("called", sa.Text, nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("place", sa.String(200), nullable=False),
    sa.Column("is_off", sa.Boolean, nullable=False),
    sa.Column("planned_by", sa.String(200), nullable=False),  # the `held_by` key of who planned it
    sa.Index("meeting_starts", "starts_at", "case_id"),
    sa.Index("meeting_planned", "planned_by", "starts_at"),
)
meeting_answer = sa.Table(
    "meeting_answer",  # whether somebody who is invited comes; the last one counts, none is ever changed
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    sa.Column("form", Name, nullable=False),
    sa.Column("instance", Name, nullable=False),
    sa.Column("held_by", sa.String(200), nullable=False),  # who is invited
    sa.Column("comes", sa.Boolean, nullable=False),
    sa.Column("note", sa.String(500), nullable=False),
    person_id(nullable=False),  # who said so
    sa.Column("at", Instant, nullable=False),
    sa.Index("meeting_answer_case", "case_id", "form"),
)
closed_record = sa.Table(
    "closed_record",  # what a form records in a case is not for a person who had left by then
    metadata,
    case_id(primary_key=True),
    sa.Column("form", Name, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id"), primary_key=True),
)
meeting_change = sa.Table(
    "meeting_change",  # of the dates on which bodies meet
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # from 1, none left out
    sa.Column("kind", sa.String(10), nullable=False),  # added, called off
    sa.Column("body", sa.String(200), nullable=False),
    sa.Column("falls_on", sa.Date, nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("every", sa.Text, nullable=False),  # engine.diagrams.bodies: all until and with this one; a step reads it
)
