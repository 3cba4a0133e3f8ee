"""Subject access: who asked what is held about them, what is withheld from them, and what they were given."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_POINTS_TO = {
    "request_id": "access_request.id",
    "case_id": "safeguarding_case.id",
    "copy_id": "upload.id",
    "person_id": "person.id",
    "closed_by": "person.id",
    "removed_by": "person.id",
}


def upgrade() -> None:
    """Go to this version."""
    _create(
        "access_request",
        _key("id"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("with_reads", sa.Boolean(), nullable=False),
        _key("person_id"),
        sa.Column("at", _AT, nullable=False),
        sa.Column("closed_at", _AT, nullable=True),
        _key("closed_by", nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
    )
    op.create_index("access_request_due", "access_request", ["closed_at", "due_on", "id"])
    _create(
        "access_case",
        _key("id"),
        _key("request_id"),
        _key("case_id"),
        _key("person_id"),
        sa.Column("at", _AT, nullable=False),
        *_removed(),
    )
    op.create_index("access_case_case", "access_case", ["case_id"])
    _partial("access_case_chosen", "access_case", ["request_id", "case_id"], "removed_at IS NULL", unique=True)
    _create(
        "access_mark",
        _key("id"),
        _key("request_id"),
        _key("case_id"),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        _key("person_id"),
        sa.Column("at", _AT, nullable=False),
        *_removed(),
    )
    op.create_index("access_mark_request", "access_mark", ["request_id", "id"])
    op.create_index("access_mark_case", "access_mark", ["case_id"])
    _create(
        "access_review",
        _key("request_id"),
        _key("case_id"),
        sa.Column("item", sa.String(length=100), nullable=False),
        _key("copy_id", nullable=True),
        _key("person_id"),
        sa.Column("at", _AT, nullable=False),
        key=("request_id", "case_id", "item"),
    )
    op.create_index("access_review_case", "access_review", ["case_id"])
    _create(
        "access_package",
        _key("id"),
        _key("request_id"),
        sa.Column("cases", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("withheld", sa.Integer(), nullable=False),
        _key("person_id"),
        sa.Column("at", _AT, nullable=False),
        sa.Column("until_at", _AT, nullable=False),
        sa.Column("cleared_at", _AT, nullable=True),
        sa.UniqueConstraint("key", name=op.f("access_package_key_key")),
    )
    op.create_index("access_package_request", "access_package", ["request_id", "id"])
    _partial("access_package_kept", "access_package", ["until_at"], "cleared_at IS NULL")


def downgrade() -> None:
    """Go back to the version before: what was asked for, withheld and given is lost; clear the folder of packages."""
    for table in ("access_package", "access_review", "access_mark", "access_case", "access_request"):
        op.drop_table(table)


def _create(table: str, *parts: sa.Column[object] | sa.UniqueConstraint, key: tuple[str, ...] = ("id",)) -> None:
    pointing = (
        sa.ForeignKeyConstraint([part.name], [_POINTS_TO[part.name]], name=op.f(f"{table}_{part.name}_fkey"))
        for part in parts
        if isinstance(part, sa.Column) and part.name in _POINTS_TO
    )
    op.create_table(table, *parts, *pointing, sa.PrimaryKeyConstraint(*key, name=op.f(f"{table}_pkey")))


def _key(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, _ID, nullable=nullable)


def _removed() -> tuple[sa.Column[object], ...]:
    return sa.Column("removed_at", _AT, nullable=True), _key("removed_by", nullable=True)


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
