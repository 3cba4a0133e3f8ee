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


class TestReach:
    @pytest.mark.parametrize(
        ("file", "element", "processes"),
        [
            ("bpmn/review.bpmn", "ask", {"review"}),
            ("bpmn/second.bpmn", "hear", {"second"}),
            ("bpmn/way.dmn", "rule_0", {"second"}),
            ("forms/letters/news.txt", "news", {"second"}),
            ("forms/tables/diary.yaml", "day", {"second"}),
            ("bpmn/clauses.yaml", "AB-2", {"second"}),
            ("bpmn/clauses.yaml", "AB-1", {"second"}),
            ("bpmn/clauses.yaml", "AB-3", set()),
        ],
    )
    def test_is_the_processes_that_use_what_is_changed(
        self, reach: Reach, file: str, element: str, processes: set[str]
    ):
        assert reach.of(file, element) == processes

    def test_of_a_form_is_also_where_its_dates_are_recorded_otherwise(self, reach: Reach):
        assert reach.of("forms/definitions/ask.yaml", "sure") == {"review", "second"}

    def test_of_who_is_who_is_everywhere(self, reach: Reach):
        assert reach.of("bpmn/partnership.yaml", "Clerk") is None
