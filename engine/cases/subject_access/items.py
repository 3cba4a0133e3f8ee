"""What a case holds, item by item, in passages: what reviewers go through and a package gives.

An item is a submission, a letter, a document, a note, the note of a hand-over, or a file. What it says is read when it
is asked for, so that never more than one is in memory. Nothing of a case is changed here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from engine.cases import papers
from engine.cases.holders import holder
from engine.cases.papers import Document, Submission
from engine.cases.reading import Case
from engine.cases.submissions import files_of
from engine.paper.sheet import Block, Heading, Listing, Paragraph, Sheet, Table, words
from engine.records.db import Transaction
from engine.records.subject_access import access_review
from engine.records.tables import handover, letter, note, person, submission, upload
from forms.reading import Row, in_words, shown
from forms.sheets import Cell, Trouble
from forms.sheets import Sheet as Rows

ANSWERS, LETTER, DOCUMENT, NOTE, HANDOVER, FILE = "answers", "letter", "document", "note", "handover", "file"
KINDS = (ANSWERS, LETTER, DOCUMENT, NOTE, HANDOVER, FILE)
FACT = 2
"""The cells of a row that says one thing: what is asked, and the answer."""
PLACES = 200
"""Characters of a place: longer names of questions do not occur."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words of an item that are withheld, or given, together.

    Attributes:
        place: names it within its item, for good: items never change.
        label: what was asked, or where it stands; empty for running text.
        text: what it says, in one line.
    """

    place: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a case holds, by what it is called.

    Attributes:
        key: names it within its case, such as `note:12`.
        title: what it is called.
        post: as which post and organisation it was written; empty if the service wrote it.
        name: of who wrote it; empty if the service did.
        at: when (UTC).
    """

    key: str
    kind: str
    title: str
    post: str
    name: str
    at: datetime
    _read: Callable[[Transaction], Iterable[Passage]] = field(repr=False, compare=False)

    def passages(self, tx: Transaction) -> Iterator[Passage]:
        """Read what it says, in order; a file says nothing here but the rows that were read of a spreadsheet."""
        yield from (each for each in self._read(tx) if each.text)


@dataclass(frozen=True, kw_only=True)
class File(Item):
    """A file that came with a form.

    Attributes:
        upload_id: its id.
        file_kind: such as `pdf`.
        sha256: of its content.
    """

    upload_id: int
    file_kind: str
    sha256: str


def items(tx: Transaction, case: Case) -> tuple[Item, ...]:
    """Return what a case holds, in the order of time; the person reads all of it (`requests.find_case`)."""
    heads = (*_answers(tx, case), *_letters(tx, case), *_documents(tx, case), *_notes(tx, case))
    found = (*heads, *_handovers(tx, case), *_files(tx, case))
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda item: (item.at, order[item.kind], item.key)))


# ---- answers ----------------------------------------------------------------------------------------------


def _answers(tx: Transaction, case: Case) -> Iterator[Item]:
    for row in tx.connection.execute(_SUBMISSIONS, {"case_id": case.id}):
        element = case.revision.elements.get((row.process, row.element))
        if element is None:
            continue
        name = case.instance_name(row.instance)
        yield Item(
            key=f"{ANSWERS}:{row.id}",
            kind=ANSWERS,
            title=f"{element.name}: {name}" if name else element.name,
            post=row.post,
            name=row.name,
            at=row.at,
            _read=partial(_given, case, row.id),
        )


def _given(case: Case, submission_id: str, tx: Transaction) -> Iterator[Passage]:
    sent = papers.one_submission(tx, case, submission_id)
    if sent is not None:
        yield from said(case, sent, files_of(tx, case.id))


def said(case: Case, sent: Submission, files: Mapping[str, Any]) -> Iterator[Passage]:
    """Yield the answers of a submission in words; of one with several lines, each is a passage."""
    for part in shown(case.revision.forms[sent.form], sent.answers, case.lists, uploads=files.get):
        yield from _rows(part.rows, "")


