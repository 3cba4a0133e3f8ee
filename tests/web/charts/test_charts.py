"""Charts: what is drawn is what there is, and what is not told is not drawn either."""

import pytest
from lxml import etree

from web.charts import bars, columns, matrix, spans, squares
from web.charts.drawing import GOOD, WIDTH, lines_of, step_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg):
    """The picture as XML: each of its shapes, by name."""
    return etree.fromstring(str(svg))


def good_ones(root):
    return [shape for shape in root if shape.get("fill") == GOOD and shape.tag in (f"{SVG}rect", f"{SVG}circle")]


def bad_ones(root):
    return [shape for shape in root if str(shape.get("fill")).startswith("url(#")]


def words(root):
    return [shape.text for shape in root.iter(f"{SVG}text")]


def squares_of(*numbers, told="told"):
    rows = [squares.Row(key=f"K-{n}", label="What", kept=k, missed=m, told=told) for n, (k, m) in enumerate(numbers)]
    return rows, drawn(squares.squares("c", rows, title="T", desc="D"))


class TestSquares:
    def test_are_one_for_each_thing(self):
        _, root = squares_of((5, 2), (0, 1))
        assert (len(good_ones(root)), len(bad_ones(root))) == (5, 3)
        assert root.get("role") == "img"

    def test_stand_for_several_where_there_are_many(self):
        rows, root = squares_of((1000, 20))
        assert squares.worth(rows) == 10
        assert (len(good_ones(root)), len(bad_ones(root))) == (100, 2)

    def test_are_none_for_a_number_that_is_not_told(self):
        _, root = squares_of((None, None))
        assert (good_ones(root), bad_ones(root)) == ([], [])
        assert [shape for shape in root if shape.get("stroke-dasharray")]

    def test_are_nothing_of_nothing(self):
        _, root = squares_of()
        assert good_ones(root) == []


class TestColumns:
    def test_are_as_high_as_their_numbers(self):
        found = [
            columns.Column(label="Jan", year="2026", kept=8, missed=0),
            columns.Column(label="Feb", year="", kept=4, missed=2),
            columns.Column(label="Mar", year="", kept=None, missed=None),
        ]
        root = drawn(columns.columns("c", found, title="T", desc="D"))
        first, second = (float(shape.get("height")) for shape in good_ones(root))
        assert first == pytest.approx(2 * second)
        (missed,) = bad_ones(root)
        assert float(missed.get("height")) == pytest.approx(second / 2, abs=2)
        assert {"Jan", "Feb", "Mar", "2026", "2"} <= set(words(root))

    def test_of_a_month_without_anything_are_empty(self):
        root = drawn(
            columns.columns("c", [columns.Column(label="Jan", year="", kept=0, missed=0)], title="T", desc="D")
        )
        assert good_ones(root) == bad_ones(root) == []


class TestMatrix:
    def test_has_a_mark_for_each_case_and_another_shape_for_what_is_late(self):
        places = [matrix.Place(in_time=2, late=1), matrix.Place(in_time=0, late=0)]
        root = drawn(matrix.matrix("m", ["0 to 5", "6 to 9"], [("Referral", places)], title="T", desc="D"))
        assert len(good_ones(root)) == 2
        assert len([shape for shape in root if str(shape.get("d", "")).endswith("z")]) == 1

    def test_writes_numbers_that_are_too_many_to_count(self):
        root = drawn(matrix.matrix("m", ["0"], [("A", [matrix.Place(in_time=1200, late=30)])], title="T", desc="D"))
        assert {"1,200", "30"} <= set(words(root))
        assert len(good_ones(root)) == 1

    def test_draws_no_case_of_a_number_that_is_not_told(self):
        root = drawn(matrix.matrix("m", ["0"], [("A", [matrix.Place(in_time=None, late=None)])], title="T", desc="D"))
        assert good_ones(root) == []


class TestSpans:
    def test_lie_left_of_the_date_if_they_are_before_it(self):
        rows = [spans.Row(label="A", span=(-5, -2, 0), told="1 of 1"), spans.Row(label="B", span=None, told="none")]
        root = drawn(spans.spans("s", rows, title="T", desc="D"))
        (dot,) = good_ones(root)
        due = next(shape for shape in root.iter(f"{SVG}text") if shape.text == "due")
        assert float(dot.get("cx")) < float(due.get("x"))

    def test_stay_inside_the_picture_however_late_an_answer_is(self):
        root = drawn(spans.spans("s", [spans.Row(label="A", span=(-900, 0, 900), told="")], title="T", desc="D"))
        assert all(0 <= float(shape.get("x", 0)) <= WIDTH for shape in root)


class TestBars:
    def test_are_as_long_as_their_share(self):
        rows = [bars.Row(label="A", cases=5, of=10, told=""), bars.Row(label="B", cases=None, of=10, told="")]
        root = drawn(bars.bars("b", rows, title="T", desc="D"))
        (bar,) = good_ones(root)
        frame = next(shape for shape in root if shape.get("fill") == "#fff")
        assert float(bar.get("width")) == pytest.approx(float(frame.get("width")) / 2)


class TestWords:
    def test_are_escaped(self):
        rows = [bars.Row(label="<b>&", cases=1, of=1, told="<i>")]
        root = drawn(bars.bars("b", rows, title="<script>", desc="&"))
        assert {"<b>&", "<i>"} <= set(words(root))

    def test_are_broken_into_two_lines_and_no_more(self):
        assert lines_of("one two three four five six", 9) == ["one two", "three …"]
        assert lines_of("short", 9) == ["short"]

    @pytest.mark.parametrize(("most", "steps", "step"), [(3, 4, 1), (9, 4, 5), (180, 90, 2), (181, 90, 5), (0, 4, 1)])
    def test_scales_go_in_round_steps(self, most, steps, step):
        assert step_of(most, steps) == step
