"""Several senders' rows of one table as one list: in order, with what they contradict, repeat and leave open."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import merge
from typing import Any

from forms.rows import Row, alike, order_keys
from forms.tables import Conflict, Table

MOST_COMPARED = 5
"""Rows of one sender, alike in the columns of a rule, that are compared with a row of another: a list of thousands
of such rows must not keep everybody else waiting."""


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


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Another sender says otherwise: who, in which row of theirs, and in which columns."""

    sender: str
    number: int
    columns: tuple[str, ...]


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


@dataclass
class _Found:
    """Which rows of other senders say the same, or say otherwise."""

    table: Table
    sources: Sequence[Filled]
    _by_said: dict[tuple[str, ...], dict[tuple[Any, ...], list[Place]]] = field(default_factory=dict)

    def row(self, place: Place) -> Row:
        return self.sources[place.source].rows[place.index]

    def also(self, place: Place) -> Iterator[tuple[str, int]]:
        """Tell who else has the same event."""
        for other in self._others(place, self.table.same_event):
            yield self.sources[other.source].sender, self.row(other).number

    def contradictions(self, place: Place) -> Iterator[Contradiction]:
        """Tell who else says otherwise, and in which columns."""
        differing = defaultdict[Place, list[str]](list)
        for rule in self.table.conflicts:
            for other in self._others(place, rule.alike):
                differing[other] += self._differing(rule, place, other)
        for other, names in differing.items():
            if names:
                columns = tuple(self.table.columns[name].title for name in dict.fromkeys(names))
                yield Contradiction(
                    sender=self.sources[other.source].sender, number=self.row(other).number, columns=columns
                )

    def _differing(self, rule: Conflict, place: Place, other: Place) -> Iterator[str]:
        for name in rule.differ:
            ours, theirs = alike(self.row(place), (name,)), alike(self.row(other), (name,))
            if ours and theirs and ours != theirs:
                yield name

    def _others(self, place: Place, names: tuple[str, ...]) -> Iterator[Place]:
        said = alike(self.row(place), names) if names else None
        for other in self._places(names).get(said, ()) if said else ():
            if other.source != place.source:
                yield other

    def _places(self, names: tuple[str, ...]) -> Mapping[tuple[Any, ...], list[Place]]:
        """Return where each thing is said that can be said in some columns; worked out once."""
        if names not in self._by_said:
            found = defaultdict[tuple[Any, ...], list[Place]](list)
            for number, source in enumerate(self.sources):
                times = Counter[tuple[Any, ...]]()
                for index, row in enumerate(source.rows):
                    said = alike(row, names)
                    if said is not None and times[said] < MOST_COMPARED:
                        times[said] += 1
                        found[said].append(Place(number, index))
            self._by_said[names] = found
        return self._by_said[names]