def _rows(rows: Iterable[Row], within: str) -> Iterator[Passage]:
    for row in rows:
        label = f"{within}{row.label}"
        for number, line in enumerate(row.lines):
            yield Passage(place=f"{row.path}/{number}"[:PLACES], label=label, text=line.strip())
        for item in row.items:
            yield from _rows(item.rows, f"{item.title}, ")


# ---- letters and documents --------------------------------------------------------------------------------


def _letters(tx: Transaction, case: Case) -> Iterator[Item]:
    for row in tx.connection.execute(_LETTERS, {"case_id": case.id}):
        to = holder(case.revision.partnership, row.held_by)
        whom = f"{to.role}, {to.organisation}" if to.organisation else to.role
        yield Item(
            key=f"{LETTER}:{row.id}",
            kind=LETTER,
            title=f"{row.subject} (to {whom})",
            post="",
            name="",
            at=row.at,
            _read=partial(_body, row.id),
        )


def _body(letter_id: int, tx: Transaction) -> Iterator[Passage]:
    row = tx.connection.execute(_BODY, {"id": letter_id}).one()
    yield Passage(place="subject", label="Subject", text=row.subject)
    yield from _lines(row.body)


def _documents(tx: Transaction, case: Case) -> Iterator[Item]:
    for one in papers.documents(tx, case):
        about = f", {one.instance_name}" if one.instance_name else ""
        yield Item(
            key=f"{DOCUMENT}:{one.id}",
            kind=DOCUMENT,
            title=f"{one.title}{about} (version {one.version})",
            post="",
            name="",
            at=one.at,
            _read=partial(_sheet, one),
        )


def _sheet(document: Document, tx: Transaction) -> Iterator[Passage]:
    sheet = papers.sheet_of(tx, document)
    yield Passage(place="title", label="Title", text=sheet.title)
    yield from _blocks(sheet)


def _blocks(sheet: Sheet) -> Iterator[Passage]:
    heading = ""
    for number, block in enumerate(sheet.blocks):
        if isinstance(block, Heading):
            heading = block.text
            yield Passage(place=f"block/{number}", label="Heading", text=heading)
        else:
            for n, (label, text) in enumerate(_texts(block)):
                yield Passage(place=f"block/{number}/{n}", label=label or heading, text=text)


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the texts of a block, each with the head of its column if it is a cell."""
    match block:
        case Paragraph():
            yield from (("", words(line).strip()) for line in block.lines)
        case Listing():
            for item in block.items:
                for part in item:
                    yield from _texts(part)
        case Table():
            yield "", words(block.caption)
            if len(block.head) == FACT:
                yield "", ", ".join(cell.text for cell in block.head)
            for row in block.rows:
                yield from _cells_of(block, row)
        case Heading():
            yield "", block.text


def _cells_of(table: Table, row: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row: of two, the first heads the second; of more, each has the head of its column."""
    if len(row) == FACT and row[1].text:
        yield row[0].text, row[1].text
        return
    for n, cell in enumerate(row):
        yield (table.head[n].text if n < len(table.head) else ""), cell.text


# ---- notes ------------------------------------------------------------------------------------------------


def _notes(tx: Transaction, case: Case) -> Iterator[Item]:
    for row in tx.connection.execute(_NOTES, {"case_id": case.id}):
        title = f"Note {row.id}" + (f", which corrects note {row.corrects}" if row.corrects else "")
        yield Item(
            key=f"{NOTE}:{row.id}",
            kind=NOTE,
            title=title,
            post=row.post,
            name=row.name,
            at=row.at,
            _read=partial(_noted, row.id),
        )


def _noted(note_id: int, tx: Transaction) -> Iterator[Passage]:
    yield from _lines(tx.connection.execute(_NOTE, {"id": note_id}).scalar_one())


