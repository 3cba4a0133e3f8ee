"""Judges wrong revisions: do the scenarios notice, or the check, or nobody?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import PurePosixPath

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant
from engine.diagrams.mutants.names import names_of
from engine.diagrams.mutants.reach import Reach
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, TABLES, Revision
from web.scenarios.forks import LONGEST_CHANGED_SECONDS, Fork
from web.scenarios.running import Outcome, Scenario
from web.scenarios.saying import Sayings


class Verdict(Enum):
    """Who notices a mutant, in the order in which they are asked."""

    UNLOADABLE = "unloadable"
    KILLED_BY_SCENARIOS = "killed_by_scenarios"
    KILLED_BY_CHECK = "killed_by_check"
    SURVIVED = "survived"


OTHERS_OF_A_TEXT = 20
"""Scenarios that do not name a letter or document, and are run nevertheless."""
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
        spoils = self._reach.spoils(mutant.file, mutant.element)
        answer = fork.judge(
            mutant.file,
            mutant.data.decode(),
            spoils=None if spoils is None else sorted(map("/".join, spoils)),
            scenarios=self.likeliest_first(mutant),
            seconds=LONGEST_CHANGED_SECONDS,
        )
        found = Judged(verdict=BY[answer["noticed"]], by=answer.get("by", ""), why=answer.get("why", ""))
        if found.verdict is Verdict.KILLED_BY_SCENARIOS:
            self.kills[mutant.file, found.by] += 1
        return found

    def likeliest_first(self, mutant: Mutant) -> list[Scenario]:
        """Return the scenarios that can notice the mutant, ordered so that one that does comes soon.

        First the one that noticed it when it was last judged; then those that say what the changed form asks, wherever
        their case has come to. Then those whose case answered the question, applied the rule, or came to the role that
        is changed; among them, those that have noticed other changes of the file, and the quick ones. A scenario whose
        case came to nothing that uses what is changed has gone as it would have gone without: it is not run. What a
        letter or a document says shows to those alone that name it, or what writes or shows it; whether it can be
        written at all, a few of the others show. Taken in turn with these: the scenarios that speak most of what is
        changed.
        """
        shows = self._reach.shows(mutant.file, mutant.element)
        last = self.noticed.get((mutant.file, mutant.element, mutant.change), "")
        asked = self._asked(PurePosixPath(mutant.file))
        names = {mutant.element, *mutant.element.split("/")}
        names |= {flow for _, flow in self._reach.of_role(mutant.element)}

        def asks(outcome: Outcome) -> bool:
            return bool(asked) and asked in outcome.scenario.said

        def rank(outcome: Outcome) -> tuple[int, int, float]:
            name = outcome.scenario.id
            if name == last:
                tier = 0
            elif asks(outcome):
                tier = 1
            elif not self._flows[name]:
                tier = 1 if shows is None else 4
            else:
                tier = 2 if names & self._names[name] else 3
            return tier, -self.kills[mutant.file, name], outcome.seconds

        def may_notice(outcome: Outcome) -> bool:
            taken = self._flows[outcome.scenario.id]
            return shows is None or not taken or asks(outcome) or not taken.isdisjoint(shows)

        ordered = [outcome.scenario for outcome in sorted(filter(may_notice, self.outcomes), key=rank)]
        speak = self._sayings.of(names_of(self.revision, self._reach, mutant.file, mutant.element, mutant.change))
        speaking = sorted(
            (s for s in ordered if s.id in speak and (shows is None or self._flows[s.id])), key=lambda s: -speak[s.id]
        )
        ordered = list(dict.fromkeys(filter(None, chain.from_iterable(zip_longest(ordered, speaking)))))
        if not mutant.file.startswith((LETTERS, DOCUMENTS)):
            return ordered
        called = {PurePosixPath(mutant.file).stem.replace("_", " ")}
        called |= {element.name for element in self._reach.using(mutant.file, mutant.element) or () if element.name}
        naming = [scenario for scenario in ordered if any(name in scenario.said for name in called)]
        return naming + [scenario for scenario in ordered if scenario not in naming][:OTHERS_OF_A_TEXT]

    def _asked(self, file: PurePosixPath) -> str:
        """Return how a scenario names what a file asks; empty for a file that asks nothing."""
        match str(file.parent):
            case folder if folder == FORMS and file.stem in self.revision.forms:
                return f'form "{self.revision.forms[file.stem].title}"'
            case folder if folder == TABLES and file.stem in self.revision.tables:
                return f'spreadsheet "{self.revision.tables[file.stem].title}"'
            case _:
                return ""

    @cached_property
    def _flows(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """The sequence flows that each scenario's case took."""
        return {
            outcome.scenario.id: frozenset((process, flow) for process, flow in outcome.covered.get("flows", ()))
            for outcome in self.outcomes
        }

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """The names of all that each scenario's case took: sequence flows, rules, questions."""
        return {
            outcome.scenario.id: frozenset(name for pairs in outcome.covered.values() for _, name in pairs)
            for outcome in self.outcomes
        }

    @cached_property
    def _sayings(self) -> Sayings:
        return Sayings([outcome.scenario for outcome in self.outcomes])

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.bundle, self.revision)
