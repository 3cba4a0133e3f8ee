"""Search, saved filters, recent cases, how cases ended; and an index of what waits by role and process.

What is stored already is made to be found: words are worked out again from the answers, ends from the audit.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from engine.cases.holders import answering_key
from engine.cases.searching.indexing import case_words, organisations, words_said
from engine.cases.searching.texts import texts
from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import Revision, read_revision
from engine.records.searches import Words

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROWS_AT_ONCE = 500
OPEN_TASKS = "closed_at IS NULL AND kind = 'task'"
SEARCHED = {"searched_submission": "id", "searched_case": "case_id"}


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    words = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
    op.create_table(
        "searched_submission",
        sa.Column("id", number, nullable=False),
        sa.Column("case_id", number, nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("words", words, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("searched_submission_case_id_fkey")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("searched_submission_submission_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("searched_submission_pkey")),
        sa.UniqueConstraint("submission_id", name=op.f("searched_submission_submission_id_key")),
    )
    op.create_index("searched_submission_case", "searched_submission", ["case_id", "id"])
    op.create_table(
        "searched_case",
        sa.Column("case_id", number, autoincrement=False, nullable=False),
        sa.Column("words", words, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("searched_case_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("searched_case_pkey")),
    )
    for table, key in SEARCHED.items():
        _add_full_text(table, key)
    op.create_table(
        "search",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("search_person_id_fkey")),
        sa.PrimaryKeyConstraint("key", name=op.f("search_pkey")),
    )
    op.create_index("search_at", "search", ["at"])
    op.create_table(
        "case_end",
        sa.Column("case_id", number, autoincrement=False, nullable=False),
        sa.Column("element", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("case_end_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "element", name=op.f("case_end_pkey")),
    )
    op.create_index("case_end_element", "case_end", ["element", "case_id"])
    op.create_table(
        "case_filter",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("case_filter_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("case_filter_pkey")),
    )
    op.create_index("case_filter_person", "case_filter", ["person_id", "name"], unique=True)
    op.create_table(
        "case_visit",
        sa.Column("person_id", number, autoincrement=False, nullable=False),
        sa.Column("case_id", number, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("case_visit_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("case_visit_person_id_fkey")),
        sa.PrimaryKeyConstraint("person_id", "case_id", name=op.f("case_visit_pkey")),
    )
    op.create_index("case_visit_latest", "case_visit", ["person_id", "at"])
    op.create_index(
        "user_task_waiting",
        "user_task",
        ["role", "process", "case_id"],
        sqlite_where=sa.text(OPEN_TASKS),
        postgresql_where=sa.text(OPEN_TASKS),
    )
    _fill(op.get_bind())


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_index("user_task_waiting", table_name="user_task")
    for table in ("case_visit", "case_filter", "case_end", "search"):
        op.drop_table(table)
    for table in SEARCHED:
        if op.get_context().dialect.name == "sqlite":
            op.execute(f"DROP TABLE {table}_full_text")
        op.drop_table(table)


def _add_full_text(name: str, key: str) -> None:
    to = f"{name}_full_text"
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {to} ON {name} USING gin (words) WITH (gin_pending_list_limit = 256)")
        return
    add = f"INSERT INTO {to} (rowid, words) VALUES (new.{key}, new.words);"  # noqa: S608 - names from above
    drop = f"INSERT INTO {to} ({to}, rowid, words) VALUES ('delete', old.{key}, old.words);"  # noqa: S608 - names from above
    op.execute(
        f"CREATE VIRTUAL TABLE {to} USING fts5 "
        f"(words, content='{name}', content_rowid='{key}', tokenize='ascii', columnsize=0)"
    )
    op.execute(f"CREATE TRIGGER {name}_added AFTER INSERT ON {name} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {name} BEGIN {drop} {add} END")
    op.execute(f"CREATE TRIGGER {name}_dropped AFTER DELETE ON {name} BEGIN {drop} END")


# ---- what is stored already -------------------------------------------------------------------------------

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_bundle = sa.table("revision", sa.column("id", sa.String), sa.column("bundle", sa.LargeBinary))
_case = sa.table(
    "safeguarding_case",
    *(sa.column(name) for name in ("id", "reference", "revision_id", "process", "initials", "referring_organisation")),
    sa.column("facts", _JSON),
)
_sent = sa.table(
    "submission",
    *(sa.column(name) for name in ("id", "case_id", "task_id", "process", "element", "form", "instance", "at")),
    sa.column("answers", _JSON),
)
_task = sa.table("user_task", sa.column("id"), sa.column("held_by"))
_audit = sa.table("audit", sa.column("case_id"), sa.column("seq"), sa.column("body", sa.Text))
_searched = sa.table(
    "searched_submission",
    *(sa.column("case_id"), sa.column("submission_id"), sa.column("held_by"), sa.column("words", Words)),
)
_searched_case = sa.table("searched_case", sa.column("case_id"), sa.column("words", Words))
_end = sa.table("case_end", sa.column("case_id"), sa.column("element"))


def _fill(connection: sa.Connection) -> None:
    @cache
    def revision_of(digest: str) -> Revision:
        body = connection.execute(sa.select(_bundle.c.bundle).where(_bundle.c.id == digest)).scalar_one()
        return read_revision(Bundle.unpack(body))

    for rows in _in_parts(connection, sa.select(_case).order_by(_case.c.id)):
        found = [(row, revision_of(row.revision_id).partnership) for row in rows]
        cases = [
            {"case_id": row.id, "words": case_words(row.reference, row.initials, organisations(known, _members(row)))}
            for row, known in found
        ]
        connection.execute(sa.insert(_searched_case), cases)
    sent = (
        sa.select(_sent, _task.c.held_by, _case.c.revision_id, _case.c.referring_organisation)
        .join_from(_sent, _case, _case.c.id == _sent.c.case_id)
        .outerjoin(_task, _task.c.id == _sent.c.task_id)
        .order_by(_sent.c.at, _sent.c.case_id, _sent.c.id)
    )
    for rows in _in_parts(connection, sent):
        if said := [row for row in (_of_submission(row, revision_of(row.revision_id)) for row in rows) if row["words"]]:
            connection.execute(sa.insert(_searched), said)
    ways = (
        sa.select(_audit.c.case_id, _audit.c.body, _case.c.revision_id, _case.c.process)
        .join_from(_audit, _case, _case.c.id == _audit.c.case_id)
        .order_by(_audit.c.case_id, _audit.c.seq)
    )
    for rows in _in_parts(connection, ways):
        ends = {(row.case_id, end) for row in rows for end in _ends(row, revision_of(row.revision_id))}
        for case_id, element in sorted(ends):
            is_known = sa.exists().where(_end.c.case_id == case_id, _end.c.element == element)
            row = sa.select(sa.literal(case_id), sa.literal(element)).where(~is_known)
            connection.execute(sa.insert(_end).from_select(["case_id", "element"], row))


def _in_parts(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[sa.Row[Any]]]:
    streamed = {"stream_results": True, "yield_per": ROWS_AT_ONCE}
    return connection.execute(query, execution_options=streamed).partitions()


def _members(row: sa.Row[Any]) -> Sequence[str]:
    members: Sequence[str] = row.facts.get("members", ())
    return members


def _of_submission(row: sa.Row[Any], known: Revision) -> dict[str, Any]:
    element = known.elements[row.process, row.element]
    held_by = answering_key(known.partnership, element, row, row.referring_organisation)
    said = words_said(texts(known, row.form, row.answers))
    return {"case_id": row.case_id, "submission_id": row.id, "held_by": held_by, "words": said}


def _ends(row: sa.Row[Any], known: Revision) -> Iterator[str]:
    for process, flow in orjson.loads(row.body)["flows"]:
        if process == row.process and (end := known.ends_reached.get((process, flow))):
            yield end