def _handovers(tx: Transaction, case: Case) -> Iterator[Item]:
    for row in tx.connection.execute(_HANDOVERS, {"case_id": case.id}):
        yield Item(
            key=f"{HANDOVER}:{row.seq}",
            kind=HANDOVER,
            title="Note with which a task was handed over",
            post="",
            name=row.name,
            at=row.at,
            _read=partial(_handed_over, case.id, row.seq),
        )


def _handed_over(case_id: int, seq: int, tx: Transaction) -> Iterator[Passage]:
    yield from _lines(tx.connection.execute(_HANDED_OVER, {"case_id": case_id, "seq": seq}).scalar_one())


def _lines(text: str) -> Iterator[Passage]:
    for number, line in enumerate(text.split("\n")):
        yield Passage(place=f"line/{number}", label="", text=line.strip())


# ---- files ------------------------------------------------------------------------------------------------


def _files(tx: Transaction, case: Case) -> Iterator[Item]:
    for row in tx.connection.execute(_UPLOADS, {"case_id": case.id}):
        yield File(
            key=f"{FILE}:{row.id}",
            kind=FILE,
            title=row.name,
            post="",
            name=row.uploader,
            at=row.at,
            upload_id=row.id,
            file_kind=row.kind,
            sha256=row.sha256,
            _read=partial(_cells, row.id),
        )


def _cells(upload_id: int, tx: Transaction) -> Iterator[Passage]:
    """Yield the cells of a spreadsheet that its form has read, each with the head of its column."""
    kept = tx.connection.execute(_ROWS, {"id": upload_id}).scalar_one()
    heads: Sequence[str] = ()
    for number, cells in Rows.from_json(kept or ()).rows:
        said = [_in_words(cell) for cell in cells]
        for n, text in enumerate(said):
            head = heads[n] if n < len(heads) else ""
            yield Passage(place=f"row/{number}/{n}", label=f"Row {number}{head and f', {head}'}", text=text)
        heads = heads or said


def _in_words(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, Trouble) else " ".join(in_words(cell).split())


# ---- statements, built once -------------------------------------------------------------------------------

_s, _l, _n, _h, _u = submission.c, letter.c, note.c, handover.c, upload.c
_CASE_ID = sa.bindparam("case_id", type_=_s.case_id.type)
_ID = sa.bindparam("id", type_=_l.id.type)
_SUBMISSIONS = (
    sa.select(_s.id, _s.process, _s.element, _s.instance, _s.post, _s.at, person.c.name)
    .join_from(submission, person, person.c.id == _s.person_id)
    .where(_s.case_id == _CASE_ID)
)
_LETTERS = sa.select(_l.id, _l.subject, _l.held_by, _l.at).where(_l.case_id == _CASE_ID)
_BODY = sa.select(_l.subject, _l.body).where(_l.id == _ID)
_NOTES = (
    sa.select(_n.id, _n.corrects, _n.post, _n.at, person.c.name)
    .join_from(note, person, person.c.id == _n.person_id)
    .where(_n.case_id == _CASE_ID)
)
_NOTE = sa.select(_n.text).where(_n.id == _ID)
_HANDOVERS = (
    sa.select(_h.seq, _h.at, person.c.name)
    .join_from(handover, person, person.c.id == _h.from_id)
    .where(_h.case_id == _CASE_ID, _h.note != "")
)
_HANDED_OVER = sa.select(_h.note).where(_h.case_id == _CASE_ID, _h.seq == sa.bindparam("seq", type_=_h.seq.type))
_UPLOADS = (
    sa.select(_u.id, _u.name, _u.kind, _u.sha256, _u.at, person.c.name.label("uploader"))
    .join_from(upload, person, person.c.id == _u.person_id)
    .where(_u.case_id == _CASE_ID, _u.id.not_in(sa.select(access_review.c.copy_id).where(access_review.c.copy_id > 0)))
)
"""What came with forms; not the copies that reviewers give in their place."""
_ROWS = sa.select(_u.sheet).where(_u.id == _ID)
