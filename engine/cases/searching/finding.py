"""What somebody finds: cases by what they are called, and what was sent in them; the newest first.

Who may see what is judged inside each statement (`engine.cases.seeing`). Who sees few cases has theirs gone through;
who sees many has the index gone through from its newest end, until the page is full. FTS5 can do that; but it begins
anew at each row that it is asked about, so that the words of few rows are better read. PostgreSQL's GIN index knows no
order, so there the newest rows are looked at first, where a common word is soon found; what is not found there is rare
enough to be found by the index and sorted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from engine.access import Person
from engine.cases import closed, reads, seeing
from engine.cases.labels import called
from engine.cases.revisions import Revisions
from engine.cases.searching.texts import Piece, excerpt, texts
from engine.cases.searching.words import Query, for_postgresql, for_sqlite, in_a_row
from engine.cases.seeing import Viewer
from engine.records.db import Transaction
from engine.records.kinds import Id
from engine.records.searches import searched_case, searched_submission
from engine.records.tables import person, safeguarding_case, submission

PAGE = 20
MOST_CASES = 10
NEWEST_ROWS = 1_000
NO_END = 2**62
"""Above every id: a page that starts here starts at the newest."""


@dataclass(frozen=True, kw_only=True)
class FoundCase:
    """A case that is called by the words asked for. Of the child it knows initials and birth date, nothing more."""

    reference: str
    initials: str
    born_on: date | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """A submission in which the words were found.

    Attributes:
        called: the user task's name, with the instance that it belongs to.
        form: the title of the form.
        by: the name of who sent it, as the `post`.
        excerpt: where the words stand in it.
    """

    submission_id: str
    case_id: int
    reference: str
    initials: str
    born_on: date | None
    called: str
    form: str
    by: str
    post: str
    at: datetime
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found.

    Attributes:
        cases: on the first page alone.
        has_more_cases: there are more than `MOST_CASES`.
        more: where the next page starts; none if this is the last.
    """

    cases: tuple[FoundCase, ...]
    has_more_cases: bool
    texts: tuple[FoundText, ...]
    more: int | None


def find(tx: Transaction, revisions: Revisions, me: Person, query: Query, before: int = NO_END) -> Found:
    """Return what a person finds; of whose answers they are shown a part is recorded.

    Args:
        tx: the transaction.
        revisions: those in use.
        me: who asks.
        query: for what; nothing is found by one without terms.
        before: where the page starts, as `Found.more` of the page before.
    """
    if not query.terms:
        return Found(cases=(), has_more_cases=False, texts=(), more=None)
    viewer = Viewer.of(tx, revisions, me)
    of_few = not viewer.sees_many(tx)
    cases = list[int]() if before < NO_END else _cases(tx, viewer, query, of_few=of_few)
    ids = _SUBMISSIONS.ids(tx, viewer, query, of_few=of_few, before=before, limit=PAGE + 1)
    shown = tuple(_shown_texts(tx, revisions, query, ids[:PAGE]))
    reads.note(me.id, *dict.fromkeys(text.case_id for text in shown))
    return Found(
        cases=tuple(_shown_cases(tx, cases[:MOST_CASES])),
        has_more_cases=len(cases) > MOST_CASES,
        texts=shown,
        more=ids[PAGE - 1] if len(ids) > PAGE else None,
    )


def submissions_with(tx: Transaction, viewer: Viewer, query: Query, *, most: int) -> list[int]:
    """Return the ids in `searched_submission` of the newest submissions found that the viewer may read."""
    of_few = not viewer.sees_many(tx)
    return _SUBMISSIONS.ids(tx, viewer, query, of_few=of_few, before=NO_END, limit=most)


def case_called(tx: Transaction, revisions: Revisions, me: Person, asked: str) -> str:
    """Return the reference of the case that a person asks for by just that; empty if they see none of it."""
    viewer = Viewer.of(tx, revisions, me)
    values = {**viewer.values, "reference": "".join(asked.split()).upper()}
    return tx.connection.execute(_CALLED, values).scalar_one_or_none() or ""


