"""What letters were written from and come with, and the drafts that people amended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("drafts", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("submissions", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("anchors", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(
            sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_foreign_key(batch_op.f("letter_revision_id_fkey"), "revision", ["revision_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("letter_document_id_fkey"), "document", ["document_id"], ["id"])


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("letter_document_id_fkey"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("letter_revision_id_fkey"), type_="foreignkey")
        batch_op.drop_column("document_id")
        batch_op.drop_column("anchors")
        batch_op.drop_column("submissions")
        batch_op.drop_column("revision_id")

    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_column("drafts")
