"""A bundle as a revision: read, hashed, run."""

from collections.abc import Mapping
from datetime import date
from itertools import permutations, product

import pytest
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.errors import UnreadableRevision
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import Diagram, bundle, form, letter, smallest
from tests.engine.diagrams.stock import Run

READY = TaskState.READY
BRANCHES = ("answer", "ask", "hear")


class TestReadRevision:
    def test_has_everything_that_the_bundle_holds(self):
        drawn = bundle(smallest(), news=letter("news"))
        revision = read_revision(drawn)
        assert revision.digest == drawn.digest
        assert revision.title == "A year"
        assert revision.letters["news"].startswith("Subject:")
        assert revision.flow_between["review", "opened", "ask"] == "opened_to_ask"
        assert revision.diagrams["review"] == drawn.files["bpmn/review.bpmn"]
        assert set(revision.specs) == {"review"}

    def test_knows_what_instances_answer(self):
        part = Diagram("part").start().task("hear").end().line("opened", "hear", "closed")
        review = Diagram().list("partners").start().task("ask").call("hold", "part", many="partners").end()
        revision = read_revision(bundle(review.line("opened", "ask", "hold", "closed"), part))
        assert revision.answered_by_instances == {"hear"}

    def test_works_out_due_dates(self):
        assert read_revision(bundle(smallest())).due("AB-1", {"asked": date(2026, 3, 27)}).on == date(2026, 3, 30)

    @pytest.mark.parametrize(
        ("name", "items"), [("partners", {"east": "East", "west": "West"}), ("agencies", {"school": "A school"})]
    )
    def test_offers_its_lists(self, name: str, items: Mapping[str, str]):
        assert read_revision(bundle(smallest())).choices(name) == items

    def test_refuses_everything_unreadable_at_once(self):
        drawn = bundle(
            smallest().node("scriptTask", "code"), clauses="- id: nothing", other={"forms/letters/x.txt": b"\xff"}
        )
        with pytest.raises(UnreadableRevision, match="and 5 more") as caught:
            read_revision(drawn)
        assert {p.file for p in caught.value.problems} == {
            "bpmn/review.bpmn",
            "bpmn/clauses.yaml",
            "forms/letters/x.txt",
        }

    def test_refuses_a_letter_that_is_there_twice(self):
        with pytest.raises(UnreadableRevision, match="another letter 'news'"):
            read_revision(bundle(smallest(), news=letter("news"), again={"forms/letters/news.md": b"Subject: A"}))

    def test_refuses_a_process_that_is_there_twice(self):
        drawn = bundle(smallest(), other={"bpmn/again.bpmn": smallest().xml()})
        with pytest.raises(UnreadableRevision, match="is also at bpmn/again"):
            read_revision(drawn)

    def test_refuses_what_the_library_cannot_run(self):
        with pytest.raises(UnreadableRevision, match="cannot be run"):
            read_revision(bundle(Diagram().task("ask").end().line("ask", "closed")))


class TestSpecs:
    """What our classes cure, and what the library is trusted with."""

    def test_run_instances_again_in_a_loop(self):
        part = (
            Diagram("part")
            .start()
            .task("hear", lane="Member")
            .tell("told")
            .end()
            .line("opened", "hear", "told", "closed")
        )
        review = (
            Diagram()
            .list("partners")
            .start()
            .either("again", "which")
            .call("hold", "part", many="partners")
            .task("ask")
            .end()
        )
        review.line("opened", "again", "hold", "ask", "which").flow("which", "again", "not ask.agree").flow(
            "which", "closed", "ask.agree"
        )
        run = Run(read_revision(bundle(review, part, ask=form("ask", agree="yes_no"))), **{"ask.agree": False})
        assert run.open == ["hear", "hear"]
        run.complete("hear", "hear", "ask")
        assert run.open == ["hear", "hear"]
        run.answers["ask.agree"] = True
        run.complete("hear", "hear", "ask")
        assert run.workflow.completed
        assert {instance for _, _, instance in run.done} == {"east", "west"}

    @pytest.mark.parametrize(("first", "second"), [*product(permutations(BRANCHES), repeat=2)])
    def test_join_in_a_loop_waits_for_every_branch_of_each_round(self, first, second):
        review = Diagram().start().either("again", "which").both("part", "meet").end()
        review.line("opened", "again", "part", "hear", "meet", "which").line("part", "ask", "meet")
        review.task("hear").task("ask").task("answer").line("part", "answer", "meet")
        review.flow("which", "again", "not ask.agree").flow("which", "closed", "ask.agree")
        run = Run(read_revision(bundle(review, ask=form("ask", agree="yes_no"))), **{"ask.agree": False})
        for order in (first, second):
            for done, branch in enumerate(order):
                assert run.open == sorted(order[done:])
                run.complete(branch)
        run.answers["ask.agree"] = True
        assert run.complete(*first).workflow.completed

    def test_run_an_embedded_subprocess_under_its_own_name(self):
        told = '<bpmn:serviceTask id="told" />'
        inner = f'<bpmn:startEvent id="begin" />{told}<bpmn:endEvent id="finish" />'
        inner += '<bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="told" />'
        inner += '<bpmn:sequenceFlow id="b" sourceRef="told" targetRef="finish" />'
        review = Diagram().list("partners").start().task("ask").node("subProcess", "part", inner, many="partners").end()
        revision = read_revision(bundle(review.line("opened", "ask", "part", "closed")))
        run = Run(revision).complete("ask")
        assert run.workflow.completed
        assert run.done == [("part", "told", "east"), ("part", "told", "west")]
        assert ("part", "told") in revision.elements
        assert revision.flow_between["part", "told", "finish"] == "b"

    def test_wait_for_a_message_or_a_date(self):
        review = (
            Diagram()
            .start()
            .task("ask")
            .node("eventBasedGateway", "first")
            .message("word", "answer")
            .wait("until")
            .either("met")
            .end()
        )
        review.line("opened", "ask", "first", "word", "met", "closed").line("first", "until", "met")
        assert Run(read_revision(bundle(review))).complete("ask").workflow.completed

    def test_end_what_a_message_interrupts(self):
        review = Diagram().start().task("ask").task("hear").end("closed", "stopped").line("opened", "ask", "closed")
        review.message("stop", "answer", on="ask").line("stop", "hear", "stopped")
        run = Run(read_revision(bundle(review)))
        waiting = run.workflow.get_tasks(state=TaskState.WAITING, spec_name="stop")
        run.workflow.catch(BpmnEvent(waiting[0].task_spec.event_definition, None))
        run.go()
        assert run.open == ["hear"]
        assert run.complete("hear").workflow.completed

    def test_end_everything_at_a_terminate_end(self):
        review = Diagram().start().task("ask").both("part").task("hear").task("answer").end("heard")
        review.node("endEvent", "stopped", '<bpmn:terminateEventDefinition id="t" />')
        review.line("opened", "ask", "part", "hear", "heard").line("part", "answer", "stopped")
        run = Run(read_revision(bundle(review))).complete("ask", "answer")
        assert run.open == []
        assert run.workflow.completed
