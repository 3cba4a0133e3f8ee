"""Second steps of signing in: authenticator apps, recovery codes, passkeys; and sessions that can be told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.add_column("session", sa.Column("device", sa.String(length=60), server_default="", nullable=False))
    op.add_column("session", sa.Column("how", sa.String(length=10), server_default="", nullable=False))
    op.add_column("session", sa.Column("lacks", sa.String(length=10), server_default="", nullable=False))
    op.create_table(
        "authenticator_app",
        sa.Column("person_id", number, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("authenticator_app_person_id_fkey")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("authenticator_app_pkey")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("recovery_code_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("recovery_code_pkey")),
    )
    op.create_index("recovery_code_person", "recovery_code", ["person_id"])
    op.create_table(
        "passkey",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("credential", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("passkey_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("passkey_pkey")),
        sa.UniqueConstraint("credential", name=op.f("passkey_credential_key")),
    )
    op.create_index("passkey_person", "passkey", ["person_id"])


def downgrade() -> None:
    """Go back to the version before: whoever had a second step signs in without."""
    for table in ("passkey", "recovery_code", "authenticator_app"):
        op.drop_table(table)
    for column in ("lacks", "how", "device"):
        op.drop_column("session", column)
