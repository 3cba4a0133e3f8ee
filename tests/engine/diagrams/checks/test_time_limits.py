"""Time limits in diagrams."""

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import CLAUSES, PARTNERSHIP, Diagram, bundle, form, letter, smallest
from tests.engine.diagrams.checks.found import found, said


def limited(limit: str = "AB-1", timer: str = "AB-1", told: str = "AB-1") -> Diagram:
    """Draw a task with a time limit, a timer on it and what tells that it has passed."""
    diagram = Diagram().start().task("ask").node("userTask", "hear", properties={"form": "hear", "time_limit": limit})
    diagram.end().timer("late", on="hear", at=f'due("{timer}")').tell("tell", told).end("late_end")
    return diagram.line("opened", "ask", "hear", "closed").line("late", "tell", "late_end")


class TestRemindersCanBeSent:
    CLAUSES = CLAUSES.replace("from: asked, force: local}]}", "from: asked, force: local}], remind: [1]}", 1)
    WATCHED = f"{PARTNERSHIP}oversight: Chair\n"

    def test_takes_a_clause_with_its_letter_and_who_hears_of_it(self):
        letters = letter("escalate") | letter("remind", "{{ clause.says }} By {{ due_on | day }}.")
        assert found(bundle(limited(), clauses=self.CLAUSES, partnership=self.WATCHED, letters=letters)) == []

    def test_asks_for_the_letter_and_for_who_hears_of_it(self):
        assert found(bundle(limited(), clauses=self.CLAUSES)) == [("reminder", "AB-1"), ("reminder", "")]
        assert "forms/letters/remind.txt" in said(bundle(limited(), clauses=self.CLAUSES, partnership=self.WATCHED))

    def test_finds_a_letter_that_reminds_of_nothing_unused(self):
        assert found(bundle(limited(), letters=letter("escalate") | letter("remind"))) == [("unused", "remind")]


class TestTimersNameATimeLimit:
    def test_takes_a_clause_with_a_limit(self):
        assert found(bundle(limited())) == []

    def test_refuses_a_clause_that_is_not_in_the_register(self):
        diagram = smallest().timer("late", on="ask", at='due("ZZ-9")').tell("tell", "AB-1").end("late_end")
        assert ("unknown-clause", "late") in found(bundle(diagram.line("late", "tell", "late_end")))

    def test_refuses_a_clause_without_a_limit(self):
        drawn = bundle(limited("AB-3", "AB-3", "AB-3"))
        assert {rule for rule, _ in found(drawn)} == {"time-limit"}

    def test_refuses_anything_but_due(self):
        for text in ('"P5D"', "today()", 'due("AB-1", "AB-2")', "due(ask.agree)"):
            diagram = (
                smallest()
                .timer("late", on="ask", at=text)
                .tell("tell")
                .end("late_end")
                .line("late", "tell", "late_end")
            )
            assert ("timer", "late") in found(bundle(diagram)), text

    def test_refuses_a_timer_that_ends_what_is_late(self):
        diagram = (
            smallest()
            .timer("late", on="ask", interrupts=True)
            .tell("tell")
            .end("late_end")
            .line("late", "tell", "late_end")
        )
        assert found(bundle(diagram)) == [("interrupting-timer", "late")]

    def test_takes_a_timer_between_steps(self):
        assert (
            found(bundle(Diagram().start().task("ask").wait("until").end().line("opened", "ask", "until", "closed")))
            == []
        )


class TestTimeLimitsAreWatched:
    def test_refuses_a_limit_without_a_timer(self):
        diagram = (
            Diagram().start().task("ask").node("userTask", "hear", properties={"form": "hear", "time_limit": "AB-1"})
        )
        assert found(bundle(diagram.end().line("opened", "ask", "hear", "closed"))) == [("unwatched-limit", "hear")]

    def test_refuses_a_timer_of_another_clause(self):
        assert found(bundle(limited(timer="AB-2", told="AB-2"))) == [("unwatched-limit", "hear")]

    def test_refuses_telling_of_another_clause_than_led_to_it(self):
        assert "the timer that leads to it watches AB-1" in said(bundle(limited(told="AB-2")))


