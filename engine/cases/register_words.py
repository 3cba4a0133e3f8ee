"""What stands in an entry of a register, in words: by the columns of the revision of its case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.calendar.time_limits import Limit
from engine.diagrams.register_columns import as_form
from engine.diagrams.registers import Column, Register
from engine.diagrams.revision import Revision
from engine.errors import DateOutOfReach
from engine.records.db import Transaction
from engine.records.tables import upload
from engine.registers.uploads import number_of
from forms.kinds import Upload
from forms.reading import shown


@dataclass(frozen=True, kw_only=True)
class HeldAgainst:
    """A date held against a time limit: both London dates, and the working days from the limit's start to it.

    Attributes:
        clause: whose limit it is.
        limit: the one that is worked to; none while nothing is known that it counts from.
        done_on: none while it is not done.
        working_days: from the start of the limit until it was done, or today.
        is_late: it was done after the day, or is not done and the day has passed.
        late_days: the working days after the day.
    """

    clause: str
    limit: Limit | None
    due_on: date | None
    done_on: date | None
    working_days: int
    is_late: bool
    late_days: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in one column of an entry.

    Attributes:
        lines: in words.
        on: the London date, if it is one.
        files: the files that it names, by their ids.
        is_short: it is a word or a line, not a text.
        held: the time limit that the date is held against, if it is.
    """

    column: Column
    lines: tuple[str, ...] = ()
    on: date | None = None
    files: Mapping[str, Upload] | None = None
    is_short: bool = False
    held: HeldAgainst | None = None

    @property
    def said(self) -> str:
        """All of it in words."""
        return "\n".join(self.lines)


class Words:
    """Says the entries of one register of one revision."""

    def __init__(self, revision: Revision, register: Register) -> None:
        self.revision, self.register = revision, register
        self._form = as_form(revision, register)
        self._questions = {question.name: question for question in self._form.fields}

    def cells(self, answers: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Cell]:
        """Return what stands in each column in which something stands."""
        plain = {name: value for name, value in answers.items() if not isinstance(value, dict)}
        parts = shown(self._form, plain, self.revision.choices, uploads=files.get)
        said = {row.path: row.lines for part in parts for row in part.rows}
        found = dict[str, Cell]()
        for name, column in self.register.columns.items():
            value = answers.get(name)
            if isinstance(value, dict):
                held = self._held(column.limit, value)
                found[name] = Cell(column=column, on=held.done_on, held=held)
            elif name in said:
                found[name] = self._cell(column, value, said[name], files)
            elif column.otherwise:
                found[name] = Cell(column=column, lines=(column.otherwise,))
        return found

    def _cell(self, column: Column, value: Any, lines: tuple[str, ...], files: Mapping[str, Upload]) -> Cell:
        kind = self._questions[column.name].type
        named = {key: files[key] for key in value if key in files} if kind == "file" else None
        on = date.fromisoformat(value[:10]) if kind in ("date", "date_time") else None
        return Cell(column=column, lines=lines, on=on, files=named, is_short=kind != "text")

    def _held(self, clause: str, kept: Mapping[str, Any]) -> HeldAgainst:
        done_on = date.fromisoformat(kept["done"][:10]) if kept["done"] else None
        anchors = {name: date.fromisoformat(on) for name, on in kept["from"].items()}
        until, calendar = done_on or clock.today(), self.revision.partnership.calendar
        try:
            due = self.revision.due(clause, anchors)
            first = due.reckoned[0] if due.reckoned else None
            due_on = due.on
            taken = calendar.between(first.start, until) if first else 0
            late_days = calendar.between(due_on, until) if due_on and until > due_on else 0
        except DateOutOfReach:
            first, due_on, taken, late_days = None, None, 0, 0
        return HeldAgainst(
            clause=clause,
            limit=first.limit if first else None,
            due_on=due_on,
            done_on=done_on,
            working_days=taken,
            is_late=due_on is not None and until > due_on,
            late_days=late_days,
        )

    def ids(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the ids of the files that an entry names."""
        named = (answers.get(name, ()) for name, question in self._questions.items() if question.type == "file")
        return [key for keys in named for key in keys]

    @staticmethod
    def files(tx: Transaction, entries: Sequence[tuple["Words", Mapping[str, Any]]]) -> Mapping[str, Upload]:
        """Return the files that entries name, by their ids, in one statement; none if they name none."""
        numbers = sorted({n for words, answers in entries for key in words.ids(answers) if (n := number_of(key))})
        if not numbers:
            return {}
        rows = tx.connection.execute(_FILES, {"numbers": numbers})
        return {str(row.id): Upload(name=row.name, kind=row.kind) for row in rows}


_FILES = sa.select(upload.c.id, upload.c.name, upload.c.kind).where(
    upload.c.id.in_(sa.bindparam("numbers", expanding=True, type_=upload.c.id.type))
)
