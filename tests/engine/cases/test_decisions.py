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


def decided(journey, answers):
    """Let what several weigh be decided with some more answers; the decision, and the form."""
    rows = journey.several(MONDAY)
    for row in rows:
        journey.do(row, MONDAY)
    for row in journey.open_rows():
        form = journey.revision.forms[journey.element(row).form]
        if several := [q for q in form.fields if q.type == "choices" and q.choices]:
            journey.do(row, TUESDAY, answers(several[0]))
            with journey.seen_by(journey.offices[0]) as (tx, case):
                *_, last = decisions.decisions(case, papers.submissions(tx, case))
            return last, several[0]
    raise AssertionError("no decision of this revision names criteria")


class TestCriteria:
    def test_are_the_choices_of_a_question_that_takes_several_met_or_not(self, journey):
        decision, question = decided(journey, lambda q: {q.label: next(iter(q.choices.values())).label})
        labels = [choice.label for choice in question.choices.values()]
        assert [(one.label, one.is_met) for one in decision.criteria] == [
            (label, n == 0) for n, label in enumerate(labels)
        ]
        assert decision.met == 1

    def test_are_told_as_not_met_where_none_was_chosen(self, journey):
        decision, question = decided(journey, lambda q: {q.label: ""})
        assert [one.is_met for one in decision.criteria] == [False] * len(question.choices)

    def test_are_other_questions_by_yes_or_no_with_their_grounds(self, tmp_path):
        asked = {
            "good": "yes_no",
            "fair": {"type": "yes_no", "label": "Is it fair?"},
            "how": {"type": "text", "label": "How so?", "when": "fair"},
            "why": {"type": "text", "label": "Why?"},
        }
        drawn = Diagram().start().task("ask").task("answer", lane=CHAIR).either("which").end("closed", "other")
        drawn.line("opened", "ask", "answer", "which")
        drawn.flow("which", "closed", "answer.good").flow("which", "other", "not answer.good")
        drawn.nodes = [node.replace(' id="answer"', ' id="answer" name="answer"') for node in drawn.nodes]
        made = bundle(drawn, partnership=REFERRED, answer=form("answer", **asked))
        said = "answers:\n  Is it?: 'yes'\n  Is it fair?: 'yes'\n  How so?: Both were heard\n  Why?: It is so\n"
        folder = lay_down(tmp_path, made, answer=said)
        world = World(folder / "features" / "answers", made, Revisions())
        world.refer("Head of A school", MONDAY, {})
        world.complete("answer", "Chair", MONDAY, {})
        somebody, reference = world.person("Chair"), world.case().reference
        with world.at(world.now), world.database.reading() as tx:
            found = reading.find_case(tx, world.engine.revisions, somebody, reference)
            (decision,) = decisions.decisions(found, papers.submissions(tx, found))
        world.close()
        assert [(one.label, one.is_met, one.grounds) for one in decision.criteria] == [
            ("Is it fair?", True, ("Both were heard",))
        ]
        assert [row.label for row in decision.reasons] == ["Why?"]
