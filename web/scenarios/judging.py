"""Judges wrong revisions: do the scenarios notice, or the check, or nobody?"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import UnreadableRevision
from engine.diagrams.mutants import Mutant
from engine.diagrams.revision import Revision, read_revision
from web.scenarios.running import Outcome, Runner, Scenario


class Verdict(Enum):
    """Who notices a mutant, in the order in which they are asked."""

    UNLOADABLE = "unloadable"
    KILLED_BY_SCENARIOS = "killed_by_scenarios"
    KILLED_BY_CHECK = "killed_by_check"
    SURVIVED = "survived"


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judges the mutants of one revision.

    Attributes:
        folder: the revision's.
        bundle: its files.
        revision: what was read of them.
        outcomes: of every scenario against the revision as it is, all of them passed.
        kills: how many mutants of a file each scenario has noticed so far.
    """

    folder: Path
    bundle: Bundle
    revision: Revision
    outcomes: Sequence[Outcome]
    kills: Counter[tuple[str, Scenario]] = field(default_factory=Counter)

    def judge(self, runner: Runner, mutant: Mutant) -> Verdict:
        """Return who notices a mutant."""
        changed = mutant.of(self.bundle)
        try:
            read_revision(changed)
        except UnreadableRevision:
            return Verdict.UNLOADABLE
        with tempfile.TemporaryDirectory() as folder:
            self._lay_down(changed, Path(folder))
            *_, last = runner.run(Path(folder), self.likeliest_first(mutant), until_failure=True)
        if last.failure:
            self.kills[mutant.file, last.scenario] += 1
            return Verdict.KILLED_BY_SCENARIOS
        return Verdict.KILLED_BY_CHECK if check_bundle(changed) else Verdict.SURVIVED

    def likeliest_first(self, mutant: Mutant) -> list[Scenario]:
        """Order the scenarios, so that one that notices the mutant comes soon.

        First those that have noticed other changes of the file, and those that look at what is written without any
        case; then those whose case took what is changed; then the quick ones.
        """
        where, near = Path(mutant.file).stem, self._near(mutant)
        is_drawn = mutant.file.endswith((".bpmn", ".dmn"))

        def rank(outcome: Outcome) -> tuple[int, int, float]:
            taken = [pair for pairs in outcome.covered.values() for pair in pairs]
            kills = self.kills[mutant.file, outcome.scenario]
            if kills or not (taken or is_drawn):
                tier = 0
            elif any(what in near for _, what in taken):
                tier = 1
            else:
                tier = 2 if any(place == where for place, _ in taken) else 3
            return tier, -kills, outcome.seconds

        return [outcome.scenario for outcome in sorted(self.outcomes, key=rank)]

    def _near(self, mutant: Mutant) -> set[str]:
        """Return the questions and sequence flows at which a change would show."""
        names = {mutant.element, *mutant.element.split("/")}
        names |= {
            e.id
            for e in self.revision.elements.values()
            if mutant.element in (e.role, e.time_limit, *e.properties.values())
        }
        return names | {flow.id for flow in self.revision.flows if {flow.source, flow.target} & names}

    def _lay_down(self, bundle: Bundle, folder: Path) -> None:
        """Write a bundle's files into a folder, beside the good answers of the revision."""
        for path, data in bundle.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        if (own := self.folder.resolve() / "features").is_dir():
            (folder / "features").symlink_to(own, target_is_directory=True)
