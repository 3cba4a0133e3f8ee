"""Covers of posts, tasks handed over, when a due date last moved, and whom a letter told of a time limit."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("post_held", schema=None) as batch_op:
        batch_op.add_column(sa.Column("covers", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("post_held_covers_fkey"), "person", ["covers"], ["id"])
    op.create_table(
        "cover",
        sa.Column("post_held_id", _ID, autoincrement=False, nullable=False),
        sa.Column("entered_by", _ID, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", _ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("cover_ended_by_fkey")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("cover_entered_by_fkey")),
        sa.ForeignKeyConstraint(["post_held_id"], ["post_held.id"], name=op.f("cover_post_held_id_fkey")),
        sa.PrimaryKeyConstraint("post_held_id", name=op.f("cover_pkey")),
    )
    op.create_table(
        "handover",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("from_id", _ID, nullable=False),
        sa.Column("to_id", _ID, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("handover_case_id_fkey")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("handover_from_id_fkey")),
        sa.ForeignKeyConstraint(["task_id"], ["user_task.id"], name=op.f("handover_task_id_fkey")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("handover_to_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("handover_pkey")),
    )
    op.create_index("handover_task", "handover", ["task_id", "seq"])
    op.add_column("user_task", sa.Column("dated_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("letter_held_by", "letter", ["case_id", "held_by", "clause"])


def downgrade() -> None:
    """Go back to the version before: covers end, and the notes of tasks that were handed over are lost."""
    op.drop_index("letter_held_by", table_name="letter")
    with op.batch_alter_table("user_task", schema=None) as batch_op:
        batch_op.drop_column("dated_at")
    op.drop_table("handover")
    op.drop_table("cover")
    op.execute("DELETE FROM post_held WHERE covers IS NOT NULL")
    with op.batch_alter_table("post_held", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("post_held_covers_fkey"), type_="foreignkey")
        batch_op.drop_column("covers")
