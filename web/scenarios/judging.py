"""Judges wrong revisions: do the scenarios notice, or the check, or nobody?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import PurePosixPath

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant
from engine.diagrams.mutants.reach import Reach
from engine.diagrams.revision import Revision
from web.scenarios.forks import LONGEST_CHANGED_SECONDS, Fork
from web.scenarios.running import Outcome, Scenario


class Verdict(Enum):
    """Who notices a mutant, in the order in which they are asked."""

    UNLOADABLE = "unloadable"
    KILLED_BY_SCENARIOS = "killed_by_scenarios"
    KILLED_BY_CHECK = "killed_by_check"
    SURVIVED = "survived"


BY = {
    "reading": Verdict.UNLOADABLE,
    "scenario": Verdict.KILLED_BY_SCENARIOS,
    "check": Verdict.KILLED_BY_CHECK,
    "": Verdict.SURVIVED,
}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What was found of a mutant: who notices, by which scenario, and what was said then."""

    verdict: Verdict
    by: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What one scenario's case took: the processes, and the sequence flows, rules and questions by name."""

    processes: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, outcome: Outcome) -> "Taken":
        """Return what is known of a scenario that has run."""
        pairs = [pair for found in outcome.covered.values() for pair in found]
        return cls(
            processes=frozenset(process for process, _ in outcome.covered.get("flows", ())),
            names=frozenset(name for _, name in pairs),
        )


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judges the mutants of one revision.

    Attributes:
        bundle: its files.
        revision: what was read of them.
        outcomes: of every scenario against the revision as it is, all of them passed.
        noticed: by file and element of a mutant, the ids of scenarios that have noticed such a change before.
        kills: how many mutants of a file each scenario has noticed so far.
    """

    bundle: Bundle
    revision: Revision
    outcomes: Sequence[Outcome]
    noticed: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)

    def judge(self, fork: Fork, mutant: Mutant) -> Judged:
        """Return who notices a mutant."""
        reach = self._reach.of(mutant.file, mutant.element)
        answer = fork.judge(
            mutant.file,
            mutant.data.decode(),
            reach=None if reach is None else sorted(reach),
            scenarios=self.likeliest_first(mutant),
            seconds=LONGEST_CHANGED_SECONDS,
        )
        found = Judged(verdict=BY[answer["noticed"]], by=answer.get("by", ""), why=answer.get("why", ""))
        if found.verdict is Verdict.KILLED_BY_SCENARIOS:
            self.kills[mutant.file, found.by] += 1
        return found

    def likeliest_first(self, mutant: Mutant) -> list[Scenario]:
        """Return the scenarios that can notice the mutant, ordered so that one that does comes soon.

        First the one that noticed it when it was last judged; then those without a case, of a form those that have its
        title in their names, for they say what it asks. Then those whose case took what is changed; among them, those
        that have noticed other changes of the file, and the quick ones. A scenario whose case entered none of the
        processes that the change reaches has gone as it would have gone without it: it is not run.
        """
        reach, near = self._reach.of(mutant.file, mutant.element), self._near(mutant)
        last = self.noticed.get((mutant.file, mutant.element, mutant.change), "")
        form = self.revision.forms.get(PurePosixPath(mutant.file).stem)
        title = form.title if form else ""

        def rank(outcome: Outcome) -> tuple[int, int, float]:
            taken = self._taken[outcome.scenario.id]
            if outcome.scenario.id == last:
                tier = 0
            elif not taken.processes:
                tier = 1 if reach is None or (title and title in outcome.scenario.name) else 4
            else:
                tier = 2 if near & taken.names else 3
            return tier, -self.kills[mutant.file, outcome.scenario.id], outcome.seconds

        def may_notice(outcome: Outcome) -> bool:
            entered = self._taken[outcome.scenario.id].processes
            return reach is None or not entered or bool(entered & reach)

        return [outcome.scenario for outcome in sorted(filter(may_notice, self.outcomes), key=rank)]

    def _near(self, mutant: Mutant) -> set[str]:
        """Return the questions and sequence flows at which a change would show."""
        names = {mutant.element, *mutant.element.split("/")}
        names |= {
            e.id
            for e in self.revision.elements.values()
            if mutant.element in (e.role, e.time_limit, *e.properties.values())
        }
        return names | {flow.id for flow in self.revision.flows if {flow.source, flow.target} & names}

    @cached_property
    def _taken(self) -> Mapping[str, Taken]:
        return {outcome.scenario.id: Taken.of(outcome) for outcome in self.outcomes}

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.bundle, self.revision)
