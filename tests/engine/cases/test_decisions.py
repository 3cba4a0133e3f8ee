"""Views of one matter, given by the instances of a process that is called for each; and what is no such view."""

import re
from contextlib import contextmanager
from datetime import date

import pytest

from engine.cases import decisions, papers, reading
from engine.cases.revisions import Revisions
from features.steps.world import World
from tests.engine.diagrams.builder import CHAIR, MEMBER, Diagram, bundle, form
from tests.web.scenarios.specified import ANSWERS, REFERRED, lay_down

MONDAY, TUESDAY = date(2026, 3, 30), date(2026, 3, 31)


def heard(*, read_outside: bool):
    """Each partner is heard in a process of its own; what it says is read outside, of all, or inside, of each."""
    review, hearing = Diagram(), Diagram("hearing")
    review.start().task("ask").list("partners").call("hearings", "hearing", many="partners")
    hearing.start().task("hear", lane=MEMBER)
    reads, read = (review, "all_same(hear.say)") if read_outside else (hearing, 'hear.say == "yes"')
    reads.either("asked", "settled").task("answer", lane=CHAIR).flow("asked", "settled", read)
    reads.flow("asked", "answer", f"not {read}").line("answer", "settled", "closed")
    review.line("opened", "ask", "hearings", "asked" if read_outside else "closed").end()
    hearing.line("opened", "hear", "closed" if read_outside else "asked").end()
    for diagram in (review, hearing):  # a sentence calls things by their names
        diagram.nodes = [re.sub(r' id="(hear|answer)"', r' id="\1" name="\1"', node) for node in diagram.nodes]
    hear = form("hear", say="yes/no", why={"type": "text", "label": "Why?"})
    return bundle(review, hearing, partnership=REFERRED, hear=hear)


@pytest.fixture(params=[True, False], ids=["read outside", "read inside"])
def case(request, tmp_path):
    revision = heard(read_outside=request.param)
    hear = "answers:\n  Why?: It is so\n"
    folder = lay_down(tmp_path, revision, hear=hear, answer=ANSWERS)
    world = World(folder / "features" / "answers", revision, Revisions())
    world.refer("Head of A school", MONDAY, {})
    world.complete("hear", "Head of West", MONDAY, {"Which?": "no"})
    yield world, request.param
    world.close()


@contextmanager
def seen(world):
    somebody, reference = world.person("Head of West"), world.case().reference
    with world.at(world.now), world.database.reading() as tx:
        found = reading.find_case(tx, world.engine.revisions, somebody, reference)
        yield found, papers.submissions(tx, found)


class TestOpinions:
    def test_are_what_something_outside_reads_of_all(self, case):
        world, is_read_outside = case
        world.complete("hear", "Head of East", TUESDAY, {"Which?": "yes"})
        with seen(world) as (found, submissions):
            opinions = decisions.opinions(found, submissions)
            assert bool(opinions) is is_read_outside
            for one in opinions:
                assert one.element.name == "hear"
                assert [each.submission.called for each in one.opinions] == ["hear: East", "hear: West"]
                assert [each.reasons[0].lines for each in one.opinions] == [("It is so",)] * 2
                assert not one.all_agree
                assert one.missing == ()

    def test_are_no_decisions_and_what_each_decides_for_itself_is_one(self, case):
        world, is_read_outside = case
        world.complete("hear", "Head of East", TUESDAY, {"Which?": "yes"})
        with seen(world) as (found, submissions):
            decided = [made.submission.called for made in decisions.decisions(found, submissions)]
            assert decided == ([] if is_read_outside else ["hear: West", "hear: East"])

    def test_say_whose_is_missing(self, case):
        world, is_read_outside = case
        with seen(world) as (found, submissions):
            missing = [one.missing for one in decisions.opinions(found, submissions)]
            assert missing == ([("East",)] if is_read_outside else [])
