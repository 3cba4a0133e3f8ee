"""Wrong revisions are judged: the scenarios first, then the check."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant, mutants
from engine.diagrams.revision import read_revision
from tests.forms.diary import DIARY
from tests.web.scenarios.specified import FAILS, HOLDS, lay_down, referred
from web.scenarios import judging
from web.scenarios.forks import Fork, Forks, loading
from web.scenarios.judging import Judge, Verdict
from web.scenarios.running import ScenariosUnreadable

ASKS = """
  Scenario: The form "ask"
    Then the form "ask" asks:
      | What? | always | line |
"""
LATER = """
  Scenario: It is closed another day
    When the Head of A school refers a case on Monday 30 March 2026
    Then nothing is left to do
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Judge, Forks]]:
    folder = lay_down(tmp_path_factory.mktemp("sound"), referred(), HOLDS, ASKS, LATER)
    bundle = Bundle.read(folder)
    with loading(folder / "features", 1) as loaded:
        outcomes = loaded.run(folder)
        assert [outcome.failure for outcome in outcomes] == ["", "", ""]
        judge = Judge(bundle=bundle, revision=read_revision(bundle), outcomes=outcomes)
        with loaded.forks() as forks:
            yield judge, forks


@pytest.fixture
def judge(judged: tuple[Judge, Forks]) -> Judge:
    return replace(judged[0], kills=type(judged[0].kills)())


@pytest.fixture
def fork(judged: tuple[Judge, Forks]) -> Iterator[Fork]:
    forks = judged[1]
    one = forks._free.get()
    yield one
    forks._free.put(one)


def mutant(judge: Judge, file: str, element: str, change: str) -> Mutant:
    return next(m for m in mutants(judge.bundle) if (m.file, m.element, m.change) == (file, element, change))


