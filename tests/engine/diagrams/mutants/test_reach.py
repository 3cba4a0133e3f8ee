"""Where a change can make a difference."""

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants.reach import Reach
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import Diagram, bundle, form, letter, table
from tests.forms.diary import DIARY

DATED = {"asked": {"from": "submission"}}


@pytest.fixture(scope="module")
def reach() -> Reach:
    """Of a process that asks and calls another, which decides, hears within AB-2 and sends a letter."""
    first = Diagram().start().task("ask").call("on", "second").end().line("opened", "ask", "on", "closed")
    second = Diagram("second").start("begun").decide("choose", "way").task("hear", limit="AB-2").send("tell", "news")
    second.end("done").line("begun", "choose", "hear", "tell", "done")
    drawn = bundle(
        first,
        second,
        asked=form("ask", anchors=DATED, sure="yes_no"),
        heard=form("hear", anchors=DATED, diary={"type": "file", "label": "Diary", "reads": "diary"}),
        way=table("way", ["ask.sure"], ["go"], ["true", '"a"'], ["false", '"b"']),
        news=letter("news", 'It is {{ due["AB-1"] | day }}.'),
    )
    drawn = Bundle({**drawn.files, "forms/tables/diary.yaml": DIARY.encode()})
    return Reach(drawn, read_revision(drawn))


@pytest.fixture(scope="module")
def waiting() -> Reach:
    """Of a process that waits for a day or for a message, whichever comes first."""
    diagram = Diagram().start().node("eventBasedGateway", "either").wait("day").message("told", "hear")
    diagram.end("so", "else").line("opened", "either", "day", "so").line("either", "told", "else")
    drawn = bundle(diagram, asked=form("hear", sure="yes_no"))
    return Reach(drawn, read_revision(drawn))


class TestShows:
    @pytest.mark.parametrize(
        ("file", "element"), [("bpmn/clauses.yaml", "AB-1"), ("forms/definitions/hear.yaml", "sure")]
    )
    def test_where_what_comes_first_is_waited_for_as_soon_as_it_is(self, waiting: Reach, file: str, element: str):
        found = waiting.shows(file, element)
        assert found is not None
        assert ("review", "opened_to_either") in found

    @pytest.mark.parametrize(
        ("file", "element", "flows"),
        [
            ("bpmn/review.bpmn", "ask", {"review/opened_to_ask"}),
            ("bpmn/review.bpmn", "ask_to_on", {"review/opened_to_ask", "review/ask_to_on"}),
            ("bpmn/review.bpmn", "opened", {"review/opened_to_ask"}),
            ("bpmn/second.bpmn", "hear_late", {"second/choose_to_hear"}),
            ("bpmn/way.dmn", "rule_0", {"second/begun_to_choose"}),
            ("forms/letters/news.txt", "news", {"second/hear_to_tell"}),
            ("forms/tables/diary.yaml", "day", {"second/choose_to_hear"}),
            ("bpmn/clauses.yaml", "AB-2", {"second/choose_to_hear", "second/hear_late_to_hear_told"}),
            ("bpmn/clauses.yaml", "AB-1", {"second/hear_to_tell"}),
            ("bpmn/clauses.yaml", "AB-3", set()),
        ],
    )
    def test_behind_the_flows_that_lead_to_it(self, reach: Reach, file: str, element: str, flows: set[str]):
        found = reach.shows(file, element)
        assert found is not None
        assert set(map("/".join, found)) == flows

    def test_of_a_form_also_where_its_dates_are_recorded_otherwise(self, reach: Reach):
        found = reach.shows("forms/definitions/ask.yaml", "sure")
        assert found == {("review", "opened_to_ask"), ("second", "choose_to_hear")}

    def test_of_who_is_who_everywhere(self, reach: Reach):
        assert reach.shows("bpmn/partnership.yaml", "Clerk") is None


class TestSpoils:
    def test_of_a_diagram_all_that_goes_on_in_it(self, reach: Reach):
        assert reach.spoils("bpmn/review.bpmn", "on") == {
            ("review", flow) for flow in ("opened_to_ask", "ask_to_on", "on_to_closed")
        }

    def test_of_the_rest_what_it_shows_in(self, reach: Reach):
        for file, element in (("forms/letters/news.txt", "news"), ("bpmn/partnership.yaml", "Clerk")):
            assert reach.spoils(file, element) == reach.shows(file, element)
