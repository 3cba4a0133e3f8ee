"""Digests: notices to one person, which are about no case, and when each person is looked at next."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "notice",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("once_key", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("notice_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("notice_pkey")),
        sa.UniqueConstraint("once_key", name=op.f("notice_once_key_key")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("letter_id", existing_type=_ID, nullable=True)
        batch_op.alter_column("case_id", existing_type=_ID, nullable=True)
        batch_op.add_column(sa.Column("notice_id", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("delivery_notice_id_fkey"), "notice", ["notice_id"], ["id"])
        batch_op.create_index("delivery_person", ["person_id", "id"])
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("person_digest", ["digest_at"])
    op.execute("UPDATE person SET digest_at = created_at")  # they are looked at, and then it is known when again


def downgrade() -> None:
    """Go back to the version before; what was told by notices is lost."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("person_digest")
        batch_op.drop_column("digest_at")
    op.execute("DELETE FROM delivery WHERE notice_id IS NOT NULL")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("delivery_person")
        batch_op.drop_constraint(op.f("delivery_notice_id_fkey"), type_="foreignkey")
        batch_op.drop_column("notice_id")
        batch_op.alter_column("letter_id", existing_type=_ID, nullable=False)
        batch_op.alter_column("case_id", existing_type=_ID, nullable=False)
    op.drop_table("notice")
