"""Notes: what somebody inside the partnership writes down of a case besides its forms.

A note is plain text and never changes; what is wrong in it is put right by another note that refers to it. Who only
asked or was asked is shown none, and no letter quotes one. What is typed is kept as a draft until it is a note.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import access, audit
from engine.access import Person
from engine.cases.holders import Named, in_words
from engine.cases.reading import Case
from engine.errors import CaseNotFound, NotAllowed, NoteRefused
from engine.records.db import Transaction
from engine.records.notes import note, note_draft
from engine.records.tables import person, safeguarding_case
from forms.typed import LONGEST_TEXT, tidied

LONGEST = LONGEST_TEXT
"""Characters of one note."""
PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note as it was written.

    Attributes:
        post: as which post and organisation its author wrote.
        at: the instant (UTC).
        corrects: the id of the note that it puts right; none for most.
        corrected_by: the id of the first note that puts this one right; none while nothing does.
    """

    id: int
    by: Named
    post: str
    text: str
    at: datetime
    corrects: int | None
    corrected_by: int | None


@dataclass(frozen=True, kw_only=True)
class Notes:
    """Some of a case's notes, newest first; `more` if there are older ones."""

    items: tuple[Note, ...]
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteDraft:
    """What somebody is typing for a note of a case, and when it was last saved (UTC)."""

    text: str
    corrects: int | None
    saved_at: datetime


def notes(tx: Transaction, case: Case, *, before: int | None = None, most: int = PAGE) -> Notes:
    """Return notes of a case that the person sees from inside, newest first, in one statement.

    Args:
        tx: the transaction.
        case: the case.
        before: only those that are older than the note of that id; none for the newest.
        most: how many at most.

    Raises:
        CaseNotFound: the person sees only a part of their own.
    """
    _must_be_inside(case)
    values = {"case_id": case.id, "before": before or _NEWEST, "most": most + 1}
    rows = tx.connection.execute(_NOTES, values).all()
    return Notes(items=tuple(map(_note, rows[:most])), more=len(rows) > most)


def every_note(tx: Transaction, case: Case) -> Sequence[Note]:
    """Return all notes of a case that the person sees from inside, oldest first, as they are printed.

    Raises:
        CaseNotFound: the person sees only a part of their own.
    """
    _must_be_inside(case)
    values = {"case_id": case.id, "before": _NEWEST, "most": _NEWEST}
    return [_note(row) for row in tx.connection.execute(_NOTES, values)][::-1]


def one_note(tx: Transaction, case: Case, number: int) -> Note | None:
    """Return the note of that id; none if the case has none.

    Raises:
        CaseNotFound: the person sees only a part of their own.
    """
    found = notes(tx, case, before=number + 1, most=1).items
    return found[0] if found and found[0].id == number else None


def writing_post(case: Case, me: Person) -> str:
    """Return as which post and organisation a person writes a note of a case; empty if the person may not."""
    partnership = case.revision.partnership
    inside = (key for key in sorted(case.keys) if access.is_inside(partnership, [key]))
    posts = (access.post_of(partnership, me, key) for key in inside)
    return next((in_words(partnership, post) for post in posts if post), "")


def write_note(tx: Transaction, case: Case, me: Person, text: str, *, sent_as: str, corrects: int | None = None) -> int:
    """Keep a note for good, audited, and drop the person's draft; return its id.

    The same page sent again keeps nothing and returns the same note.

    Args:
        tx: the transaction.
        case: the case as the person sees it.
        me: who writes.
        text: up to `LONGEST` characters; what cannot be seen around it is left out.
        sent_as: the key of the page that sends it, up to 32 characters.
        corrects: the id of the note that it puts right.

    Raises:
        CaseNotFound: the person sees only a part of their own.
        NotAllowed: the person looks at the case without holding a part in it.
        NoteRefused: the text is empty or too long, or the case has no such note to correct.
    """
    _must_be_inside(case)
    post = writing_post(case, me)
    if not post:
        raise NotAllowed("write a note", needs="those who hold a part in the case")
    text = str(tidied(text))
    _judge(tx, case, text, corrects)
    tx.connection.execute(_LOCK, {"case_id": case.id})  # a second press waits for the first
    kept = tx.connection.execute(_SENT, {"sent_as": sent_as, "person_id": me.id, "case_id": case.id}).scalar()
    if kept is not None:
        return int(kept)
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = {"person_id": me.id, "post": post, "corrects": corrects, "text": text, "sent_as": sent_as}
    added = tx.connection.execute(note.insert().values(case_id=case.id, at=tx.at, **row).returning(note.c.id))
    number = int(added.scalar_one())
    said = {"note": number, "sha256": digest, "corrects": corrects}
    audit.append(tx, case.id, person_id=me.id, action="note_written", facts=said)
    drop_draft(tx, case, me)
    return number


