"""Hiding small numbers: what is told never says what a hidden number is."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cases.oversight import hiding
from engine.cases.oversight.hiding import FEWEST, hidden

NUMBERS = st.one_of(st.integers(0, 9), st.integers(0, 3))


def cells_of(rows, columns, values):
    return dict(zip(itertools.product(rows, columns), values, strict=True))


@st.composite
def tables(draw, rows=3, columns=3):
    height, width = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    names = [f"r{n}" for n in range(height)], [f"c{n}" for n in range(width)]
    return cells_of(*names, draw(st.lists(NUMBERS, min_size=height * width, max_size=height * width)))


def said(value, is_hidden):
    """What a reader is told of a number."""
    return ("few" if value < FEWEST else "more") if is_hidden else value


def sums(cells):
    rows, columns = (dict.fromkeys(names) for names in zip(*cells, strict=True))
    told = {(row, None): sum(cells[row, column] for column in columns) for row in rows}
    told |= {(None, column): sum(cells[row, column] for row in rows) for column in columns}
    return {**cells, **told, (None, None): sum(cells.values())}


def with_same_words(cells, secret):
    """Every table of which a reader would be told the same, worked out by trying; none of its numbers is far off."""
    told = {name: said(value, name in secret) for name, value in sums(cells).items()}
    free = [name for name in cells if name in secret]
    near = [range(FEWEST) if cells[name] < FEWEST else range(FEWEST, cells[name] + FEWEST) for name in free]
    for values in itertools.product(*near):
        other = {**cells, **dict(zip(free, values, strict=True))}
        if all(said(value, name in secret) == told[name] for name, value in sums(other).items()):
            yield sums(other)


class TestTables:
    @settings(max_examples=60, deadline=None)
    @given(cells=tables(rows=2, columns=3))
    def test_no_hidden_number_can_be_worked_out(self, cells):
        secret = hidden(dict(hiding.table(cells)))
        possible = {name: set() for name in secret}
        for other in with_same_words(cells, secret):
            for name in secret:
                possible[name].add(other[name])
            if all(len(values) > 1 for values in possible.values()):
                return
        assert {name: values for name, values in possible.items() if len(values) < 2} == {}, cells

    @settings(max_examples=50, deadline=None)
    @given(cells=tables(rows=5, columns=5))
    def test_every_small_number_is_hidden_and_sums_are_told_where_they_can_be(self, cells):
        secret = hidden(dict(hiding.table(cells)))
        small = {name for name, value in sums(cells).items() if 0 < value < FEWEST}
        assert small <= secret
        if not small:
            assert secret == frozenset()

    def test_one_small_number_takes_three_with_it_and_no_sum(self):
        cells = cells_of("ab", "xyz", [2, 20, 30, 40, 7, 50])
        assert hidden(dict(hiding.table(cells))) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}

    def test_what_is_large_throughout_is_told(self):
        assert hidden(dict(hiding.table(cells_of("ab", "xy", [5, 6, 0, 8])))) == frozenset()

    def test_nothing_is_told_of_nothing(self):
        assert hidden(dict(hiding.table({}))) == frozenset()


class TestTwoTables:
    @settings(max_examples=60, deadline=None)
    @given(
        things=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from("km")), max_size=22),
    )
    def test_neither_gives_away_what_the_other_hides(self, things):
        first, second = cells_of("ab", "km", [0] * 4), cells_of("xy", "km", [0] * 4)
        for one, other, column in things:
            first[one, column] += 1
            second[other, column] += 1
        secret = hidden(dict(hiding.two_tables(first, second)))
        own = {name for name in secret if name in sums(first)}, {name for name in secret if name in sums(second)}
        possible = {name: set() for name in secret}
        shared = [(None, column) for column in "km"] + [(None, None)]
        others = list(with_same_words(second, own[1]))
        by_sums = {}
        for other in others:
            by_sums.setdefault(tuple(other[name] for name in shared), []).append(other)
        for one in with_same_words(first, own[0]):
            for other in by_sums.get(tuple(one[name] for name in shared), ()):
                for name in secret:
                    possible[name].add({**other, **one}[name])
        assert {name: values for name, values in possible.items() if len(values) < 2} == {}, things


class TestParts:
    @settings(max_examples=60, deadline=None)
    @given(values=st.lists(NUMBERS, min_size=1, max_size=4))
    def test_no_part_can_be_worked_out_from_the_whole(self, values):
        cells = dict(enumerate(values))
        secret = hidden(dict(hiding.parts(cells, "whole")))
        told = {name: said(value, name in secret) for name, value in {**cells, "whole": sum(values)}.items()}
        possible = {name: set() for name in secret}
        for tried in itertools.product(range(max(values) + FEWEST + 1), repeat=len(values)):
            other = {**dict(enumerate(tried)), "whole": sum(tried)}
            if all(said(value, name in secret) == told[name] for name, value in other.items()):
                for name in secret:
                    possible[name].add(other[name])
        assert {name: found for name, found in possible.items() if len(found) < 2} == {}, values


class TestShares:
    @pytest.mark.parametrize(
        ("whole", "hidden_ones"),
        [(20, {"few", "nearly all"}), (18, {"few", "all but one"}), (3, {"none", "few", "all but one", "nearly all"})],
    )
    def test_hide_what_is_had_by_few_or_by_all_but_few(self, whole, hidden_ones):
        cells = {"none": 0, "few": 3, "all but one": whole - 1, "nearly all": whole - 4}
        if whole == 20:
            cells = {"none": 0, "few": 3, "half": 10, "nearly all": 17}
        if whole == 18:
            cells = {"none": 0, "few": 1, "half": 9, "all": 18, "all but one": 17}
        assert hiding.shares(cells, whole) == hidden_ones
