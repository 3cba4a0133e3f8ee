"""A register as people read it: a page of it, how much is in each state, all of it to take away.

Who sees a case from inside the partnership reads its entries; whoever else, the entries that are their own, and of
these the columns that the register gives to who an entry belongs to. An entry is said in words by the revision of its
case; which columns there are, the revision in force says.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person, person_in
from engine.cases import reads, seeing
from engine.cases.register_words import Cell, Words
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown, TimeLeft
from engine.cases.work import CAP
from engine.diagrams.register_columns import question_of
from engine.diagrams.registers import Register, State
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import register_entry, safeguarding_case
from forms.kinds import labels_of

PAGE = 50
MOST_AT_ONCE = 10_000
"""So many entries are given away in one file."""
OPEN, CLOSED = "open", "closed"


class NoRegister(EngineError):
    """There is no such register, or none of it is this person's to read: nobody is told which."""

    def __init__(self) -> None:
        super().__init__("There is no such register, or you may not see it")


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """Which entries are asked for; what is empty does not matter.

    Attributes:
        state: the key of a state; its namesakes count as it does.
        organisation: the key of an organisation that entries name.
        is_late: only what should have been done by now.
        words: that stand in the theme.
        case: `open` or `closed`.
        year: in which entries are dated.
    """

    state: str = ""
    organisation: str = ""
    is_late: bool = False
    words: str = ""
    case: str = ""
    year: int = 0

    def is_unindexed(self, register: Register) -> bool:
        """Whether entries of a register must be read to tell whether they are asked for."""
        return bool(self.words or self.case or (self.year and register.due))


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page begins: after the entry of that place, case and key."""

    place: int
    case_id: int
    key: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in a list.

    Attributes:
        initials: of the child; empty for who is outside the partnership.
        cells: what stands in the columns that the reader may read, by column.
        left: until the day by which it is to be done; none if nothing is to be done any more, or there is no such day.
    """

    key: str
    reference: str
    is_case_open: bool
    initials: str
    born_on: date | None
    state: State
    cells: Mapping[str, Cell]
    left: TimeLeft | None

    @property
    def is_late(self) -> bool:
        """Whether it should have been done by now."""
        return self.left is not None and self.left.is_late


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A page of a register; `more` if there is another page."""

    items: tuple[Line, ...]
    more: After | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many entries are in a state, read up to `CAP`."""

    state: State
    number: int


_e, _c = register_entry.c, safeguarding_case.c
_COLUMNS = (
    *(_e.case_id, _e.key, _e.place, _e.state, _e.waits, _e.due_on, _e.answers),
    *(_c.reference, _c.status, _c.initials, _c.born_on, _c.revision_id),
    seeing.seen_inside(_e.case_id, row_by_row=True).label("is_inside"),
)
_JOINED = sa.join(register_entry, safeguarding_case, _c.id == _e.case_id)
_READABLE = seeing.readable(_e.case_id, _e.held_by)
_OF_FEW = sa.and_(seeing.seen(_e.case_id, of_few=True), _READABLE)


def registers_for(tx: Transaction, revisions: Revisions, me: Person) -> tuple[Register, ...]:
    """Return the registers that a person may open."""
    viewer, current = Viewer.of(tx, revisions, me), revisions.current(tx)
    return tuple(register for register in current.registers.values() if _may_open(viewer, register))


def _may_open(viewer: Viewer, register: Register) -> bool:
    """Tell whether entries of a register could be a viewer's to read."""
    roles = {key.partition("|")[0] for key in viewer.keys}
    return _is_inside(viewer) or (register.owner is not None and register.owner.role in roles)


def _is_inside(viewer: Viewer) -> bool:
    """Tell whether a viewer has a part in the partnership by a post; a form may give one to anybody by name."""
    return any(person_in(key) is None for key in viewer.inside)