# ---- statements, built once -------------------------------------------------------------------------------

_ASKED = sa.bindparam("asked", type_=sa.Text)
_BEFORE, _LIMIT = sa.bindparam("before", type_=Id), sa.bindparam("limit", type_=sa.Integer)
_ONE: sa.ColumnElement[int] = sa.literal_column("1")
Condition = sa.ColumnElement[bool]
Ids = sa.Select[int]


class _Index:
    """One table of words, and how to find the keys of its rows that a viewer may see, the newest first.

    Args:
        table: with the column `words`.
        key: rises with time.
        may_see: returns the condition that the viewer may see the row of a table like this one.
    """

    def __init__(
        self, table: sa.Table, key: str, may_see: Callable[[sa.FromClause], Condition], *, inside: bool = False
    ) -> None:
        self._inside = inside
        row, case_id = table.c[key], table.c.case_id
        few = seeing.seen(case_id, of_few=True), may_see(table), row < _BEFORE
        full_text = sa.table(f"{table.name}_full_text", sa.column("rowid", Id))
        rowid, matches = full_text.c.rowid, sa.literal_column(full_text.name).op("MATCH", is_comparison=True)(_ASKED)
        is_seen = sa.exists(sa.select(_ONE).select_from(table).where(row == rowid, may_see(table)))
        asked = sa.cast(_ASKED, TSQUERY)
        newest = sa.select(table).where(row < _BEFORE).order_by(row.desc()).limit(NEWEST_ROWS).subquery()
        found, found_new = (each.c.words.op("@@", is_comparison=True)(asked) for each in (table, newest))
        later = row + 0  # else the planner may go through every row to save sorting a few
        columns = (column for column in table.c if column.name != "words")
        every = sa.select(*columns, later.label("place")).where(found, row < _BEFORE).order_by(later.desc()).subquery()
        own = sa.select(table).where(*few).offset(0).subquery()  # offset: they are gathered before they are looked into
        found_own = own.c.words.op("@@", is_comparison=True)(asked)
        self._few = sa.select(row).where(*few)
        self._words = sa.literal(" ").concat(table.c.words).concat(" ")
        self._key = row
        self._statements: Mapping[tuple[str, bool], tuple[Ids, ...]] = {
            ("sqlite", False): (_first(sa.select(rowid).where(matches, rowid < _BEFORE, is_seen), rowid.desc()),),
            ("postgresql", True): (_first(sa.select(own.c[key]).where(found_own), own.c[key].desc()),),
            ("postgresql", False): (
                _first(sa.select(newest.c[key]).where(found_new, may_see(newest)), newest.c[key].desc()),
                _first(sa.select(every.c[key]).where(may_see(every)), every.c.place.desc()),
            ),
        }

    def ids(self, tx: Transaction, viewer: Viewer, query: Query, *, of_few: bool, before: int, limit: int) -> list[int]:
        """Return the keys of the first rows found, at most `limit`."""
        dialect = tx.connection.dialect.name
        values = {**viewer.values, "before": before, "limit": limit}
        if dialect == "sqlite" and of_few:
            return self._read(tx, query, values)
        asked = (for_sqlite if dialect == "sqlite" else for_postgresql)(query, inside=self._inside)
        values["asked"] = asked
        found = list[int]()
        for statement in self._statements[dialect, of_few]:
            found = list(tx.connection.scalars(statement, values))
            if len(found) == limit:
                break
        return found

    def _read(self, tx: Transaction, query: Query, values: Mapping[str, Any]) -> list[int]:
        """Look for what is asked in the words of the few rows that a viewer may see."""
        terms = in_a_row(query, inside=self._inside)
        said = {f"said{n}_{m}": each for n, term in enumerate(terms) for m, each in enumerate(term)}
        conditions = (
            sa.or_(*(sa.func.instr(self._words, sa.bindparam(f"said{n}_{m}")) > 0 for m in range(len(term))))
            for n, term in enumerate(terms)
        )
        found = _first(self._few.where(*conditions), self._key.desc())
        return list(tx.connection.scalars(found, {**values, **said}))


