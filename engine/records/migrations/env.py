"""Alembic's entry: migrations run on the connection that `engine.records.schema` gives."""

from typing import Any, Literal

from alembic import context

from engine.records.kinds import Instant, Json
from engine.records.tables import metadata


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own column types into new migrations as what they are in the database, for good."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is Json:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave alone what no metadata say: Procrastinate's tables, which come by scripts of its own, and full text."""
    if kind == "table" and (name or "").startswith("procrastinate_"):
        return False
    return kind not in ("table", "index") or "_full_text" not in (name or "")


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_item=render_item,
    include_name=is_ours,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
