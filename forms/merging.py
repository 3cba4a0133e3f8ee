"""Several senders' rows of one table as one list: in order, with what they contradict, repeat and leave open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from forms.rows import Row, alike, comparable, order_keys
from forms.tables import Conflict, Table
from forms.uncertain_dates import When

MOST_OTHERS = 20
"""Rows of others with which one is compared: of more, who sent thousands alike would keep everybody waiting."""
MOST_OF_ONE = 3
"""Of these, rows of one sender."""

MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What one sender sent.

    Attributes:
        key: the sender's key, such as an agency's.
        sender: its name.
        rows: in order, as `forms.rows.read_rows` returns them.
    """

    key: str
    sender: str
    rows: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Days without a row: the first, the last, and how many they are."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    def said(self) -> str:
        """Say it in words."""
        first, last = (When(on=day).typed() for day in (self.first, self.last))
        return f"Nothing is recorded for {self.days} days, from {first} to {last}"


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Another sender says otherwise: who, in which row of theirs, and in which columns."""

    sender: str
    number: int
    columns: tuple[str, ...]

    def said(self) -> str:
        """Say it in words."""
        return f"{self.sender}, row {self.number}, says otherwise: {', '.join(self.columns)}"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row in the merged list.

    Attributes:
        also: which other senders tell the same event: name, and the number of their row.
        contradicts: what others say otherwise.
        gap: the days without any row before this one.
    """

    key: str
    sender: str
    row: Row
    also: tuple[tuple[str, int], ...] = ()
    contradicts: tuple[Contradiction, ...] = ()
    gap: Gap | None = None

    @property
    def values(self) -> Mapping[str, Any]:
        """The row's values by column."""
        return self.row.values

    def also_said(self) -> str:
        """Say in words who else tells the same event; nothing if nobody does."""
        named = [f"{sender}, row {number}" for sender, number in self.also[:MOST_NAMED]]
        more = len(self.also) - MOST_NAMED
        return f"Also told by {'; '.join(named)}{f'; and {more} more' if more > 0 else ''}" if named else ""

    def notes(self) -> list[str]:
        """Say in words what there is to know of it besides the row."""
        said = [self.gap.said() if self.gap else "", self.also_said(), *(c.said() for c in self.contradicts)]
        return [each for each in said if each]


@dataclass(frozen=True)
class Place:
    """One row of one sender: by which the others find it."""

    source: int
    index: int


def merged(table: Table, sources: Sequence[Filled]) -> tuple[Entry, ...]:
    """Merge what several sent into one list.

    Every row is there once. The rows of one sender keep their order; rows that stand at the same place come in the
    order of the senders.
    """
    lines = [
        [(key, Place(number, index)) for index, key in enumerate(order_keys(table, source.rows))]
        for number, source in enumerate(sources)
    ]
    places = [place for _, place in merge(*lines, key=lambda line: line[0])]
    found = _Found(table, sources)
    entries = [
        Entry(
            key=sources[place.source].key,
            sender=sources[place.source].sender,
            row=found.row(place),
            also=tuple(found.also(place)),
            contradicts=tuple(found.contradictions(place)),
        )
        for place in places
    ]
    return with_gaps(table, entries)


def with_gaps(table: Table, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries, all or a choice of them, each with the gap between it and those before."""
    if not table.gap_days:
        return tuple(entries)
    return tuple(replace(entry, gap=gap) for entry, gap in zip(entries, _gaps(table, entries), strict=True))


def _gaps(table: Table, entries: Sequence[Entry]) -> Iterator[Gap | None]:
    covered: date | None = None
    for entry in entries:
        starts = entry.values.get(table.starts[0])
        if starts is None:
            yield None
            continue
        first, last = starts.on, starts.latest
        if table.ends and (ends := entry.values.get(table.ends[0])) is not None:
            last = max(last, ends.latest)
        is_gap = covered is not None and (first - covered).days - 1 > table.gap_days
        yield Gap(first=covered + timedelta(days=1), last=first - timedelta(days=1)) if covered and is_gap else None
        covered = last if covered is None else max(covered, last)


class _Found:
    """Which rows of other senders say the same, or say otherwise."""

    def __init__(self, table: Table, sources: Sequence[Filled]) -> None:
        self._table, self._sources = table, sources
        rules = [table.same_event, *(rule.alike for rule in table.conflicts)]
        self._places = {names: self._by_said(names) for names in rules}

    def row(self, place: Place) -> Row:
        return self._sources[place.source].rows[place.index]

    def also(self, place: Place) -> Iterator[tuple[str, int]]:
        """Tell who else has the same event."""
        for other in self._others(place, self._table.same_event):
            yield self._sources[other.source].sender, self.row(other).number

    def contradictions(self, place: Place) -> Iterator[Contradiction]:
        """Tell who else says otherwise, and in which columns."""
        differing = defaultdict[Place, list[str]](list)
        for rule in self._table.conflicts:
            for other in self._others(place, rule.alike):
                differing[other] += self._differing(rule, place, other)
        for other, names in differing.items():
            if names:
                columns = tuple(self._table.columns[name].title for name in dict.fromkeys(names))
                sender = self._sources[other.source].sender
                yield Contradiction(sender=sender, number=self.row(other).number, columns=columns)

    def _differing(self, rule: Conflict, place: Place, other: Place) -> Iterator[str]:
        ours, theirs = self.row(place).values, self.row(other).values
        for name in rule.differ:
            if name in ours and name in theirs and comparable(ours[name]) != comparable(theirs[name]):
                yield name

    def _others(self, place: Place, names: tuple[str, ...]) -> Iterator[Place]:
        """Yield the rows of other senders that say the same in some columns, `MOST_OTHERS` at most."""
        said = alike(self.row(place), names) if names else None
        if said is None:
            return
        for source, others in islice(self._places[names][said].items(), MOST_OTHERS + 1):
            if source != place.source:
                yield from others

    def _by_said(self, names: tuple[str, ...]) -> Mapping[tuple[Any, ...], Mapping[int, list[Place]]]:
        """Return where each thing is said that can be said in some columns, by its sender; of one sender, a few."""
        found = defaultdict[tuple[Any, ...], dict[int, list[Place]]](dict)
        for number, source in enumerate(self._sources) if names else ():
            for index, row in enumerate(source.rows):
                said = alike(row, names)
                if said is not None and len(alone := found[said].setdefault(number, [])) < MOST_OF_ONE:
                    alone.append(Place(number, index))
        return found