def _first(found: Ids, newest_first: sa.ColumnElement[Any]) -> Ids:
    return found.order_by(newest_first).limit(_LIMIT)


def _from_outside(case_id: sa.ColumnElement[int]) -> Condition:
    return sa.and_(seeing.seen(case_id), sa.not_(seeing.seen_inside(case_id)))


_SUBMISSIONS = _Index(
    searched_submission,
    "id",
    lambda row: sa.and_(
        seeing.readable(row.c.case_id, row.c.held_by), closed.is_open_submission(row.c.case_id, row.c.submission_id)
    ),
)
_CASES_INSIDE = _Index(searched_case, "case_id", lambda row: seeing.seen_inside(row.c.case_id), inside=True)
_CASES_OUTSIDE = _Index(searched_case, "case_id", lambda row: _from_outside(row.c.case_id))
_c, _s = safeguarding_case.c, submission.c
_CALLED = sa.select(_c.reference).where(
    _c.reference == sa.bindparam("reference", type_=_c.reference.type), seeing.seen(_c.id)
)
_IDS = sa.bindparam("ids", expanding=True, type_=Id)
_SHOWN_CASES = (
    sa.select(_c.reference, _c.initials, _c.born_on, _c.opened_at, _c.closed_at)
    .where(_c.id.in_(_IDS))
    .order_by(_c.id.desc())
)
_SHOWN_TEXTS = (
    sa.select(
        *(_s.id, _s.case_id, _s.process, _s.element, _s.instance, _s.form, _s.answers, _s.post, _s.at),
        *(_c.reference, _c.initials, _c.born_on, _c.revision_id, person.c.name),
    )
    .join_from(searched_submission, submission, _s.id == searched_submission.c.submission_id)
    .join(safeguarding_case, _c.id == _s.case_id)
    .join(person, person.c.id == _s.person_id)
    .where(searched_submission.c.id.in_(_IDS))
    .order_by(searched_submission.c.id.desc())
)


# ---- what is found, as it is shown ------------------------------------------------------------------------


def _cases(tx: Transaction, viewer: Viewer, query: Query, *, of_few: bool) -> list[int]:
    """Return the ids of the cases found: from inside by organisations as well, from outside by their own names."""
    found = set[int]()
    for index, keys in ((_CASES_INSIDE, viewer.inside), (_CASES_OUTSIDE, set(viewer.keys) - set(viewer.inside))):
        if keys:
            found |= set(index.ids(tx, viewer, query, of_few=of_few, before=NO_END, limit=MOST_CASES + 1))
    return sorted(found, reverse=True)


def _shown_cases(tx: Transaction, ids: list[int]) -> Iterable[FoundCase]:
    rows = tx.connection.execute(_SHOWN_CASES, {"ids": ids}).mappings() if ids else ()
    return (FoundCase(**row) for row in rows)


def _shown_texts(tx: Transaction, revisions: Revisions, query: Query, ids: list[int]) -> Iterable[FoundText]:
    for row in tx.connection.execute(_SHOWN_TEXTS, {"ids": ids}).all() if ids else ():
        revision = revisions.get(tx, row.revision_id)
        yield FoundText(
            submission_id=row.id,
            case_id=row.case_id,
            reference=row.reference,
            initials=row.initials,
            born_on=row.born_on,
            called=called(revision, revision.elements[row.process, row.element], row.instance),
            form=revision.forms[row.form].title,
            by=row.name,
            post=row.post,
            at=row.at,
            excerpt=excerpt(texts(revision, row.form, row.answers), query),
        )