class TestAnchorsAreRecorded:
    def test_refuses_a_limit_that_counts_from_what_no_form_records(self):
        drawn = bundle(limited(), ask=form("ask"), hear=form("hear"))
        assert found(drawn) == [("anchor", "hear"), ("anchor", "late"), ("anchor", "tell")]

    def test_refuses_outside_instances_what_only_their_items_record(self):
        rows = {
            "type": "group", "item": "Row", "list": "rows", "anchors": {"asked": {"from": "submission"}},
            "fields": {"what": {"type": "line", "label": "What?"}},
        }  # fmt: skip
        part = Diagram("part").start().task("view", limit="AB-1").end().line("opened", "view", "closed")
        review = Diagram().list("rows").start().task("ask").call("hold", "part", many="rows").task("meet").end()
        review.line("opened", "ask", "hold", "meet", "closed")
        files = {"ask": form("ask", rows=rows), "view": form("view"), "meet": form("meet")}
        assert found(bundle(review, part, **files)) == []
        review = Diagram().list("rows").start().task("ask").call("hold", "part", many="rows").task("meet", limit="AB-1")
        review.end().line("opened", "ask", "hold", "meet", "closed")
        problems = check_bundle(bundle(review, part, **files))
        assert {(p.rule, p.element) for p in problems} == {("anchor", e) for e in ("meet", "meet_late", "meet_told")}
        assert all("recorded for instances of a list only" in p.message for p in problems)


class TestTimeLimitsHaveADay:
    """Wherever a task is due, a day is recorded from which its time limit counts."""

    @staticmethod
    def asked(**anchor) -> dict[str, bytes]:
        return form("ask", anchors={"asked": {"from": "submission", **anchor}}, agree="yes_no")

    def test_refuses_a_day_that_is_recorded_later(self):
        diagram = Diagram().start().task("hear", limit="AB-1").task("ask").end()
        assert found(bundle(diagram.line("opened", "hear", "ask", "closed"))) == [("not-given", "hear")]

    def test_refuses_a_day_that_is_recorded_in_some_cases_only(self):
        diagram = Diagram().start().task("ask").task("hear", limit="AB-1").end().line("opened", "ask", "hear", "closed")
        assert found(bundle(diagram, ask=self.asked())) == []
        message = said(bundle(diagram, ask=self.asked(when="agree")))
        assert "the day from which AB-1 counts (asked), which is not given on every way here" in message
        assert "(not after ask.agree = False); record it before" in message

    def test_takes_it_where_the_diagram_makes_sure_of_it(self):
        diagram = Diagram().start().task("ask").either("which").task("hear", limit="AB-1").end("closed", "no")
        diagram.line("opened", "ask", "which").line("hear", "closed")
        diagram.flow("which", "hear", "ask.agree").flow("which", "no", "not ask.agree")
        assert found(bundle(diagram, ask=self.asked(when="agree"))) == []
        assert found(bundle(diagram, ask=self.asked(when="not agree"))) == [("not-given", "hear")]

    def test_takes_a_day_that_is_recorded_the_one_way_or_the_other(self):
        diagram = Diagram().start().task("ask").task("hear", limit="AB-1").end().line("opened", "ask", "hear", "closed")
        ways = [{"from": "submission", "when": "agree"}, {"from": "submission", "when": "not agree"}]
        assert found(bundle(diagram, ask=form("ask", anchors={"asked": ways}, agree="yes_no"))) == []

    def test_refuses_a_day_taken_from_a_question_that_may_be_left_out(self):
        diagram = Diagram().start().task("ask").task("hear", limit="AB-1").end().line("opened", "ask", "hear", "closed")
        for on in ({"optional": True}, {"when": "agree"}):
            asked = form("ask", anchors={"asked": {"from": "on"}}, agree="yes_no", on={"type": "date", **on})
            assert found(bundle(diagram, ask=asked)) == [("not-given", "hear")], on

    def test_does_not_forget_a_day(self):
        diagram = Diagram().start().task("ask").task("again", "ask").task("hear", limit="AB-1").end()
        drawn = bundle(diagram.line("opened", "ask", "again", "hear", "closed"), ask=self.asked())
        assert found(drawn) == []
