"""What everybody may read of a register, without an account: the entries that are public now, and their files.

Nothing of a case is shown but the columns that its revision publishes, and those read only what the form that publishes
was asked for the public (`engine.diagrams.checks.registers`). An entry is known by the submission that published it: an
id from which nobody can tell the case, and which nobody can guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from engine.cases.register_words import Cell, Words
from engine.cases.revisions import Revisions
from engine.diagrams.registers import Public
from engine.records.db import Transaction
from engine.records.tables import register_entry, safeguarding_case, upload
from engine.registers.uploads import File, number_of, stored_file

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Published:
    """Something that everybody may read.

    Attributes:
        id: of the submission that published it.
        title: what it is called.
        cells: what else is shown, by column.
        files: the files that can be downloaded, by their ids: each with its name and kind.
    """

    id: str
    title: str
    cells: Mapping[str, Cell]
    files: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A page of what is published, the latest first; `more` says after which the next one begins."""

    public: Public | None
    items: tuple[Published, ...]
    more: tuple[date, str] | None = None


_e, _c = register_entry.c, safeguarding_case.c
_IS_PUBLIC = _e.published_as.is_not(None)
_COLUMNS = (_e.published_as, _e.register, _e.dated_on, _e.answers, _e.case_id, _c.revision_id)
_JOINED = sa.join(register_entry, safeguarding_case, _c.id == _e.case_id)
_NEWEST_FIRST = (_e.dated_on.desc(), _e.published_as.desc())
_PAGE = sa.select(*_COLUMNS).select_from(_JOINED).where(_IS_PUBLIC).order_by(*_NEWEST_FIRST).limit(PAGE + 1)
_ONE = (
    sa.select(*_COLUMNS)
    .select_from(_JOINED)
    .where(_e.published_as == sa.bindparam("published_as", type_=_e.published_as.type))
)


def shelf(tx: Transaction, revisions: Revisions, before: tuple[date, str] | None = None) -> Shelf:
    """Return a page of what is published now, the latest first."""
    query = _PAGE
    if before:
        query = query.where(sa.tuple_(_e.dated_on, _e.published_as) < sa.tuple_(*map(sa.literal, before)))
    rows = tx.connection.execute(query).all()
    words_of = cache(lambda revision_id, register: _words(tx, revisions, revision_id, register))
    shown = [(row, words) for row in rows[:PAGE] if (words := words_of(row.revision_id, row.register))]
    files = Words.files(tx, [(words, row.answers) for row, words in shown])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Shelf(
        public=_publishing(tx, revisions),
        items=tuple(_published(row, words, files) for row, words in shown),
        more=(last.dated_on, last.published_as) if last else None,
    )


def find_published(tx: Transaction, revisions: Revisions, published_as: str) -> Published | None:
    """Return something that is public now; none if nothing is by that id."""
    row = tx.connection.execute(_ONE, {"published_as": published_as}).first()
    words = _words(tx, revisions, row.revision_id, row.register) if row else None
    return _published(row, words, Words.files(tx, [(words, row.answers)])) if row and words else None


def published_file(
    tx: Transaction, revisions: Revisions, folder: Path, published_as: str, upload_id: str
) -> File | None:
    """Return a file that is published with something; none if it is not, or no longer."""
    row = tx.connection.execute(_ONE, {"published_as": published_as}).first()
    words = _words(tx, revisions, row.revision_id, row.register) if row else None
    public = words.register.public if words else None
    number = number_of(upload_id)
    if row is None or public is None or not public.files or upload_id not in row.answers.get(public.files, ()):
        return None
    of_the_case = sa.select(upload).where(upload.c.id == number, upload.c.case_id == row.case_id)
    kept = tx.connection.execute(of_the_case).one_or_none()
    return stored_file(folder, kept) if kept else None


def _publishing(tx: Transaction, revisions: Revisions) -> Public | None:
    """Return how the revision in force publishes; none if no register of it does."""
    published = revisions.published(tx)
    registers = published[list(published)[-1]].registers.values() if published else ()
    return next((register.public for register in registers if register.public), None)


def _words(tx: Transaction, revisions: Revisions, revision_id: str, name: str) -> Words | None:
    revision = revisions.get(tx, revision_id)
    register = revision.registers.get(name)
    return Words(revision, register) if register and register.public else None


def _published(row: Any, words: Words, files: Mapping[str, Any]) -> Published:
    public = words.register.public
    assert public is not None
    named = {public.heading, *public.columns, public.files}
    cells = words.cells({name: value for name, value in row.answers.items() if name in named}, files)
    of_files = cells.get(public.files)
    return Published(
        id=row.published_as,
        title=cells[public.heading].said if public.heading in cells else words.register.entry,
        cells={name: cells[name] for name in public.columns if name in cells},
        files=(of_files.files if of_files else None) or {},
    )
