"""Notes that people write on a case, and their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "note",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("post", sa.String(length=300), nullable=False),
        sa.Column("corrects", _ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_as", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("note_case_id_fkey")),
        sa.ForeignKeyConstraint(["corrects"], ["note.id"], name=op.f("note_corrects_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("note_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("note_pkey")),
        sa.UniqueConstraint("case_id", "person_id", "sent_as", name=op.f("note_case_id_person_id_sent_as_key")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index("note_case", ["case_id", "id"])
    op.create_table(
        "note_draft",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("corrects", _ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("note_draft_case_id_fkey")),
        sa.ForeignKeyConstraint(["corrects"], ["note.id"], name=op.f("note_draft_corrects_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("note_draft_person_id_fkey")),
        sa.PrimaryKeyConstraint("person_id", "case_id", name=op.f("note_draft_pkey")),
    )


def downgrade() -> None:
    """Go back to the version before; what was noted is lost."""
    op.drop_table("note_draft")
    op.drop_table("note")
