"""The time line of a real case: a bar a time limit, in dates that the table says too."""

from datetime import timedelta

import pytest
from lxml import etree

from engine.cases import clocks as limits
from engine.cases import places, reading
from engine.cases.clocks import Running
from engine.diagrams import symbols
from tests.engine.cases.journey import MONDAY, TUESDAY, WEDNESDAY, referred
from web import words
from web.cases.timelines import HEAD, LABELS, ROW, WIDTH, time_line

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def journey():
    made = referred()
    yield made
    made.close()


def line_of(journey):
    person = journey.offices[0]
    with journey.seen_by(person) as (tx, case):
        trail = places.Trail(case, reading.entries(tx, case), reading.tasks(tx, case))
        return time_line(case, limits.clocks(case, trail.places()))


def drawn(line, name):
    return list(etree.fromstring(str(line.svg)).iter(f"{SVG}{name}"))


class TestTimeLine:
    def test_has_a_row_for_every_limit_that_runs_or_ran(self, journey):
        first = line_of(journey)
        journey.do(journey.open_rows()[0], TUESDAY)
        second = line_of(journey)
        assert len(second.stages) > len(first.stages)
        assert all(stage.clock.running is not Running.POSSIBLE for stage in second.stages)
        assert len(drawn(second, "rect")) > len(drawn(first, "rect"))

    def test_says_in_words_what_it_draws(self, journey):
        row = journey.open_rows()[0]
        line = line_of(journey)
        (stage,) = [s for s in line.stages if s.clock.clause == row.clause]
        assert (stage.first, stage.last, stage.due_on) == (MONDAY, None, row.due_on)
        assert stage.result == "1 working day left"
        (desc,) = drawn(line, "desc")
        assert f"{journey.element(row).name}: 1 working day left" in desc.text
        written = [text.text for text in drawn(line, "text")]
        assert f"1 working day left; due {words.plain_day(row.due_on)}" in written
        assert "Today, 30 March" in written

    @pytest.mark.parametrize(("day", "said"), [(MONDAY, "in time"), (TUESDAY, "in time, on the last day")])
    def test_tells_how_it_was_done(self, journey, day, said):
        row = journey.open_rows()[0]
        journey.do(row, day)
        line = line_of(journey)
        (stage,) = [s for s in line.stages if s.clock.clause == row.clause]
        assert (stage.last, stage.result) == (day, said)
        assert not line.has_late

    def test_writes_on_the_bar_where_no_other_room_is_left(self, journey):
        journey.go_to(WEDNESDAY + timedelta(days=5))
        (late,) = [text for text in drawn(line_of(journey), "text") if "late; due" in text.text]
        assert late.get("fill") == symbols.WHITE

    def test_draws_what_is_late_in_its_own_colour(self, journey):
        row = journey.open_rows()[0]
        journey.go_to(WEDNESDAY)
        assert line_of(journey).has_late
        assert symbols.LATE_COLOUR in {rect.get("fill") for rect in drawn(line_of(journey), "rect")}
        journey.do(row, WEDNESDAY, {"Why this is late": "The form came in the night"})
        assert line_of(journey).has_late

    def test_keeps_everything_inside_the_picture(self, journey):
        for days in (0, 1, 20, 200):
            journey.go_to(MONDAY + timedelta(days=days))
            line = line_of(journey)
            root = etree.fromstring(str(line.svg))
            assert root.get("viewBox") == f"0 0 {WIDTH} {HEAD + ROW * len(line.stages) + 8}"
            for rect in root.iter(f"{SVG}rect"):
                x, width = float(rect.get("x")), float(rect.get("width"))
                assert LABELS - 1 <= x <= x + width <= WIDTH + 1

    def test_has_no_style_that_the_browser_would_refuse(self, journey):
        assert not [e for e in etree.fromstring(str(line_of(journey).svg)).iter() if e.get("style")]
        assert not drawn(line_of(journey), "style")
