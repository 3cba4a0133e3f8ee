"""Meetings: which are planned, who comes, to whom records are closed, and dates of bodies that are entered."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PLANNED = """
insert into meeting (case_id, form, instance, called, starts_at, ends_at, place, is_off, planned_by)
select i.case_id, i.meeting, i.instance, i.called, i.starts_at, i.ends_at, i.place, i.is_off, t.held_by
from invitation i
join submission s on s.id = i.submission_id
join user_task t on t.id = s.task_id
where i.letter_id = (
    select max(o.letter_id) from invitation o
    where o.case_id = i.case_id and o.meeting = i.meeting and o.instance = i.instance and not o.is_off
)
or (i.is_off and i.letter_id = (
    select max(o.letter_id) from invitation o
    where o.case_id = i.case_id and o.meeting = i.meeting and o.instance = i.instance
    having min(case when o.is_off then 1 else 0 end) = 1
))
"""
"""A meeting to which nobody was invited yet becomes known when it is planned anew."""


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "meeting",
        sa.Column("case_id", number, nullable=False),
        sa.Column("form", sa.String(length=100), nullable=False),
        sa.Column("instance", sa.String(length=100), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("starts_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("planned_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("meeting_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "form", "instance", name=op.f("meeting_pkey")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("meeting_starts", ["starts_at", "case_id"])
        batch_op.create_index("meeting_planned", ["planned_by", "starts_at"])
    op.execute(_PLANNED)
    op.create_table(
        "meeting_answer",
        sa.Column("id", number, nullable=False),
        sa.Column("case_id", number, nullable=False),
        sa.Column("form", sa.String(length=100), nullable=False),
        sa.Column("instance", sa.String(length=100), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("meeting_answer_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("meeting_answer_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("meeting_answer_pkey")),
    )
    with op.batch_alter_table("meeting_answer", schema=None) as batch_op:
        batch_op.create_index("meeting_answer_case", ["case_id", "form"])
    op.create_table(
        "closed_record",
        sa.Column("case_id", number, nullable=False),
        sa.Column("form", sa.String(length=100), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("closed_record_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("closed_record_person_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "form", "person_id", name=op.f("closed_record_pkey")),
    )
    op.create_table(
        "meeting_change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("meeting_change_person_id_fkey")),
        sa.PrimaryKeyConstraint("number", name=op.f("meeting_change_pkey")),
    )


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("meeting_change")
    op.drop_table("closed_record")
    op.drop_table("meeting_answer")
    op.drop_table("meeting")
