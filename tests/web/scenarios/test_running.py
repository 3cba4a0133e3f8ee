"""Scenarios are run in child processes that stay alive."""

from pathlib import Path

import pytest

from features.runner import in_words
from tests.engine.diagrams.builder import smallest
from tests.web.scenarios.specified import FAILS, HOLDS, MEANS_NOTHING, lay_down, referred
from web.scenarios.running import OUR_CODE, Runner, ScenariosUnreadable, features_of, runners


class TestRunner:
    def test_says_which_sentence_fails_and_why(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS, FAILS, MEANS_NOTHING)
        with Runner(folder / "features") as runner:
            found = {o.scenario.name: o.failure for o in runner.run(folder, runner.scenarios)}
        unanswered = 'Then "ask" is open for the Chair: found nothing, expected Chair'
        assert found == {
            "It is closed at once": "",
            "It is asked again [Saturday 28 March 2026]": unanswered,
            "It is asked again [Monday 30 March 2026]": unanswered,
            "It is sung": "When the Clerk sings: no sentence of this form is known; features/steps has them",
        }

    def test_runs_one_revision_after_another_and_stops_at_a_failure_if_asked(self, tmp_path: Path):
        sound = lay_down(tmp_path / "sound", referred(), HOLDS, FAILS)
        longer = smallest().task("answer")
        longer.flows.clear()
        other = lay_down(tmp_path / "other", referred(longer.line("opened", "ask", "answer", "closed")))
        with Runner(sound / "features") as runner:
            first, *_ = runner.scenarios
            assert [o.failure for o in runner.run(sound, [first])] == [""]
            assert [bool(o.failure) for o in runner.run(other, runner.scenarios, until_failure=True)] == [True]
            assert [bool(o.failure) for o in runner.run(sound, runner.scenarios)] == [False, True, True]

    def test_says_what_a_case_took(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS)
        with Runner(folder / "features") as runner:
            [outcome] = runner.run(folder, runner.scenarios)
        assert outcome.covered["flows"] == [["review", "ask_to_closed"], ["review", "opened_to_ask"]]
        assert outcome.covered["answers"] == [["ask", "note"]]

    def test_fails_what_does_not_end_and_goes_on(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS, FAILS)
        with Runner(folder / "features") as runner:
            runner._longest_seconds = 0.0
            [outcome] = runner.run(folder, runner.scenarios[:1])
            assert outcome.failure == "it did not end within 0 seconds"

    def test_says_why_features_cannot_be_read(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), "  Scenari: nothing\n")
        with pytest.raises(ScenariosUnreadable, match="cannot be run"):
            Runner(folder / "features")


class TestRunners:
    def test_share_the_scenarios_and_keep_their_order(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS, FAILS)
        with runners(folder / "features", 2) as ready:
            found = ready.run(folder, ready.scenarios)
        assert [o.scenario for o in found] == list(ready.scenarios)


class TestFeaturesOf:
    def test_are_the_revisions_own_else_the_projects(self, tmp_path: Path):
        assert features_of(tmp_path) == OUR_CODE / "features"
        assert features_of(lay_down(tmp_path, referred(), HOLDS)) == tmp_path / "features"


class TestInWords:
    def failing(self, said: str) -> str:
        return in_words(AssertionError(said))

    def test_says_what_was_found_and_expected(self):
        said = "assert {datetime.date(2026, 3, 30)} == {datetime.date(2026, 3, 31)}\n  Extra items in the left set"
        assert self.failing(said) == "found Monday 30 March 2026, expected Tuesday 31 March 2026"
        assert self.failing("assert [['a', 1], []] == []") == "found ['a', 1], [], expected nothing"
        assert self.failing("assert 0 == 1\n +  where 0 = len([])") == "found 0, expected 1"

    def test_says_the_steps_own_words_where_it_has_some(self):
        assert self.failing("refused with: ''\nassert 'due' in ''") == "refused with: ''"

    def test_says_something_whatever_failed(self):
        assert self.failing("") == "it is not so"
        assert self.failing("assert not [1]") == "found [1]"
        assert in_words(StopIteration()) == "StopIteration"
