"""What is read has been answered, exactly one way is open, loops ask again."""

from itertools import product

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.checks.exploration import Exploration
from engine.diagrams.checks.given import Facts
from engine.diagrams.checks.subject import Subject
from engine.diagrams.revision import gather
from tests.engine.diagrams.builder import Diagram, bundle, form, letter, table
from tests.engine.diagrams.checks.found import found, said

AGREED = form("ask", agree="yes_no")
WAY = table("way", ["ask.agree"], ["to"], ["true", '"a"'], ["false", '"b"'])


def choosing(*ways: str, read: str = "ask") -> Diagram:
    """Draw a gateway behind a task, each way leading to an end of its own."""
    diagram = Diagram().start().task(read).either("which").line("opened", read, "which")
    for number, way in enumerate(ways):
        diagram.end(f"end_{number}").flow("which", f"end_{number}", way)
    return diagram


class TestExactlyOneWayIsOpen:
    def test_takes_yes_and_no(self):
        assert found(bundle(choosing("ask.agree", "not ask.agree"), ask=AGREED)) == []

    def test_takes_every_choice(self):
        drawn = bundle(choosing('ask.kind == "a"', 'ask.kind in ["b", "c"]'), ask=form("ask", kind="a/b/c"))
        assert found(drawn) == []

    def test_refuses_an_answer_that_opens_none(self):
        drawn = bundle(choosing('ask.kind == "a"', 'ask.kind == "b"'), ask=form("ask", kind="a/b/c"))
        assert "opens no way for ask.kind = 'c'" in said(drawn)

    def test_refuses_an_answer_that_opens_two(self):
        drawn = bundle(choosing('ask.kind == "a"', 'ask.kind in ["a", "b"]'), ask=form("ask", kind="a/b"))
        assert "opens which_to_end_0 and which_to_end_1 for ask.kind = 'a'" in said(drawn)

    def test_tries_answers_together(self):
        ways = ("ask.one and ask.two", "not ask.one and not ask.two")
        assert found(bundle(choosing(*ways), ask=form("ask", one="yes_no", two="yes_no"))) == [("one-way", "which")]

    def test_refuses_a_way_that_no_answer_opens(self):
        ways = ('ask.kind == "a"', 'ask.kind == "b"', 'ask.kind == "a" and ask.kind == "b"')
        assert found(bundle(choosing(*ways), ask=form("ask", kind="a/b"))) == [("never", "which_to_end_2")]

    def test_knows_what_was_decided_before(self):
        diagram = choosing('ask.kind == "a"', 'ask.kind in ["b", "c"]').task("hear").either("then").end("b", "c")
        diagram.flows.pop()
        diagram.flow("which", "hear", 'ask.kind in ["b", "c"]').line("hear", "then")
        diagram.flow("then", "b", 'ask.kind == "b"').flow("then", "c", 'ask.kind == "c"')
        assert found(bundle(diagram, ask=form("ask", kind="a/b/c"))) == [("unreachable", "end_1")]

    def test_says_when_answers_cannot_all_be_tried(self):
        questions = {f"q{n}": "a/b/c/d/e/f/g/h/i/j" for n in range(6)}
        reads = " and ".join(f'ask.{name} == "a"' for name in questions)
        drawn = bundle(choosing(reads, f"not ({reads})"), ask=form("ask", **questions))
        assert "too-many" in {rule for rule, _ in found(drawn)}

    def test_refuses_a_condition_that_cannot_be_decided(self):
        drawn = bundle(choosing("ask.kind", "not ask.kind"), ask=form("ask", kind="a/b"))
        assert ("never", "which_to_end_1") in found(drawn)


