"""The tables of notes: what people inside the partnership write down of a case besides its forms."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, TaskId
from engine.records.metadata import case_id, metadata, person_id

note = sa.Table(
    "note",  # it never changes; another note may correct it
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    person_id(nullable=False),
    sa.Column("post", sa.String(300), nullable=False),  # as which post and organisation the person wrote
    sa.Column("corrects", Id, sa.ForeignKey("note.id")),  # the note of the same case that it puts right
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("sent_as", TaskId, nullable=False),  # of the page that sent it: sent twice, it is kept once
    sa.Column("at", Instant, nullable=False),
    sa.Index("note_case", "case_id", "id"),
    sa.UniqueConstraint("case_id", "person_id", "sent_as"),
)
note_draft = sa.Table(
    "note_draft",
    metadata,
    person_id(nullable=False),
    case_id(),
    sa.Column("corrects", Id, sa.ForeignKey("note.id")),
    sa.Column("text", sa.Text, nullable=False),  # as typed
    sa.Column("saved_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("person_id", "case_id"),
)
