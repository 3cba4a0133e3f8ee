"""The rows of one table that a case has been sent, merged: as much of them as a person may read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases.papers import Submission, submissions
from engine.cases.reading import Case
from engine.cases.recent_merges import Merge, RecentMerges
from engine.diagrams.revision import Revision
from engine.diagrams.templates import BLANK
from engine.records.db import Transaction
from engine.records.tables import submission, upload
from engine.registers.uploads import number_of
from forms.errors import UnfitSheet
from forms.merging import Entry, Filled, merged, with_gaps
from forms.reading import time_of_day
from forms.rows import Row, read_rows
from forms.sheets import Sheet
from forms.tables import Table
from forms.uncertain_dates import When

SENDER = "sender"
"""Asks for the rows of each sender together."""
_SORTING = ("line", "choice")
_RECENT = RecentMerges()
LARGEST_ON_PAPER = 2_000_000
"""How many characters of a merged table go on paper: some seven hundred pages, which leave room for the rest."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What one sender sent last.

    Attributes:
        key: tells the senders of a case apart.
        sender: the name of the organisation.
        rows: how many rows it has.
        is_unfit: its rows do not fit the table as the case's revision has it now; nothing of it is merged.
    """

    key: str
    sender: str
    submission_id: str
    upload_id: int
    at: datetime
    rows: int
    is_unfit: bool = False


@dataclass(frozen=True, kw_only=True)
class MergedTable:
    """A merged table, and from whom it is."""

    table: Table
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]

    @property
    def orders(self) -> Mapping[str, str]:
        """The columns by which entries can be put in another order than that of time, by name: their titles."""
        return {name: column.title for name, column in self.table.columns.items() if column.type in _SORTING}

    def narrowed(self, wanted: "Narrowing") -> "MergedTable":
        """Return the entries and the order that are asked for; gaps are told anew, and in the order of time alone."""
        if wanted == Narrowing():
            return self
        kept = [entry for entry in self.entries if wanted.takes(entry, self.table)]
        if not wanted.order:
            return replace(self, entries=with_gaps(self.table, kept))
        ordered = sorted(kept, key=wanted.place)
        return replace(self, entries=tuple(replace(entry, gap=None) for entry in ordered))


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """Which entries of a merged table are asked for; what is empty does not matter.

    Attributes:
        key: of one sender.
        first: London date; what ended before it is left out.
        last: London date; what began after it is left out.
        words: that stand in the row, whatever their capitals.
        is_contradicted: only rows of which another sender says otherwise.
        order: `SENDER`, or the column by which they are put in order; by time if empty.
    """

    key: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""
    is_contradicted: bool = False
    order: str = ""

    def takes(self, entry: Entry, table: Table) -> bool:
        """Tell whether an entry is asked for."""
        return (
            self.key in ("", entry.key)
            and (not self.is_contradicted or bool(entry.contradicts))
            and _is_between(entry.values[table.order[0]], self.first, self.last)
            and (not self.words or self._stand_in(entry))
        )

    def place(self, entry: Entry) -> tuple[bool, str]:
        """Return by what an entry is put in order: rows that leave the column empty come last."""
        said = entry.sender if self.order == SENDER else str(entry.values.get(self.order, ""))
        return not said, said.casefold()

    def _stand_in(self, entry: Entry) -> bool:
        wanted = self.words.casefold()
        return any(wanted in value.casefold() for value in entry.values.values() if isinstance(value, str))


def merged_table(tx: Transaction, case: Case, table: Table) -> MergedTable:
    """Merge what was last sent by each sender whose answers this person may read, in the order of their names."""
    latest = sorted(_latest(case, submissions(tx, case), table), key=lambda found: _sender(found[0]))
    files = [(sent.instance or sent.form, _sender(sent), number, sent.at) for sent, number in latest]
    numbers = [number for _, number in latest]

    def merge() -> Merge:
        sheets = _sheets(tx, case.id, numbers)
        rows = tuple(_rows(table, sheets.get(number), clock.london_date(at)) for _, _, number, at in files)
        each = zip(files, rows, strict=True)
        filled = [Filled(key=key, sender=sender, rows=kept or ()) for (key, sender, _, _), kept in each]
        return Merge(rows=rows, entries=merged(table, filled))

    hashes = _hashes(tx, case.id, numbers)
    contents = ((key, sender, hashes.get(number), clock.london_date(at)) for key, sender, number, at in files)
    made = _RECENT.get((case.revision.digest, table.name, *contents), merge)
    sources = tuple(
        Source(
            key=key,
            sender=sender,
            submission_id=sent.id,
            upload_id=number,
            at=at,
            rows=len(rows or ()),
            is_unfit=rows is None,
        )
        for (sent, _), (key, sender, number, at), rows in zip(latest, files, made.rows, strict=True)
    )
    return MergedTable(table=table, sources=sources, entries=made.entries)


def merged_on_paper(tx: Transaction, revision: Revision, case_id: int, name: str) -> list[dict[str, Any]]:
    """Merge what was last sent of a table in a case, for a document of it: each row by column, in words.

    `sender` says whose row it is, and `notes` what there is to know of it besides: gaps, repetitions, contradictions.
    Of more than `LARGEST_ON_PAPER` the last row says how many rows are left to the case's page.
    """
    table = revision.tables[name]
    forms = [form.form for form in revision.forms.values() if any(q.reads == name for q in form.fields)]
    sent = tx.connection.execute(_SENT, {"case_id": case_id, "forms": forms})
    latest = {(row.form, row.instance): row for row in sent}
    named = {
        key: number
        for key, row in latest.items()
        for question in revision.forms[row.form].fields
        if question.reads == name and (number := _number(row.answers.get(question.name)))
    }
    sheets = _sheets(tx, case_id, list(named.values()))
    filled = []
    for key, number in named.items():
        row = latest[key]
        rows = _rows(table, sheets.get(number), clock.london_date(row.at))
        sender = revision.instance_name(row.instance) if row.instance else row.post
        filled.append(Filled(key=row.instance or row.form, sender=sender, rows=rows or ()))
    filled.sort(key=lambda one: one.sender)
    entries = merged(table, filled)
    found, room = list[dict[str, Any]](), LARGEST_ON_PAPER
    for number, entry in enumerate(entries):
        told = {
            "sender": entry.sender,
            "notes": _in_words("\n".join(entry.notes())),
            **{column: _in_words(entry.values.get(column)) for column in table.columns},
        }
        room -= sum(len(str(value)) for value in told.values())
        if room < 0:
            return [*found, _left_out(table, len(entries) - number)]
        found.append(told)
    return found


def _left_out(table: Table, rows: int) -> dict[str, Any]:
    """Return the row that says how many others there are, where every template shows something: when, and the notes."""
    where = "They are read on the case's page, and saved from there as a spreadsheet."
    blank = dict.fromkeys(("sender", *table.columns), BLANK)
    return {**blank, table.order[0]: f"{rows:,} more rows are left out", "notes": where}


_SENT = (
    sa.select(submission.c.form, submission.c.instance, submission.c.answers, submission.c.post, submission.c.at)
    .where(
        submission.c.case_id == sa.bindparam("case_id", type_=submission.c.case_id.type),
        submission.c.form.in_(sa.bindparam("forms", expanding=True, type_=submission.c.form.type)),
    )
    .order_by(submission.c.at)
)


def _number(uploads: Any) -> int | None:
    return number_of(uploads[-1]) if uploads else None


def _in_words(value: Any) -> Any:
    """Return a cell as a document says it: a date with how certain it is, a time of day, nothing where it is empty."""
    match value:
        case When():
            return value.said()
        case time():
            return time_of_day(value)
        case None | "":
            return BLANK
        case _:
            return value


def _latest(case: Case, sent: Sequence[Submission], table: Table) -> Iterator[tuple[Submission, int]]:
    """Yield for each sender the last submission with the table, and the number of its file.

    Who sends a form again without the table takes the earlier one back.
    """
    questions = {
        form.form: [question.name for question in form.fields if question.reads == table.name]
        for form in case.revision.forms.values()
    }
    last = {(each.form, each.instance): each for each in sent if questions.get(each.form)}
    found = dict[str, tuple[Submission, int]]()
    for each in sorted(last.values(), key=lambda submission: submission.at):
        named = [name for question in questions[each.form] for name in each.answers.get(question, ())]
        number = number_of(named[-1]) if named else None
        if number is not None:
            found[each.instance or each.form] = each, number
    yield from found.values()


def _sender(sent: Submission) -> str:
    return sent.instance_name or sent.holder.name


def _sheets(tx: Transaction, case_id: int, numbers: Sequence[int]) -> dict[int, Sheet]:
    columns = (upload.c.id, upload.c.sheet)
    query = sa.select(*columns).where(
        upload.c.id.in_(numbers), upload.c.case_id == case_id, upload.c.sheet.is_not(sa.null())
    )
    return {row.id: Sheet.from_json(row.sheet) for row in tx.connection.execute(query)} if numbers else {}


def _hashes(tx: Transaction, case_id: int, numbers: Sequence[int]) -> dict[int, str]:
    columns = (upload.c.id, upload.c.sha256)
    query = sa.select(*columns).where(upload.c.id.in_(numbers), upload.c.case_id == case_id)
    return {row.id: row.sha256 for row in tx.connection.execute(query)} if numbers else {}


def _rows(table: Table, sheet: Sheet | None, sent_on: date) -> tuple[Row, ...] | None:
    try:
        return None if sheet is None else read_rows(table, sheet, sent_on)
    except UnfitSheet:
        return None


def _is_between(when: When, first: date | None, last: date | None) -> bool:
    return (first is None or when.latest >= first) and (last is None or when.on <= last)