class TestConditionsReadWhatExists:
    @pytest.mark.parametrize(
        ("condition", "because"),
        [
            ("ask.nothing", "no routed answer"),
            ("ask.note == 'x'", "no routed answer"),
            ("other.agree", "no routed answer"),
            ("agree", "no routed answer"),
            ('ask.kind == "z"', "never 'z'"),
            ('ask.kind in ["a", "z"]', "never 'z'"),
            ("ask.kind == true", "no routed answer"),
            ("ask.kind == 1", "never 1"),
            ('ask.agree == "yes"', "never 'yes'"),
            ("ask.agree == 1", "never 1"),
            ('ask.kind < "b"', "no order"),
            ("today() == ask.kind", "calls 'today'"),
            ('due("AB-1")', "calls 'due'"),
        ],
    )
    def test_refuses(self, condition: str, because: str):
        ask = form("ask", agree="yes_no", kind="a/b", note="line")
        messages = [p.message for p in check_bundle(bundle(choosing(condition, f"not ({condition})"), ask=ask))]
        assert any(because in message for message in messages)

    def test_refuses_one_answer_read_as_a_list(self):
        drawn = bundle(choosing("all_same(ask.kind)", 'ask.kind == "a"'), ask=form("ask", kind="a/b"))
        assert ("condition", "which_to_end_0") in found(drawn)

    def test_refuses_code(self):
        drawn = bundle(choosing("__import__('os').system('x')", "not ask.agree"), ask=AGREED)
        assert ("refused", "which_to_end_0") in found(drawn)


