"""What was found of changes is kept from one run to the next."""

import os
from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant
from tests.web.scenarios.specified import HOLDS, lay_down, referred
from web.scenarios.judging import Judged, Verdict
from web.scenarios.verdicts import MOST_FILES, Verdicts, key_of

MUTANT = Mutant(file="bpmn/review.bpmn", element="ask", change="is passed over", data=b"")
NOTICED = Judged(verdict=Verdict.KILLED_BY_SCENARIOS, by="one", why="it is not so")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "sound", referred(), HOLDS)


def verdicts_of(folder: Path) -> Verdicts:
    return Verdicts.of(Bundle.read(folder), folder / "features", folder.parent / "kept")


def kept(folder: Path) -> Verdicts:
    """Return what is kept of the revision in a folder, in which one verdict is."""
    verdicts = verdicts_of(folder)
    verdicts.open(anew=False)
    verdicts.keep(MUTANT, NOTICED)
    return verdicts


class TestVerdicts:
    def test_are_known_in_the_next_run(self, folder: Path):
        kept(folder)
        again = verdicts_of(folder)
        again.open(anew=False)
        assert again.known() == {key_of(MUTANT): NOTICED}

    def test_are_forgotten_if_they_are_to_be_looked_for_anew(self, folder: Path):
        kept(folder)
        again = verdicts_of(folder)
        again.open(anew=True)
        assert again.known() == {}

    @pytest.mark.parametrize(
        "file", ["forms/definitions/ask.yaml", "features/review.feature", "features/answers/ask.yaml"]
    )
    def test_are_of_one_revision_with_its_scenarios(self, folder: Path, file: str):
        kept(folder)
        with (folder / file).open("a") as changed:
            changed.write("\n# a remark\n")
        other = verdicts_of(folder)
        other.open(anew=False)
        assert other.known() == {}
        assert other.hints() == {key_of(MUTANT): "one"}

    def test_hint_at_who_noticed_last(self, folder: Path):
        older = kept(folder)
        os.utime(older.path, (0, 0))
        newer = Verdicts(older.path.with_name("newer.jsonl"))
        newer.keep(MUTANT, Judged(verdict=Verdict.KILLED_BY_SCENARIOS, by="two"))
        assert older.hints() == {key_of(MUTANT): "two"}

    def test_survive_a_run_that_was_broken_off_in_a_line(self, folder: Path):
        verdicts = kept(folder)
        with verdicts.path.open("a") as file:
            file.write('["bpmn/review.bpmn", "as')
        assert verdicts.known() == {key_of(MUTANT): NOTICED}

    def test_are_kept_of_a_few_runs_only(self, folder: Path):
        verdicts = kept(folder)
        for number in range(MOST_FILES + 3):
            Verdicts(verdicts.path.with_name(f"{number}.jsonl")).open(anew=False)
        assert len([*verdicts.path.parent.iterdir()]) == MOST_FILES