class TestJudge:
    def test_asks_the_scenarios_first(self, judge: Judge, fork: Fork):
        found = judge.judge(fork, mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out"))
        assert found.verdict is Verdict.KILLED_BY_SCENARIOS
        assert found.why.startswith('Then the form "ask" asks')
        assert [scenario for _, scenario in judge.kills] == [found.by]

    def test_plays_the_change_and_not_what_was_there_before(self, judge: Judge, fork: Fork):
        longer = judge.bundle.files["bpmn/review.bpmn"].replace(b'targetRef="closed"', b'targetRef="ask"')
        found = judge.judge(fork, Mutant(file="bpmn/review.bpmn", element="ask", change="goes round", data=longer))
        assert found.verdict is Verdict.KILLED_BY_SCENARIOS
        assert found.why

    def test_leaves_nothing_of_a_change_behind(self, judge: Judge, fork: Fork):
        wrong = mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out")
        harmless = Mutant(**{**vars(wrong), "data": judge.bundle.files[wrong.file] + b"# a remark\n"})
        for _ in range(2):
            assert judge.judge(fork, wrong).verdict is Verdict.KILLED_BY_SCENARIOS
            assert judge.judge(fork, harmless).verdict is Verdict.SURVIVED

    def test_asks_the_check_when_no_scenario_notices(self, judge: Judge, fork: Fork):
        lost = judge.bundle.files["bpmn/review.bpmn"].replace(
            b'<bpmn:endEvent id="closed">', b'<bpmn:endEvent id="lost" /><bpmn:endEvent id="closed">'
        )
        wrong = Mutant(file="bpmn/review.bpmn", element="lost", change="is there", data=lost)
        found = judge.judge(fork, wrong)
        assert found.verdict is Verdict.KILLED_BY_CHECK
        assert "lost" in found.why

    def test_says_what_nobody_notices(self, judge: Judge, fork: Fork):
        wrong = mutant(judge, "bpmn/partnership.yaml", "east", "member is Nobody in particular")
        assert judge.judge(fork, wrong).verdict is Verdict.SURVIVED

    def test_says_what_cannot_be_loaded(self, judge: Judge, fork: Fork):
        wrong = Mutant(file="bpmn/review.bpmn", element="review", change="is nothing", data=b"<nothing/>")
        assert judge.judge(fork, wrong).verdict is Verdict.UNLOADABLE

    def test_counts_a_scenario_that_does_not_end_as_noticing(self, judge: Judge, fork: Fork, monkeypatch):
        monkeypatch.setattr(judging, "LONGEST_CHANGED_SECONDS", 0.000_001)
        harmless = mutant(judge, "bpmn/partnership.yaml", "east", "member is Nobody in particular")
        found = judge.judge(fork, harmless)
        assert (found.verdict, found.why) == (Verdict.KILLED_BY_SCENARIOS, "it did not end in time")

    def test_begins_with_the_scenarios_that_are_likely_to_notice(self, judge: Judge):
        closed, asks, later = (outcome.scenario for outcome in judge.outcomes)
        written = mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out")
        assert judge.likeliest_first(written)[0] == asks
        drawn = mutant(judge, "bpmn/review.bpmn", "ask", "is passed over")
        assert judge.likeliest_first(drawn)[-1] == asks
        judge.kills[drawn.file, later.id] += 1
        assert judge.likeliest_first(drawn)[0] == later
        judge.kills[drawn.file, closed.id] += 2
        assert judge.likeliest_first(drawn)[0] == closed

    def test_begins_with_the_scenario_that_noticed_last_time(self, judge: Judge):
        later = judge.outcomes[-1].scenario
        written = mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out")
        known = replace(judge, noticed={(written.file, written.element, written.change): later.id})
        assert known.likeliest_first(written)[0] == later

    def test_asks_those_that_say_what_a_form_asks_wherever_their_case_is(self, judge: Judge):
        asks = replace(judge.outcomes[1], covered={"flows": [["elsewhere", "a_to_b"]]})
        moved = replace(judge, outcomes=[judge.outcomes[0], asks])
        assert (
            moved.likeliest_first(mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out"))[0]
            == asks.scenario
        )
        assert asks.scenario not in moved.likeliest_first(mutant(judge, "bpmn/review.bpmn", "ask", "is passed over"))

    def test_runs_no_scenario_whose_case_went_elsewhere(self, judge: Judge):
        nowhere = Mutant(file="bpmn/clauses.yaml", element="AB-3", change="says less", data=b"")
        assert [scenario.name for scenario in judge.likeliest_first(nowhere)] == ['The form "ask"']

    def test_asks_of_a_letter_those_that_name_it_and_a_few_others(self, judge: Judge, monkeypatch):
        for others, name, asked in ((0, "asks", 1), (0, "sings", 0), (1, "sings", 1)):
            monkeypatch.setattr(judging, "OTHERS_OF_A_TEXT", others)
            spoken = Mutant(file=f"forms/letters/{name}.txt", element=name, change="says less", data=b"")
            assert len(judge.likeliest_first(spoken)) == asked


class TestForks:
    def test_are_not_begun_on_scenarios_that_cannot_be_read(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), "  Scenari: nothing\n")
        with pytest.raises(ScenariosUnreadable, match="cannot be run"), loading(folder / "features", 1):
            pass

    def test_tell_what_failed_before_any_change(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), FAILS)
        with loading(folder / "features", 1) as loaded:
            assert all(outcome.failure for outcome in loaded.run(folder))

    def test_asks_those_that_say_what_a_spreadsheet_asks(self, judge: Judge):
        bundle = Bundle({**judge.bundle.files, "forms/tables/diary.yaml": DIARY.encode()})
        said = replace(judge.outcomes[1].scenario, said='Then each row of the spreadsheet "Diary" asks:')
        asks = replace(judge.outcomes[1], scenario=said, covered={"flows": [["elsewhere", "a_to_b"]]})
        read = replace(judge, bundle=bundle, revision=read_revision(bundle), outcomes=[judge.outcomes[0], asks])
        wrong = next(m for m in mutants(bundle) if m.file == "forms/tables/diary.yaml")
        assert read.likeliest_first(wrong)[0] == said
