"""Contacts without an account: links, codes, and the sessions that they open."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "contact",
        sa.Column("person_id", number, nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("contact_person_id_fkey")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("contact_pkey")),
    )
    op.create_table(
        "guest_link",
        sa.Column("id", number, nullable=False),
        sa.Column("serial", sa.String(length=32), nullable=False),
        sa.Column("case_id", number, nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("notice_id", number, nullable=True),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("made_by", number, nullable=True),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("opened_at", instant, nullable=True),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("ended_by", number, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("guest_link_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("guest_link_person_id_fkey")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("guest_link_notice_id_fkey")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("guest_link_made_by_fkey")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("guest_link_ended_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("guest_link_pkey")),
        sa.UniqueConstraint("serial", name=op.f("guest_link_serial_key")),
    )
    op.create_index("guest_link_case", "guest_link", ["case_id", "held_by", "person_id"])
    op.create_index("guest_link_notice", "guest_link", ["notice_id"])
    op.create_table(
        "guest_code",
        sa.Column("id", number, nullable=False),
        sa.Column("link_id", number, nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("notice_id", number, nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["guest_link.id"], name=op.f("guest_code_link_id_fkey")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("guest_code_notice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("guest_code_pkey")),
    )
    op.create_index("guest_code_link", "guest_code", ["link_id", "asked_at"])
    op.create_index("guest_code_notice", "guest_code", ["notice_id"])
    op.create_table(
        "guest_session",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("link_id", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["token_sha256"],
            ["session.token_sha256"],
            name=op.f("guest_session_token_sha256_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["link_id"], ["guest_link.id"], name=op.f("guest_session_link_id_fkey")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("guest_session_pkey")),
    )
    op.create_index("guest_session_link", "guest_session", ["link_id"])


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("guest_session")
    op.drop_table("guest_code")
    op.drop_table("guest_link")
    op.drop_table("contact")