class TestAnswersAreGiven:
    def test_refuses_one_that_is_asked_later(self):
        diagram = choosing("ask.agree", "not ask.agree", read="hear")
        diagram.task("ask").flows.clear()
        diagram.line("opened", "hear", "which").flow("which", "ask", "ask.agree").flow(
            "which", "end_1", "not ask.agree"
        )
        assert found(bundle(diagram.line("ask", "end_0"), ask=AGREED)) == [("not-given", "which")]

    def test_refuses_one_that_is_asked_on_one_way_only(self):
        diagram = choosing("ask.agree", "not ask.agree").either("met", "then").task("hear").end("yes", "no")
        diagram.flows[-2:] = []
        diagram.nodes = [n for n in diagram.nodes if "end_" not in n]
        diagram.lanes["Clerk"] = [n for n in diagram.lanes["Clerk"] if "end_" not in n]
        diagram.flow("which", "hear", "ask.agree").flow("which", "met", "not ask.agree").line("hear", "met", "then")
        diagram.flow("then", "yes", "hear.agree").flow("then", "no", "not hear.agree")
        drawn = bundle(diagram, ask=AGREED, hear=form("hear", agree="yes_no"))
        assert found(drawn) == [("not-given", "then")]
        assert "(not after ask.agree = False)" in said(drawn)

    def test_takes_one_that_is_asked_on_both_ways(self):
        diagram = (
            Diagram()
            .start()
            .task("ask")
            .either("which", "met", "then")
            .task("one", "hear")
            .task("other", "hear")
            .end("yes", "no")
        )
        diagram.line("opened", "ask", "which").flow("which", "one", "ask.agree").flow("which", "other", "not ask.agree")
        diagram.line("one", "met", "then").line("other", "met")
        diagram.flow("then", "yes", "hear.agree").flow("then", "no", "not hear.agree")
        assert found(bundle(diagram, ask=AGREED, hear=form("hear", agree="yes_no"))) == []

    def test_refuses_one_that_may_be_left_out(self):
        optional = form("ask", agree={"type": "yes_no", "route": True, "optional": True})
        assert found(bundle(choosing("ask.agree", "not ask.agree"), ask=optional)) == [("not-given", "which")]

    WHEN = form(
        "ask", agree="yes_no", kind={"type": "choice", "route": True, "choices": {"a": "A", "b": "B"}, "when": "agree"}
    )

    def test_refuses_one_that_is_asked_only_under_a_condition(self):
        assert found(bundle(choosing('ask.kind == "a"', 'ask.kind == "b"'), ask=self.WHEN)) == [("not-given", "which")]

    def test_takes_it_where_its_condition_holds(self):
        diagram = choosing("ask.agree", "not ask.agree").either("kind").end("b")
        diagram.flows[-2:] = []
        diagram.flow("which", "kind", "ask.agree").flow("which", "end_1", "not ask.agree")
        diagram.flow("kind", "end_0", 'ask.kind == "a"').flow("kind", "b", 'ask.kind == "b"')
        assert found(bundle(diagram, ask=self.WHEN)) == []

    def test_knows_that_a_form_asked_again_forgets_what_it_does_not_ask(self):
        diagram = choosing("ask.agree", "not ask.agree").either("kind").task("again", "ask").end("b")
        diagram.flows[-2:] = []
        diagram.flow("which", "again", "ask.agree").flow("which", "end_1", "not ask.agree").line("again", "kind")
        diagram.flow("kind", "end_0", 'ask.kind == "a"').flow("kind", "b", 'ask.kind == "b"')
        assert found(bundle(diagram, ask=self.WHEN)) == [("not-given", "kind")]

    def test_believes_the_rules_of_a_form(self):
        must = [{"hold": "agree", "else": "It must be"}]
        ask = form("ask", agree={"type": "yes_no", "route": True, "must": must})
        assert found(bundle(choosing("ask.agree", "not ask.agree"), ask=ask)) == [("never", "which_to_end_1")]

    def test_refuses_a_form_that_can_never_be_sent(self):
        must = [{"hold": "agree and not agree", "else": "It must be both"}]
        ask = form("ask", agree={"type": "yes_no", "route": True, "must": must})
        assert ("unanswerable", "ask") in found(bundle(choosing("ask.agree", "not ask.agree"), ask=ask))

    def test_refuses_a_table_that_reads_what_is_not_given(self):
        diagram = Diagram().start().task("hear").decide("route", "way").task("ask").end()
        drawn = bundle(diagram.line("opened", "hear", "route", "ask", "closed"), ask=AGREED, way=WAY)
        assert found(drawn) == [("not-given", "route")]

    def test_follows_what_a_table_decides(self):
        diagram = choosing('way.to == "a"', 'way.to == "b"').decide("route", "way")
        diagram.flows[1] = diagram.flows[1].replace('targetRef="which"', 'targetRef="route"')
        assert found(bundle(diagram.line("route", "which"), ask=AGREED, way=WAY)) == []

    def test_refuses_a_letter_about_a_form_that_may_not_have_been_sent(self):
        diagram = Diagram().start().task("ask").send("tell", "news").task("hear").end()
        drawn = bundle(
            diagram.line("opened", "ask", "tell", "hear", "closed"), news=letter("news", "{{ answers.hear.note }}")
        )
        assert found(drawn) == [("not-given", "tell")]

    def test_takes_a_letter_that_asks_first(self):
        body = "{% if answers.hear is defined %}{{ answers.hear.note }}{% endif %}"
        diagram = Diagram().start().task("ask").send("tell", "news").task("hear").end()
        assert found(bundle(diagram.line("opened", "ask", "tell", "hear", "closed"), news=letter("news", body))) == []


