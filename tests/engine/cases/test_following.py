"""What comes next by each answer, walked on small diagrams."""

from types import SimpleNamespace

from engine.cases.facts import Facts
from engine.cases.following import ways_on
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import CHAIR, MEMBER, PARTNERSHIP, Diagram, bundle, form, table

WITH_GUEST = PARTNERSHIP.replace("partners:\n", "  Guest: {who: referring_agency}\npartners:\n", 1)


def ways(revision, element, *, process="review", facts=None, instance=None, held_by=None):
    """The ways on from an element: by the answers that lead there, the steps, a doubtful one with `?`."""
    found = revision.elements[process, element]
    task = SimpleNamespace(
        revision=revision,
        element=found,
        form=revision.forms[found.form],
        view=SimpleNamespace(facts=facts or Facts()),
        instance=instance,
        held_by=held_by or found.role,
    )
    told = ways_on(task)
    assert not any(way.waits_for for way in told) or len(told) == 1
    return [
        (
            [" ".join(said for _, said in answers) for answers in way.answers],
            [f"{'' if one.is_sure else '?'}{one.element.id}" for one in way.steps] or list(way.waits_for),
        )
        for way in told
    ]


def fork(**asks):
    """Ask; a gateway leads on by the answer, past a second gateway where lines come together."""
    drawn = Diagram().start().task("ask").task("hear", lane=CHAIR).task("answer").either("which", "one").end()
    drawn.line("opened", "ask", "which").line("hear", "closed").line("one", "answer", "closed")
    drawn.flow("which", "hear", 'ask.view == "a"').flow("which", "one", 'ask.view in ("b", "c")')
    return read_revision(bundle(drawn, ask=form("ask", **{"view": "a/b/c", **asks})))


class TestWays:
    def test_are_told_apart_by_the_answers_that_the_diagram_asks_for(self):
        assert ways(fork(other="yes_no"), "ask") == [(["a"], ["hear"]), (["b", "c"], ["answer"])]

    def test_that_hang_on_no_answer_are_one(self):
        assert ways(fork(), "hear") == [([""], ["closed"])]

    def test_leave_out_what_the_form_would_refuse(self):
        rule = {"must": [{"hold": 'view != "c"', "else": "Not that"}]}
        asked = {"type": "choice", "route": True, "choices": {key: key for key in "abc"}, **rule}
        assert ways(fork(view=asked), "ask") == [(["a"], ["hear"]), (["b"], ["answer"])]

    def test_forget_what_the_form_said_when_it_was_sent_before(self):
        before = Facts(routed={"ask.view": {"": "a"}}, forms={"ask": [""]})
        assert ways(fork(), "ask", facts=before) == ways(fork(), "ask")
        assert before.routed == {"ask.view": {"": "a"}}

    def test_go_on_by_what_others_have_answered_and_else_may_come(self):
        drawn = Diagram().start().task("ask").task("hear", lane=CHAIR).task("answer").either("which").end()
        drawn.line("opened", "ask", "hear", "which").line("answer", "closed")
        drawn.flow("which", "answer", "ask.good").flow("which", "closed", "not ask.good")
        revision = read_revision(bundle(drawn, ask=form("ask", good="yes_no")))
        assert ways(revision, "hear") == [([""], ["?answer", "?closed"])]
        assert ways(revision, "hear", facts=Facts(routed={"ask.good": {"": True}})) == [([""], ["answer"])]

    def test_go_through_what_the_service_does_and_a_table_decides(self):
        drawn = Diagram().start().task("ask").decide("rule", "rule").tell("told").task("answer").either("which").end()
        drawn.line("opened", "ask", "rule", "which").line("told", "closed").line("answer", "closed")
        drawn.flow("which", "told", 'rule.way == "told"').flow("which", "answer", 'rule.way == "answered"')
        rows = ['"a"', '"told"'], ['not("a")', '"answered"']
        made = bundle(drawn, ask=form("ask", view="a/b"), rule=table("rule", ["ask.view"], ["way"], *rows))
        assert ways(read_revision(made), "ask") == [(["a"], ["rule", "told", "closed"]), (["b"], ["rule", "answer"])]

    def test_stop_where_what_runs_side_by_side_waits(self):
        drawn = Diagram().start().both("split", "joined").task("ask").task("hear").task("answer").end()
        drawn.line("opened", "split", "ask", "joined", "answer", "closed").line("split", "hear", "joined")
        assert ways(read_revision(bundle(drawn)), "ask") == [([""], ["joined"])]

    def test_go_on_where_the_process_was_called(self):
        review, inner = Diagram(), Diagram("hearing")
        review.start().call("call", "hearing").task("answer").either("which").end()
        review.line("opened", "call", "which").line("answer", "closed")
        review.flow("which", "answer", "hear.good").flow("which", "closed", "not hear.good")
        inner.start().task("hear").end("heard").line("opened", "hear", "heard")
        revision = read_revision(bundle(review, inner, hear=form("hear", good="yes_no")))
        assert ways(revision, "hear", process="hearing") == [
            (["Yes"], ["heard", "answer"]),
            (["No"], ["heard", "closed"]),
        ]

    def test_of_an_event_beside_what_goes_on_end_with_it(self):
        review, inner = Diagram(), Diagram("hearing")
        review.start().call("call", "hearing").end().line("opened", "call", "closed")
        inner.start().task("ask").message("news", "hear", on="ask", interrupts=False).end("asked", "heard")
        inner.line("opened", "ask", "asked").line("news", "heard")
        assert ways(read_revision(bundle(review, inner)), "news", process="hearing") == [([""], ["heard"])]


class TestSeveral:
    def several(self):
        drawn = (
            Diagram().start().list("partners").task("hear", lane=MEMBER, many="partners").task("answer").either("which")
        )
        drawn.end().line("opened", "hear", "which").line("answer", "closed")
        drawn.flow("which", "closed", "all_same(hear.good)").flow("which", "answer", "not all_same(hear.good)")
        return read_revision(bundle(drawn, hear=form("hear", good="yes_no")))

    def test_wait_for_who_has_not_answered(self):
        assert ways(self.several(), "hear", instance="east", held_by="Member|east") == [([""], ["West"])]

    def test_of_the_last_one_go_by_what_all_have_answered(self):
        facts = Facts(routed={"hear.good": {"west": True}}, forms={"hear": ["west"]})
        told = ways(self.several(), "hear", instance="east", held_by="Member|east", facts=facts)
        assert told == [(["Yes"], ["closed"]), (["No"], ["answer"])]


class TestOutside:
    def test_nothing_is_told_of_what_others_have_answered(self):
        drawn = Diagram().start().task("ask").task("hear", lane="Guest").task("answer").either("which").end()
        drawn.line("opened", "ask", "hear", "which").line("answer", "closed")
        drawn.flow("which", "answer", "ask.good").flow("which", "closed", "not ask.good")
        revision = read_revision(bundle(drawn, partnership=WITH_GUEST, ask=form("ask", good="yes_no")))
        facts = Facts(routed={"ask.good": {"": True}})
        assert ways(revision, "hear", held_by="Guest|school", facts=facts) == [([""], ["?answer", "?closed"])]