# ---- drafts -----------------------------------------------------------------------------------------------


def draft_of(tx: Transaction, case: Case, me: Person) -> NoteDraft | None:
    """Return what a person is typing for a note of a case, if anything."""
    row = tx.connection.execute(_DRAFT, {"person_id": me.id, "case_id": case.id}).one_or_none()
    return NoteDraft(text=row.text, corrects=row.corrects, saved_at=row.saved_at) if row else None


def keep_draft(tx: Transaction, case: Case, me: Person, text: str, *, corrects: int | None = None) -> None:
    """Keep what a person is typing, as typed; nothing is kept of a blank page.

    Raises:
        CaseNotFound: the person sees only a part of their own.
        NoteRefused: the case has no such note to correct.
    """
    _must_be_inside(case)
    if corrects is not None and one_note(tx, case, corrects) is None:
        raise NoteRefused("There is no such note to correct")
    if not text.strip():
        drop_draft(tx, case, me)
        return
    insert = {"sqlite": sqlite, "postgresql": postgresql}[tx.connection.dialect.name].insert(note_draft)
    typed = {"corrects": corrects, "text": text.replace("\0", ""), "saved_at": tx.at}  # PostgreSQL keeps no NUL
    tx.connection.execute(
        insert.values(person_id=me.id, case_id=case.id, **typed).on_conflict_do_update(
            index_elements=[note_draft.c.person_id, note_draft.c.case_id], set_=typed
        )
    )


def drop_draft(tx: Transaction, case: Case, me: Person) -> None:
    """Throw away what a person was typing."""
    mine = (note_draft.c.person_id == me.id, note_draft.c.case_id == case.id)
    tx.connection.execute(note_draft.delete().where(*mine))


# ---- statements, built once -------------------------------------------------------------------------------

_NEWEST = 2**31 - 1
"""A number above every id of a note, and more than any case has notes."""
_n = note.c
_later = note.alias("later")
_CASE_ID = sa.bindparam("case_id", type_=_n.case_id.type)
_CORRECTED_BY = (
    sa.select(sa.func.min(_later.c.id))
    .where(_later.c.case_id == _n.case_id, _later.c.corrects == _n.id)
    .scalar_subquery()
)
_NOTES = (
    sa.select(note, person.c.name, _CORRECTED_BY.label("corrected_by"))
    .join_from(note, person, person.c.id == _n.person_id)
    .where(_n.case_id == _CASE_ID, _n.id < sa.bindparam("before", type_=_n.id.type))
    .order_by(_n.id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_SENT = sa.select(_n.id).where(
    _n.sent_as == sa.bindparam("sent_as", type_=_n.sent_as.type),
    _n.person_id == sa.bindparam("person_id", type_=_n.person_id.type),
    _n.case_id == _CASE_ID,
)
_LOCK = sa.select(safeguarding_case.c.id).where(safeguarding_case.c.id == _CASE_ID).with_for_update()
_DRAFT = sa.select(note_draft).where(
    note_draft.c.person_id == sa.bindparam("person_id", type_=_n.person_id.type), note_draft.c.case_id == _CASE_ID
)


def _must_be_inside(case: Case) -> None:
    if not case.is_inside:
        raise CaseNotFound


def _judge(tx: Transaction, case: Case, text: str, corrects: int | None) -> None:
    if not text:
        raise NoteRefused("Enter the note")
    if len(text) > LONGEST:
        raise NoteRefused(f"The note must be {LONGEST:,} characters or fewer; it has {len(text):,}")
    if corrects is not None and one_note(tx, case, corrects) is None:
        raise NoteRefused("There is no such note to correct")


def _note(row: sa.Row[Any]) -> Note:
    return Note(
        id=row.id,
        by=Named(id=row.person_id, name=row.name),
        post=row.post,
        text=row.text,
        at=row.at,
        corrects=row.corrects,
        corrected_by=row.corrected_by,
    )