class TestCalls:
    def part(self) -> Diagram:
        return Diagram("part").start().task("hear").end().line("opened", "hear", "closed")

    def review(self, *ways: str) -> Diagram:
        diagram = Diagram().start().task("ask").call("hold", "part").either("which").end("yes", "no")
        diagram.line("opened", "ask", "hold", "which")
        return diagram.flow("which", "yes", ways[0]).flow("which", "no", ways[1])

    def test_give_what_every_way_through_them_gives(self):
        drawn = bundle(self.review("hear.agree", "not hear.agree"), self.part(), hear=form("hear", agree="yes_no"))
        assert found(drawn) == []

    def test_do_not_give_what_some_way_leaves_out(self):
        part = Diagram("part").start().either("which").task("hear").end("heard", "unheard").line("opened", "which")
        part.flow("which", "hear", "ask.agree").flow("which", "unheard", "not ask.agree").line("hear", "heard")
        drawn = bundle(self.review("hear.agree", "not hear.agree"), part, ask=AGREED, hear=form("hear", agree="yes_no"))
        assert found(drawn) == [("not-given", "which")]

    def test_tell_by_which_end_they_ended(self):
        part = Diagram("part").start().either("which").task("hear").end("heard", "unheard").line("opened", "which")
        part.flow("which", "hear", "ask.agree").flow("which", "unheard", "not ask.agree").line("hear", "heard")
        review = self.review("ask.agree", "not ask.agree").either("then").end("a", "b")
        review.flows = [f.replace('targetRef="yes"', 'targetRef="then"') for f in review.flows]
        review.nodes = [n for n in review.nodes if 'id="yes"' not in n]
        review.lanes["Clerk"].remove("yes")
        review.flow("then", "a", "hear.agree").flow("then", "b", "not hear.agree")
        assert found(bundle(review, part, ask=AGREED, hear=form("hear", agree="yes_no"))) == []

    def test_see_what_was_given_before(self):
        part = Diagram("part").start().either("which").end("yes", "no").line("opened", "which")
        part.flow("which", "yes", "ask.agree").flow("which", "no", "not ask.agree")
        diagram = Diagram().start().task("ask").call("hold", "part").end().line("opened", "ask", "hold", "closed")
        assert found(bundle(diagram, part, ask=AGREED)) == []

    def test_are_explored_apart_from_what_an_event_beside_them_interrupts(self):
        review = Diagram().start().task("ask").call("hold", "part").either("which").end("closed", "yes", "no")
        review.line("opened", "ask", "hold", "closed").message("stop", "answer", on="hold").line("stop", "which")
        review.flow("which", "yes", "hear.agree").flow("which", "no", "not hear.agree")
        assert found(bundle(review, self.part(), hear=form("hear", agree="yes_no"))) == [("not-given", "which")]


class TestBranches:
    def test_give_together_what_each_gives(self):
        diagram = (
            Diagram()
            .start()
            .task("answer")
            .both("part", "join")
            .task("ask")
            .task("hear")
            .either("which")
            .end("yes", "no")
        )
        diagram.line("opened", "answer", "part", "ask", "join", "which").line("part", "hear", "join")
        diagram.flow("which", "yes", "ask.agree and hear.agree").flow("which", "no", "not (ask.agree and hear.agree)")
        assert found(bundle(diagram, ask=AGREED, hear=form("hear", agree="yes_no"))) == []

    def test_may_not_read_what_the_other_asks(self):
        diagram = (
            Diagram().start().task("ask").both("part", "join").task("hear").either("which", "met").task("answer").end()
        )
        diagram.line("opened", "ask", "part", "hear", "join", "closed").line("part", "which").line("met", "join")
        diagram.flow("which", "answer", "hear.agree").flow("which", "met", "not hear.agree").line("answer", "met")
        drawn = bundle(diagram, hear=form("hear", agree="yes_no"))
        assert found(drawn) == [("not-given", "which"), ("race", "which")]

    def test_may_not_read_what_the_other_asks_again(self):
        diagram = (
            Diagram()
            .start()
            .task("ask")
            .both("part", "join")
            .task("again", "ask")
            .either("which", "met")
            .task("answer")
            .end()
        )
        diagram.line("opened", "ask", "part", "again", "join", "closed").line("part", "which").line("met", "join")
        diagram.flow("which", "answer", "ask.agree").flow("which", "met", "not ask.agree").line("answer", "met")
        assert found(bundle(diagram, ask=AGREED)) == [("race", "which")]


