"""By which names people speak of what a change is about."""

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants.names import names_of
from engine.diagrams.mutants.reach import Reach
from engine.diagrams.revision import Revision, read_revision
from tests.engine.diagrams.builder import Diagram, bundle, form, letter

WAY = {"type": "choice", "label": "Which way?", "choices": {"north": {"label": "Up"}, "south": {"label": "Down"}}}
GROUP = {"type": "group", "label": "Who came?", "item": "Guest", "fields": {"name": {"type": "line", "label": "Name"}}}


@pytest.fixture(scope="module")
def known() -> tuple[Revision, Reach]:
    """Of a process that asks within a time limit and sends a letter about what it was told."""
    diagram = Diagram().start().task("ask", limit="AB-2").send("tell", "good_news").end()
    drawn = bundle(
        diagram.line("opened", "ask", "tell", "closed"),
        asked=form("ask", sure="yes_no", way=WAY, guests=GROUP),
        good_news=letter("good_news", "It is {{ answers.ask.way }}."),
    )
    diagram_file = drawn.files["bpmn/review.bpmn"]
    for element in ("ask", "tell"):
        unnamed, named = f'id="{element}"', f'id="{element}" name="{element} them"'
        diagram_file = diagram_file.replace(unnamed.encode(), named.encode())
    drawn = Bundle({**drawn.files, "bpmn/review.bpmn": diagram_file})
    revision = read_revision(drawn)
    return revision, Reach(drawn, revision)


@pytest.mark.parametrize(
    ("file", "element", "change", "among"),
    [
        ("bpmn/review.bpmn", "ask", "is passed over", {"ask them", "ab-2"}),
        ("bpmn/review.bpmn", "ask_late", "ends what it sits on", {"ask them", "ab-2"}),
        ("bpmn/review.bpmn", "tell", "sends another letter", {"tell them", "good news"}),
        ("bpmn/review.bpmn", "ask_to_tell", "leads to closed", {"ask them", "tell them", "good news"}),
        ("forms/definitions/ask.yaml", "way", "north is not offered", {"ask", "which way?", "up"}),
        ("forms/definitions/ask.yaml", "guests/name", "may be left out", {"ask", "who came?", "name"}),
        ("forms/letters/good_news.txt", "good_news", "1: does not say answers.ask.way", {"good news", "which way?"}),
        ("bpmn/clauses.yaml", "AB-2", "a day longer", {"ab-2", "ask them"}),
    ],
)
def test_what_a_change_is_about(known: tuple[Revision, Reach], file: str, element: str, change: str, among: set[str]):
    assert among <= names_of(*known, file, element, change)


def test_and_nothing_that_it_is_not_about(known: tuple[Revision, Reach]):
    assert "down" not in names_of(*known, "forms/definitions/ask.yaml", "way", "north is not offered")
    assert "ask them" not in names_of(*known, "bpmn/review.bpmn", "closed", "is passed over")
    assert "" not in names_of(*known, "bpmn/review.bpmn", "ask", "is passed over")