class RegisterList:
    """One register, read by one person in one transaction.

    Attributes:
        register: as the revision in force has it.
        is_inside: whether the person has a post in the partnership; who has none reads mostly what is their own.

    Raises:
        NoRegister: there is none of that name for this person.
    """

    def __init__(self, tx: Transaction, revisions: Revisions, me: Person, name: str) -> None:
        self._tx, self._revisions, self._viewer = tx, revisions, Viewer.of(tx, revisions, me)
        self._current = revisions.current(tx)
        found = self._current.registers.get(name)
        if found is None or not _may_open(self._viewer, found):
            raise NoRegister
        self.register, self.is_inside = found, _is_inside(self._viewer)
        self._may_read = _READABLE if self._viewer.sees_many(tx) else _OF_FEW
        self._words = dict[str, Words | None]()
        self._countdowns = dict[str, Countdown]()

    @property
    def columns(self) -> Mapping[str, str]:
        """The titles of the columns of which this person may read something, by column."""
        return {name: column.title for name, column in self.register.columns.items() if self.is_inside or column.owner}

    @property
    def states(self) -> tuple[State, ...]:
        """The states, each title once."""
        found = dict[str, State]()
        for state in self.register.states.values():
            found.setdefault(state.title, state)
        return tuple(found.values())

    def organisations(self) -> Mapping[str, str]:
        """Return the organisations by which entries can be looked for, by key."""
        if not self.register.agency:
            return {}
        question = question_of(self._current, self.register, self.register.columns[self.register.agency])
        return labels_of(question, self._current.choices) if question else {}

    def page(self, wanted: Narrowing, after: After | None = None) -> Lines:
        """Return a page of the entries that are asked for."""
        found = self._lines(wanted, PAGE + 1, after)
        self._note(found[:PAGE])
        last = found[PAGE - 1] if len(found) > PAGE else None
        more = After(place=last[0].place, case_id=last[0].case_id, key=last[0].key) if last else None
        return Lines(items=tuple(line for _, line in found[:PAGE]), more=more)

    def everything(self, wanted: Narrowing) -> Iterator[Line]:
        """Yield the entries that are asked for, `MOST_AT_ONCE` at most."""
        found = self._lines(wanted, MOST_AT_ONCE, None)
        self._note(found)
        yield from (line for _, line in found)

    def counts(self, wanted: Narrowing) -> tuple[Counted, ...]:
        """Count the entries in each state, whichever state is asked for, in one statement.

        What no index finds is looked for once, and not once for each state.
        """
        if wanted.is_unindexed(self.register):
            return self._counted_at_once(wanted)
        numbers = [self._counted(self._where(wanted, state=state)) for state in self.states]
        row = self._tx.connection.execute(sa.select(*numbers), self._viewer.values).one()
        return tuple(Counted(state=state, number=number) for state, number in zip(self.states, row, strict=True))

    def _counted_at_once(self, wanted: Narrowing) -> tuple[Counted, ...]:
        query = sa.select(_e.state, sa.func.count()).select_from(_JOINED).where(*self._where(wanted, state=None))
        numbers = Counter[str]()
        for name, number in self._tx.connection.execute(query.group_by(_e.state), self._viewer.values):
            state = self.register.states.get(name)
            numbers[state.title if state else ""] += number
        return tuple(Counted(state=state, number=min(numbers[state.title], CAP)) for state in self.states)

    def late(self, wanted: Narrowing) -> int:
        """Count what should have been done by now, up to `CAP`."""
        late = (*self._where(wanted, state=None), *self._is_late())
        return self._tx.connection.execute(sa.select(self._counted(late)), self._viewer.values).scalar_one()

    def _note(self, shown: Sequence[tuple[Any, Line]]) -> None:
        reads.note(self._viewer.person.id, *(row.case_id for row, _ in shown))

    def _counted(self, where: Sequence[sa.ColumnElement[bool]]) -> sa.ScalarSelect[int]:
        found = sa.select(_e.key).select_from(_JOINED).where(*where).limit(CAP).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    def _lines(self, wanted: Narrowing, most: int, after: After | None) -> list[tuple[Any, Line]]:
        state = self.register.states.get(wanted.state)
        query = sa.select(*_COLUMNS).select_from(_JOINED).where(*self._where(wanted, state=state))
        if wanted.is_late:
            query = query.where(*self._is_late())
        if after:
            here = sa.tuple_(sa.literal(after.place), sa.literal(after.case_id), sa.literal(after.key))
            query = query.where(sa.tuple_(_e.place, _e.case_id, _e.key) > here)
        query = query.order_by(_e.place, _e.case_id, _e.key).limit(most)
        rows = self._tx.connection.execute(query, self._viewer.values).all()
        files = self._files(rows)
        return [(row, self._line(row, files)) for row in rows]

    def _where(self, wanted: Narrowing, *, state: State | None) -> tuple[sa.ColumnElement[bool], ...]:
        found = [_e.register == self.register.name, self._may_read]
        if state:
            named = [name for name, other in self.register.states.items() if other.title == state.title]
            found.append(_e.state.in_(named))
        if wanted.organisation:
            found.append(_e.organisation == wanted.organisation)
        if wanted.words:
            found.append(_e.theme.contains(wanted.words.lower(), autoescape=True))
        if wanted.case:
            found.append(_e.case_id.in_(sa.select(_c.id).where(_c.status == wanted.case).correlate(None)))
        if wanted.year:
            found.append(self._is_of(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
        return tuple(found)

    def _is_of(self, first: date, last: date) -> sa.ColumnElement[bool]:
        """Return what is dated between two days; where nothing has to be done, an entry's place is its day."""
        if self.register.due:
            return _e.dated_on.between(first, last)
        return _e.place.between(-last.toordinal(), -first.toordinal())

    def _is_late(self) -> tuple[sa.ColumnElement[bool], ...]:
        """Return what is late; what waits has its place by its day, so that the index begins with all of it."""
        today = clock.today()
        return _e.place < today.toordinal(), _e.waits.is_(True), _e.due_on < today, _c.status == OPEN

    def _files(self, rows: Sequence[Any]) -> Mapping[str, Any]:
        words = [self._words_of(row.revision_id) for row in rows]
        return Words.files(self._tx, [(w, row.answers) for w, row in zip(words, rows, strict=True) if w])

    def _line(self, row: Any, files: Mapping[str, Any]) -> Line:
        words = self._words_of(row.revision_id)
        register = words.register if words else self.register
        cells = words.cells(row.answers, files) if words else {}
        state = register.states.get(row.state) or State(name=row.state, title=row.state)
        is_dated = row.waits and row.due_on != clock.NO_DATE and row.status == OPEN
        return Line(
            key=row.key,
            reference=row.reference,
            is_case_open=row.status == OPEN,
            initials=row.initials if row.is_inside else "",
            born_on=row.born_on if row.is_inside else None,
            state=state,
            cells={name: cell for name, cell in cells.items() if row.is_inside or cell.column.owner},
            left=self._countdown(row.revision_id).until(row.due_on) if is_dated else None,
        )

    def _words_of(self, revision_id: str) -> Words | None:
        """Return what says the entries of a revision's cases; none if that revision has no such register any more."""
        if revision_id not in self._words:
            revision = self._revisions.get(self._tx, revision_id)
            register = revision.registers.get(self.register.name)
            self._words[revision_id] = Words(revision, register) if register else None
        return self._words[revision_id]

    def _countdown(self, revision_id: str) -> Countdown:
        if revision_id not in self._countdowns:
            calendar = self._revisions.get(self._tx, revision_id).partnership.calendar
            self._countdowns[revision_id] = Countdown(calendar)
        return self._countdowns[revision_id]
