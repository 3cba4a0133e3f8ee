"""The log of administration, and the links by which passwords are set."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "administration_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("person_id", number, nullable=True),
        sa.Column("about_id", number, nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("administration_entry_person_id_fkey")),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("administration_entry_about_id_fkey")),
        sa.PrimaryKeyConstraint("seq", name=op.f("administration_entry_pkey")),
    )
    op.create_index("administration_entry_about", "administration_entry", ["about_id", "seq"])
    op.create_index("administration_entry_person", "administration_entry", ["person_id", "seq"])
    op.create_table(
        "administration_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("administration_head_pkey")),
    )
    op.create_table(
        "password_link",
        sa.Column("id", number, nullable=False),
        sa.Column("serial", sa.String(length=32), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("notice_id", number, nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("made_by", number, nullable=True),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.Column("ended_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("password_link_person_id_fkey")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("password_link_notice_id_fkey")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("password_link_made_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("password_link_pkey")),
        sa.UniqueConstraint("serial", name=op.f("password_link_serial_key")),
    )
    op.create_index("password_link_person", "password_link", ["person_id", "made_at"])
    op.create_index("password_link_notice", "password_link", ["notice_id"])


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("password_link")
    op.drop_table("administration_head")
    op.drop_table("administration_entry")