class TestLoopsAskAgain:
    def loop(self, back_to: str) -> Diagram:
        diagram = Diagram().start().either("again", "late").task("ask").either("which").task("hear").end()
        diagram.line("opened", "again", "ask", "late", "which").flow("which", "closed", "ask.agree")
        return diagram.flow("which", "hear", "not ask.agree").line("hear", back_to)

    def test_takes_a_loop_back_to_before_the_question(self):
        diagram = self.loop("again")
        assert found(bundle(diagram, ask=AGREED)) == []

    def test_refuses_a_loop_back_to_behind_it(self):
        assert found(bundle(self.loop("late"), ask=AGREED)) == [("superseded", "which")]

    def test_refuses_a_loop_that_asks_only_the_table_again(self):
        diagram = Diagram().start().task("ask").either("again", "which").decide("route", "way").task("hear").end()
        diagram.line("opened", "ask", "again", "route", "which").flow("which", "closed", 'way.to == "a"')
        diagram.flow("which", "hear", 'way.to == "b"').line("hear", "again")
        assert found(bundle(diagram, ask=AGREED, way=WAY)) == [("superseded", "which")]

    def test_takes_a_constant_branch_inside_a_loop(self):
        diagram = (
            Diagram().start().task("ask").either("again", "part", "met", "which").task("hear").task("answer").end()
        )
        diagram.line("opened", "ask", "again", "part").flow("part", "answer", "ask.agree").flow(
            "part", "met", "not ask.agree"
        )
        diagram.line("answer", "met", "hear", "which").flow("which", "closed", "hear.agree").flow(
            "which", "again", "not hear.agree"
        )
        assert found(bundle(diagram, ask=AGREED, hear=form("hear", agree="yes_no"))) == []


class TestAProcessIsExploredForWhatItLooksAt:
    """What a process does not look at is left out when it is asked for again; that must change nothing."""

    def nested(self, inner: str, outer: str, last: str) -> Bundle:
        """Draw a process in a process in a case, each with a gateway; the innermost is called three times."""
        part = Diagram("part").start().task("view").either("which").end("a", "b").line("opened", "view", "which")
        part.flow("which", "a", inner).flow("which", "b", f"not ({inner})")
        middle = Diagram("middle").start().call("first", "part").either("which", "on").task("hear").end()
        middle.line("opened", "first", "which").flow("which", "hear", outer).flow("which", "on", f"not ({outer})")
        middle.line("hear", "on", "closed")
        review = Diagram().start().task("ask").either("way", "meet", "end").end("x", "y").call("go", "middle")
        review.call("again", "part").call("once_more", "middle").line("opened", "ask", "way").line("go", "meet")
        review.flow("way", "go", "ask.agree").flow("way", "again", "not ask.agree").line("again", "meet")
        review.line("meet", "once_more", "end").flow("end", "x", last).flow("end", "y", f"not ({last})")
        files = {"view": form("view", kind="a/b"), "hear": form("hear", sure="yes_no"), "ask": AGREED}
        return bundle(review, middle, part, **files)

    def explored(self, drawn: Bundle) -> tuple[set[tuple[str, ...]], set[tuple[str, str]]]:
        subject = Subject(gather(drawn).revision)
        exploration = Exploration(subject)
        exploration.run(subject.revision.partnership.start, {}, "")
        return {key[:3] for key in exploration.problems}, exploration.taken

    def test_and_finds_the_same_as_with_everything(self, monkeypatch):
        conditions = ('view.kind == "a"', "ask.agree", "hear.sure", 'ask.agree and view.kind == "b"')
        drawn = [self.nested(*chosen) for chosen in product(conditions, repeat=3)]
        narrow = [self.explored(one) for one in drawn]
        monkeypatch.setattr(Facts, "touched", property(lambda facts: dict.fromkeys(facts.written, facts.relevant)))
        assert [self.explored(one) for one in drawn] == narrow
        assert any(problems for problems, _ in narrow)
        assert not all(problems for problems, _ in narrow)
