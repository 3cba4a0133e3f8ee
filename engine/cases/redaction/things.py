"""What can be redacted in a case, as a person reads it, and where else the same words stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from engine.cases import notes, papers
from engine.cases.papers import Submission
from engine.cases.reading import Case
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.subject_access import access_package
from engine.records.tables import delivery, document, upload
from forms.reading import Row, shown

ANSWER, LETTER, DOCUMENT, NOTE, UPLOAD = "answer", "letter", "document", "note", "upload"
KINDS = (ANSWER, LETTER, DOCUMENT, NOTE, UPLOAD)
LEAST_CHARACTERS = 5
"""Shorter words stand everywhere: where else they do is not told."""
_SENT = sa.select(sa.func.count()).where(
    delivery.c.letter_id == sa.bindparam("letter_id"), delivery.c.sent_at.is_not(None)
)
_PACKAGES = sa.select(access_package.c.id, access_package.c.cases).where(access_package.c.cleared_at.is_(None))


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something that a case holds.

    Attributes:
        kind: one of `KINDS`.
        of: the id of the submission, letter, document, note or upload.
        path: of an answer: its question's, as `forms.reading` names it.
        called: what it is called, without what it says.
        says: what it says, a text each.
        is_written_from: of what stands elsewhere: it was written from the submission in question.
    """

    kind: str
    of: str
    path: str
    called: str
    says: tuple[str, ...]
    is_written_from: bool = False


def find_thing(tx: Transaction, case: Case, kind: str, of: str, path: str = "") -> Thing:
    """Return something that a case holds, as far as the person who has the case may read it.

    Raises:
        CaseNotFound: the case has no such thing, or the person may not read it.
    """
    found = next((one for one in _things(tx, case, kind, of) if one.path == path), None)
    if found is None:
        raise CaseNotFound
    return found


def answers_of(case: Case, sent: Submission) -> Iterator[Thing]:
    """Yield the answers of a submission that can be redacted, in page order."""
    form = case.revision.forms[sent.form]
    for part in shown(form, sent.answers, case.lists):
        for row in _leaves(part.rows):
            says = tuple(filter(None, row.lines))
            yield Thing(kind=ANSWER, of=sent.id, path=row.path, called=f"{sent.called}: {row.label}", says=says)


def everything(tx: Transaction, case: Case) -> Iterator[Thing]:
    """Yield all that can be redacted in a case, as far as the person may read it."""
    for kind in KINDS:
        yield from _things(tx, case, kind, "")


def elsewhere(tx: Transaction, case: Case, thing: Thing) -> tuple[Thing, ...]:
    """Return what was written from a thing, or says the same words, and may have to be redacted too."""
    said = [text.casefold() for text in thing.says if len(text) >= LEAST_CHARACTERS]
    written = _written_from(tx, case, thing.of) if thing.kind == ANSWER else frozenset[tuple[str, str]]()
    return tuple(
        Thing(**{**vars(one), "is_written_from": (one.kind, one.of) in written})
        for one in everything(tx, case)
        if (one.kind, one.of, one.path) != (thing.kind, thing.of, thing.path)
        and ((one.kind, one.of) in written or _says_any(one, said))
    )


def left_by_mail(tx: Transaction, thing: Thing) -> int:
    """Return to how many addresses a letter went: what was sent cannot be taken back."""
    if thing.kind != LETTER:
        return 0
    sent: int = tx.connection.execute(_SENT, {"letter_id": int(thing.of)}).scalar_one()
    return sent


def packages_with(tx: Transaction, case: Case) -> tuple[int, ...]:
    """Return the packages, made for people who asked what is held about them, that hold a copy of the case."""
    return tuple(row.id for row in tx.connection.execute(_PACKAGES) if case.id in row.cases)


def _things(tx: Transaction, case: Case, kind: str, of: str) -> Iterator[Thing]:
    """Yield the things of a kind: of one id, or all."""
    found = _OF_KIND[kind](tx, case) if kind in _OF_KIND else ()
    return (one for one in found if of in ("", one.of))


def _answers(tx: Transaction, case: Case) -> Iterator[Thing]:
    for sent in papers.submissions(tx, case):
        yield from answers_of(case, sent)


def _letters(tx: Transaction, case: Case) -> Iterator[Thing]:
    for one in papers.letters(tx, case):
        yield _thing(LETTER, one.id, f"Letter to {one.to.in_a_sentence}", one.subject, one.body)


def _documents(tx: Transaction, case: Case) -> Iterator[Thing]:
    sources = _sources(tx, case)
    for one in papers.documents(tx, case):
        called = f"Document {one.name.replace('_', ' ')}, version {one.version}"
        yield _thing(DOCUMENT, one.id, called, one.title, sources[one.id])


def _notes(tx: Transaction, case: Case) -> Iterator[Thing]:
    for one in notes.every_note(tx, case):
        yield _thing(NOTE, one.id, f"Note by {one.by.name}", one.text)


def _files(tx: Transaction, case: Case) -> Iterator[Thing]:
    """Yield the files of a case; to whom a part of it is closed, none: a file does not say of which part it is."""
    kept = sa.select(upload.c.id, upload.c.name).where(upload.c.case_id == case.id, upload.c.sha256 != "")
    for row in () if case.closed else tx.connection.execute(kept.order_by(upload.c.id)):
        yield _thing(UPLOAD, row.id, f"File {row.id}", row.name)


_OF_KIND: Mapping[str, Callable[[Transaction, Case], Iterator[Thing]]] = {
    ANSWER: _answers,
    LETTER: _letters,
    DOCUMENT: _documents,
    NOTE: _notes,
    UPLOAD: _files,
}


def _thing(kind: str, of: int, called: str, *says: str) -> Thing:
    return Thing(kind=kind, of=str(of), path="", called=called, says=says)


def _leaves(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row.items:
            for item in row.items:
                yield from _leaves(item.rows)
        elif row.lines and row.question.type != "file":  # a file is redacted itself
            yield row


def _sources(tx: Transaction, case: Case) -> dict[int, str]:
    rows = tx.connection.execute(sa.select(document.c.id, document.c.source).where(document.c.case_id == case.id))
    return {row.id: row.source for row in rows}


def _written_from(tx: Transaction, case: Case, submission_id: str) -> frozenset[tuple[str, str]]:
    letters = ((LETTER, str(one.id)) for one in papers.letters(tx, case) if submission_id in one.submissions)
    rows = tx.connection.execute(sa.select(document.c.id, document.c.submissions).where(document.c.case_id == case.id))
    return frozenset((*letters, *((DOCUMENT, str(row.id)) for row in rows if submission_id in row.submissions)))


def _says_any(one: Thing, said: Iterable[str]) -> bool:
    texts = [text.casefold() for text in one.says]
    return any(words in text for words in said for text in texts)
