"""What the scenarios of a revision cover: flows, boundary events, user tasks, decision rules, questions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict

from engine.diagrams.revision import Revision

Pair = tuple[str, str]


class Measure(TypedDict):
    """One kind of thing: how many there are, how many were taken, and which were not, as `where/what`."""

    total: int
    taken: int
    missing: list[str]


@dataclass(frozen=True)
class Covered:
    """What scenarios took, by (process, id), (table, rule) and (form, question)."""

    flows: set[Pair] = field(default_factory=set)
    rules: set[Pair] = field(default_factory=set)
    answers: set[Pair] = field(default_factory=set)

    def add(self, *, flows: Iterable[Pair], rules: Iterable[Pair], answers: Iterable[Pair]) -> None:
        """Add what one scenario took."""
        self.flows.update(flows)
        self.rules.update(rules)
        self.answers.update(answers)

    def to_json(self) -> dict[str, list[list[str]]]:
        """Return it as plain JSON, for a worker to hand over."""
        return {name: sorted(map(list, found)) for name, found in vars(self).items()}

    def add_json(self, handed: dict[str, list[list[str]]]) -> None:
        """Add what a worker handed over."""
        self.add(**{name: [(where, what) for where, what in pairs] for name, pairs in handed.items()})


def coverage(revision: Revision, covered: Covered) -> dict[str, Measure]:
    """Measure what was covered of a revision."""
    flows = {(f.process, f.id): f for f in revision.flows}
    left = {(process, flows[process, flow].source) for process, flow in covered.flows if (process, flow) in flows}
    nodes = {
        kind: {key for key, e in revision.elements.items() if e.kind == kind} for kind in ("boundaryEvent", "userTask")
    }
    rules = {(d.id, r.id) for d in revision.decisions.values() for r in d.rules}
    questions = {(form.form, q.name) for form in revision.forms.values() for q in form.fields}
    wanted = {
        "flows": (set(flows), covered.flows),
        "boundary_events": (nodes["boundaryEvent"], left),
        "decision_rules": (rules, covered.rules),
        "user_tasks": (nodes["userTask"], left),
        "form_fields": (questions, covered.answers),
    }
    return {
        name: Measure(total=len(every), taken=len(every & taken), missing=sorted("/".join(m) for m in every - taken))
        for name, (every, taken) in wanted.items()
    }
