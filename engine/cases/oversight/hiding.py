"""Which numbers are not told where they leave the service: small ones, and what would give them away.

A count of one to four could let somebody recognise a child. So it is hidden; and because numbers stand beside their
sums, so many others are hidden that no hidden one can be worked out: for each there is another number that fits all
that is told, including whether a hidden number is said to be fewer than five or not.

Numbers and sums form a network: each number leads from one sum to the next, and what comes in goes out. A hidden number
can be another exactly if a circle of hidden numbers leads through it, along which one more can go round, or one fewer.
"""

import heapq
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

FEWEST = 5
"""The smallest number that is told."""
_OF_SUMS, _OF_NOTHING = 10_000, 400
"""What it costs the reader to lose a sum, or that nothing is there; any other number costs about what it is."""


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number between two places where numbers add up.

    Attributes:
        of: the place from which it leads, such as a row.
        to: the place to which it leads, such as a column.
        is_sum: whether it tells the sum of others, which is hidden last.
    """

    value: int
    of: Hashable
    to: Hashable
    is_sum: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it could let somebody recognise a child."""
        return 0 < self.value < FEWEST

    def may_be(self, other: int) -> bool:
        """Tell whether, while it is hidden, it could as well be another number: whether it is small is told."""
        return other >= FEWEST if self.value >= FEWEST else 0 <= other < FEWEST

    @property
    def cost(self) -> int:
        """What hiding it costs the reader."""
        lost = min(self.value, _OF_NOTHING) or _OF_NOTHING
        return 10 + lost + (_OF_SUMS if self.is_sum else 0)


def hidden(numbers: Mapping[Hashable, Number]) -> frozenset[Hashable]:
    """Return the names of the numbers that are not told.

    Args:
        numbers: all that is told of one matter, by name. In each place that they lead through, what comes in must be
            what goes out: a table's row has its sum coming in and its cells going out, a column the other way round.
    """
    found = {name for name, number in numbers.items() if number.is_small}
    sure = set[Hashable]()
    for name in sorted(found, key=lambda each: (numbers[each].value, str(each))):
        if name in sure:
            continue
        circle = _cheapest_circle(numbers, found, name)
        if circle is None:  # there is no other way to tell the rest and not this one
            return frozenset(numbers)
        found |= circle
        sure |= circle
    return frozenset(found)


def _cheapest_circle(
    numbers: Mapping[Hashable, Number], found: set[Hashable], name: Hashable
) -> frozenset[Hashable] | None:
    """Return numbers through one of them that can all change by one together, fewest and smallest first."""
    this = numbers[name]
    steps = dict[Hashable, list[tuple[Hashable, Hashable, int]]]()
    for other, number in numbers.items():
        if other != name:
            cost = 1 if other in found else number.cost
            for start, end, changed in ((number.of, number.to, 1), (number.to, number.of, -1)):
                if number.may_be(number.value + changed):
                    steps.setdefault(start, []).append((end, other, cost))
    ends = [(this.of, this.to)] if this.may_be(this.value - 1) else []
    ends += [(this.to, this.of)] if this.may_be(this.value + 1) else []
    ways = [way for start, end in ends if (way := _cheapest_way(steps, start, end))]
    return frozenset((*min(ways, key=lambda way: way[0])[1], name)) if ways else None


def _cheapest_way(
    steps: Mapping[Hashable, list[tuple[Hashable, Hashable, int]]], start: Hashable, end: Hashable
) -> tuple[int, tuple[Hashable, ...]] | None:
    """Return what the cheapest way costs, and by which numbers it goes; each place is passed once."""
    ties = count()
    waiting: list[tuple[int, int, Hashable, tuple[Hashable, ...]]] = [(0, next(ties), start, ())]
    done = set[Hashable]()
    while waiting:
        cost, _, place, way = heapq.heappop(waiting)
        if place == end:
            return cost, way
        if place in done:
            continue
        done.add(place)
        for after, by, more in steps.get(place, ()):
            if after not in done:
                heapq.heappush(waiting, (cost + more, next(ties), after, (*way, by)))
    return None


# ---- the tables that are told -------------------------------------------------------------------------------


def table(
    cells: Mapping[tuple[Hashable, Hashable], int], *, before: Hashable = "all", after: Hashable = "all of them"
) -> Iterator[tuple[Hashable, Number]]:
    """Give the numbers of a table with the sums of its rows and columns, and the sum of all.

    Args:
        cells: the numbers, by row and column.
        before: the place from which its rows come.
        after: the place to which its columns lead; the sum of all leads back.

    Yields:
        Names and numbers: (row, column), (row, None), (None, column), (None, None).
    """
    rows, columns = (dict.fromkeys(names) for names in zip(*cells, strict=True)) if cells else ({}, {})
    for (row, column), value in cells.items():
        yield (row, column), Number(value=value, of=("row", row), to=("column", column))
    for row in rows:
        total = sum(cells[row, column] for column in columns)
        yield (row, None), Number(value=total, of=before, to=("row", row), is_sum=True)
    for column in columns:
        total = sum(cells[row, column] for row in rows)
        yield (None, column), Number(value=total, of=("column", column), to=after, is_sum=True)
    yield (None, None), Number(value=sum(cells.values()), of=after, to=before, is_sum=True)


def two_tables(
    first: Mapping[tuple[Hashable, Hashable], int], second: Mapping[tuple[Hashable, Hashable], int]
) -> Iterator[tuple[Hashable, Number]]:
    """Give the numbers of two tables that count the same things by the same columns, in different rows.

    Yields:
        Names and numbers as `table` does, those of the rows of either; columns and the sum of all once.
    """
    columns = dict.fromkeys(column for _, column in first)
    for which, (cells, outside) in enumerate(((first, "all"), (second, "all of them"))):
        for row in dict.fromkeys(row for row, _ in cells):
            inside = ("row", row)
            total = sum(cells[row, column] for column in columns)
            yield (row, None), _led(total, outside, inside, which, is_sum=True)
            for column in columns:
                yield (row, column), _led(cells[row, column], inside, ("column", column, which), which)
    for column in columns:
        total = sum(value for (_, of), value in first.items() if of == column)
        yield (None, column), Number(value=total, of=("column", column, 0), to=("column", column, 1), is_sum=True)
    yield (None, None), Number(value=sum(first.values()), of="all of them", to="all", is_sum=True)


def _led(value: int, of: Hashable, to: Hashable, which: int, *, is_sum: bool = False) -> Number:
    """Return a number of the first of two tables; of the second, where everything leads the other way round."""
    return Number(value=value, of=to if which else of, to=of if which else to, is_sum=is_sum)


def parts(cells: Mapping[Hashable, int], whole: Hashable) -> Iterator[tuple[Hashable, Number]]:
    """Give numbers that add up to one, which is told under the name `whole`."""
    for name, value in cells.items():
        yield name, Number(value=value, of="whole", to="parts")
    yield whole, Number(value=sum(cells.values()), of="parts", to="whole", is_sum=True)


def shares(cells: Mapping[Hashable, int], whole: int) -> frozenset[Hashable]:
    """Return which of several numbers are not told that each count some of the same things, such as several answers.

    Of each it can be told how many of the things it does not count; so that must not be few either.

    Args:
        cells: the numbers, by name.
        whole: how many things there are; it is told unless it is small itself, and then nothing is told.
    """
    if 0 < whole < FEWEST:
        return frozenset(cells)
    return frozenset(name for name, value in cells.items() if 0 < value < FEWEST or 0 < whole - value < FEWEST)
