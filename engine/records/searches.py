"""The tables by which cases are found: what search reads, and what people keep of their lists.

Search reads words as `engine.cases.searching.words` makes them. On PostgreSQL they are a tsvector with a GIN index. On
SQLite they are text, and triggers keep an FTS5 table of it, so that on both a row is written by one statement, and
whoever deletes the row has deleted all of it.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

from engine.records.kinds import Id, Instant, Name, TaskId
from engine.records.metadata import case_id, metadata, person_id

LAST_POSITION = 16_383
"""PostgreSQL tells no positions of words apart that come later."""


class Words(sa.types.TypeDecorator[Sequence[str]]):
    """The words of a text in their order, to be searched and never to be read; none has a quote or a blank in it."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[str]:
        """Choose the database's own type."""
        return dialect.type_descriptor(postgresql.TSVECTOR() if dialect.name == "postgresql" else sa.Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Write the words with the place of each, or one after the other."""
        if value is None or dialect.name != "postgresql":
            return value if value is None else " ".join(value)
        return " ".join(f"'{word}':{min(place, LAST_POSITION)}" for place, word in enumerate(value, 1))


searched_submission = sa.Table(
    "searched_submission",
    metadata,
    sa.Column("id", Id, primary_key=True),  # rises with time: what was sent last is found first
    case_id(),
    sa.Column("submission_id", TaskId, sa.ForeignKey("submission.id"), nullable=False, unique=True),
    sa.Column("held_by", sa.String(200), nullable=False),  # whose answers they are
    sa.Column("words", Words, nullable=False),
    sa.Index("searched_submission_case", "case_id", "id"),
)
searched_case = sa.Table(
    "searched_case",
    metadata,
    case_id(primary_key=True, autoincrement=False),
    sa.Column("words", Words, nullable=False),
)


_ADD = "INSERT INTO %(table)s_full_text (rowid, words) VALUES (new.%(key)s, new.words);"
_DROP = "INSERT INTO %(table)s_full_text (%(table)s_full_text, rowid, words) VALUES ('delete', old.%(key)s, old.words);"
_OPTIONS = "words, content='%(table)s', content_rowid='%(key)s', tokenize='ascii', columnsize=0"
_FULL_TEXT = (
    ("sqlite", f"CREATE VIRTUAL TABLE %(table)s_full_text USING fts5 ({_OPTIONS})"),
    ("sqlite", f"CREATE TRIGGER %(table)s_added AFTER INSERT ON %(table)s BEGIN {_ADD} END"),
    ("sqlite", f"CREATE TRIGGER %(table)s_changed AFTER UPDATE ON %(table)s BEGIN {_DROP} {_ADD} END"),
    ("sqlite", f"CREATE TRIGGER %(table)s_dropped AFTER DELETE ON %(table)s BEGIN {_DROP} END"),
    (
        "postgresql",
        "CREATE INDEX %(table)s_full_text ON %(table)s USING gin (words) WITH (gin_pending_list_limit = 256)",
    ),
)
"""What has the words of a table indexed wherever it is created; migrations say the same for good."""
for _table, _key in ((searched_submission, "id"), (searched_case, "case_id")):
    for _dialect, _statement in _FULL_TEXT:
        _ddl: Any = sa.DDL(_statement, context={"key": _key})  # type: ignore[no-untyped-call] # has no types itself
        sa.event.listen(_table, "after_create", _ddl.execute_if(dialect=_dialect))

search = sa.Table(
    "search",  # what somebody asked for, for a while: it may be a child's name, which no address may hold
    metadata,
    sa.Column("key", sa.String(32), primary_key=True),
    person_id(nullable=False),
    sa.Column("asked", sa.String(200), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("search_at", "at"),
)
case_end = sa.Table(
    "case_end",  # an end of its own process that a case has come to
    metadata,
    case_id(primary_key=True, autoincrement=False),
    sa.Column("element", Name, primary_key=True),
    sa.Index("case_end_element", "element", "case_id"),
)
case_filter = sa.Table(
    "case_filter",  # of the list of cases, as somebody keeps it
    metadata,
    sa.Column("id", Id, primary_key=True),
    person_id(nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("asks", sa.JSON, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("case_filter_person", "person_id", "name", unique=True),
)
case_visit = sa.Table(
    "case_visit",  # when somebody last opened a case's page
    metadata,
    sa.Column("person_id", Id, sa.ForeignKey("person.id"), primary_key=True, autoincrement=False),
    case_id(primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("case_visit_latest", "person_id", "at"),
)
