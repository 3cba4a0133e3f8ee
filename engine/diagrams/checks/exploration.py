"""Explores a revision with everything that can have been answered on the way to each step: see `possible`.

From the process that a case starts in, through what it calls. Ways from which a problem follows are told,
and gone on with as well as can be, so that one mistake does not hide the next.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from engine.diagrams.checks.given import Facts, is_listed
from engine.diagrams.checks.possible import (
    Given,
    TooManyError,
    Values,
    Way,
    Ways,
    combinations,
    in_words,
    narrowed,
    simplest_first,
    ways_of,
)
from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Element, Flow
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph
from forms.definition import Form
from forms.expressions import ExpressionError

MOST_TURNS = 100
"""How often a step may be looked at again before the exploration gives up; loops need two or three."""


class Exploration:
    """Explores a revision; a process is explored once for what it is called with, as far as it looks at that."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.facts = subject, Facts(subject)
        self.problems: dict[tuple[Any, ...], Problem] = {}
        self.taken: set[tuple[str, str]] = set()
        self.asked: set[tuple[str, str]] = set()
        self._explored: dict[tuple[str, str, frozenset[tuple[str, Values]]], Ways] = {}

    def run(self, process: str, way: Way, family: str) -> list[Way]:
        """Return what is known after a process, called with what a way knows for an instance of a family of lists."""
        touched = self.facts.touched[process]
        own = {fact: values for fact, values in way.items() if fact in touched}
        beyond = {fact: values for fact, values in way.items() if fact not in touched}
        call = (process, family, frozenset(own.items()))
        if call not in self._explored:
            self._explored[call] = Run(self, self.subject.graphs[process], family, beyond).explore(own)
        return [{**beyond, **after} for after in self._explored[call].values()]

    def say(self, e: Element | Flow, rule: str, message: str, *about: str) -> None:
        """Note a problem, once for what it is about."""
        self.problems.setdefault((e.process, e.id, rule, *about), at(e, rule, message))

    def never_taken(self) -> Iterator[Problem]:
        """Yield the ways out of gateways that no answer opens."""
        faulty = {key[:2] for key in self.problems}
        for flow in self.subject.revision.flows:
            gateway = (flow.process, flow.source)
            if gateway in self.asked - faulty and (flow.process, flow.id) not in self.taken:
                yield at(
                    flow, "never", "no answer that can have been given leads this way; mend its condition or remove it"
                )


class Run:
    """One run of a process: what is known on each flow, until nothing new is learnt.

    What is known `beyond` the process is neither looked at nor changed in it, only told as an example.
    """

    def __init__(self, exploration: Exploration, graph: Graph, family: str, beyond: Way) -> None:
        self.exploration, self.graph, self.family, self.beyond = exploration, graph, family, beyond
        self.facts, self.subject = exploration.facts, exploration.subject
        self.on: dict[str, Ways] = {}
        self.waiting: deque[str] = deque()
        self.turns = dict.fromkeys(graph.elements, 0)
        self.targets = {flow.id: flow.target for flows in graph.out.values() for flow in flows}

    def explore(self, way: Way) -> Ways:
        """Return what is known where the process ends."""
        ends: list[Way] = []
        if len(self.graph.starts) == 1:
            self._arrive(self.graph.starts[0].id, ways_of([way]))
        while self.waiting:
            e = self.graph.elements[self.waiting.popleft()]
            self.turns[e.id] += 1
            if self.turns[e.id] > MOST_TURNS:
                self.exploration.say(
                    e, "too-many", "could not be explored: too many answers meet here; divide the process"
                )
                break
            self._visit(e)
        for e in self.graph.elements.values():
            if e.kind == "endEvent" and e.id in self.graph.main:
                ends += self._known_at(e).values()
        return ways_of(ends)

    def _arrive(self, place: str, ways: Ways) -> None:
        """Note what is known on a flow, or at an event; look on from there if that is more than before."""
        before = self.on.get(place, {})
        after = ways_of([*before.values(), *ways.values()])
        if after != before:
            self.on[place] = after
            target = self.targets.get(place, place)
            if target not in self.waiting:
                self.waiting.append(target)

    def _known_at(self, e: Element) -> Ways:
        """Return what is known when a case comes to an element."""
        arriving = [self.on[flow.id] for flow in self.graph.into[e.id] if flow.id in self.on]
        if e.kind == "parallelGateway" and len(self.graph.into[e.id]) > 1:
            return self._joined(e) if len(arriving) == len(self.graph.into[e.id]) else {}
        return ways_of(way for ways in (*arriving, self.on.get(e.id, {})) for way in ways.values())

    def _visit(self, e: Element) -> None:
        known = self._known_at(e)
        if not known:
            return
        self._check_reads(e, known)
        for event in self.graph.events_on[e.id]:
            self._arrive(event.id, self._during(e, known))
        try:
            if e.kind == "exclusiveGateway" and len(self.graph.out[e.id]) > 1:
                self._choose(e, known)
                return
            after = ways_of(way for before in known.values() for way in self._through(e, before))
        except TooManyError:
            self.exploration.say(
                e, "too-many", "reads more combinations of answers than can be tried; ask in two steps"
            )
            after = known
        for flow in self.graph.out[e.id]:
            self._arrive(flow.id, after)

    def _check_reads(self, e: Element, known: Ways) -> None:
        for read in self.facts.reads(e):
            lacking = [way for way in known.values() if read.fact not in way and not is_listed(read.fact)]
            if lacking:
                message = f"reads {read.named}, which is not given on every way here{self._example(lacking[0])}"
                self.exploration.say(e, "not-given", f"{message}; {read.mend}", read.fact)

    def _example(self, way: Way) -> str:
        """Say which way is meant, if answers tell it from the others."""
        known = {**self.beyond, **way}
        told = {
            fact: next(iter(known[fact]))
            for fact in sorted(known)
            if len(known[fact]) == 1 and fact in self.subject.domains
        }
        return f" (not after {in_words(told)})" if told else ""

    def _through(self, e: Element, before: Way) -> Iterable[Way]:
        """Return what is known after an element that is no gateway with several ways."""
        if e.collection:
            return [self._after_instances(e, before)]
        if e.called and e.called in self.subject.graphs:
            return self.exploration.run(e.called, before, self.family)
        form = self.subject.revision.forms.get(e.form) if e.is_filled_in else None
        if form:
            return self._sent(e, form, before)
        if e.properties.get("decision") in self.subject.revision.decisions:
            return [self._decided(e, before)]
        return [self.facts.done(e, before)]

    def _sent(self, e: Element, form: Form, before: Way) -> list[Way]:
        after = self.facts.sent(form, before)
        if not after:
            given = in_words({fact: simplest_first(before[fact]) for fact in sorted(before)})
            message = (
                f"cannot be completed after {given}: no answers keep the rules of the form {form.form!r}; mend them"
            )
            self.exploration.say(e, "unanswerable", message)
        return after or [before]

    def _decided(self, e: Element, before: Way) -> Way:
        table = self.subject.revision.decisions[e.properties["decision"]]
        names = {name for read in table.inputs for name in read.names}
        outputs: dict[str, set[Any]] = {f"{table.id}.{output}": set() for output in table.outputs}
        if names <= before.keys():
            for answers in combinations(before, names):
                try:
                    rules = table.matching([read.evaluate(Given(answers)) for read in table.inputs])
                except ExpressionError:
                    rules = []  # said by the table's own rule
                for rule in rules:
                    for output, value in zip(table.outputs, rule.outputs, strict=True):
                        outputs[f"{table.id}.{output}"].add(value)
        found = {fact: frozenset(values or self.subject.domains[fact]) for fact, values in outputs.items()}
        return self.facts.asked(table.id, found, before)

    def _after_instances(self, e: Element, before: Way) -> Way:
        """Return what is known after a multi-instance activity: the answers of its instances, as lists."""
        gives = self.facts.gives(e) & self.facts.relevant
        family = self.subject.family(e.collection)
        entered = {
            **{fact: self._one_of(fact, values, family) for fact, values in before.items()},
            **self.facts.on_lists,
        }
        inside: list[Way] = []
        if e.called and e.called in self.subject.graphs:
            inside = self.exploration.run(e.called, entered, family)
        elif e.form in self.subject.revision.forms:
            inside = list(self._sent(e, self.subject.revision.forms[e.form], entered))
        own = len(self.subject.revision.choices(e.collection)) if e.collection in self.subject.own_lists else None
        sizes = (0, 1, 2) if own is None else (min(own, 2),)
        after = {fact: values for fact, values in before.items() if fact not in gives}
        for fact in gives:
            values = frozenset[Any]().union(*(way.get(fact, frozenset()) for way in inside))
            if fact in self.subject.domains:
                values = values.union(*before.get(fact, ()))  # what other lists of the family answered stays
                every = all(fact in way for way in inside)
                lengths = sizes if every else range(max(sizes) + 1)
                after[fact] = frozenset(
                    items for size in lengths for items in product(simplest_first(values), repeat=size)
                )
            elif min(sizes) and all(fact in way for way in inside):
                after[fact] = values
        return after

    def _one_of(self, fact: str, values: Values, family: str) -> Values:
        """Return what an instance reads of a fact: of its own family of lists, its own answer."""
        if fact in self.subject.domains and self.subject.list_of(fact) == family:
            return frozenset(self.subject.domains[fact])
        return values

    def _during(self, e: Element, known: Ways) -> Ways:
        """Return what is known while an activity goes on: what it asks may have been answered anew, or not."""
        given = self.facts.gives(e) & self.subject.domains.keys() if e.called and not e.collection else frozenset()
        return ways_of(
            {fact: values | self._anything(fact) if fact in given else values for fact, values in way.items()}
            for way in known.values()
        )

    def _anything(self, fact: str) -> Values:
        """Return all that can be read of an answer here; of instances', the lists of what all of them answered."""
        domain = self.subject.domains[fact]
        if self.subject.list_of(fact) in ("", self.family):
            return frozenset(domain)
        return frozenset(items for size in (0, 1, 2) for items in product(domain, repeat=size))

    def _choose(self, e: Element, known: Ways) -> None:
        """Try every combination of answers at a gateway, and go on along the way that each opens."""
        exits = [flow for flow in self.graph.out[e.id] if flow.condition]
        if len(exits) < len(self.graph.out[e.id]):
            return  # said by a rule of its own
        self.exploration.asked.add(e.key)
        names = {name for flow in exits for name in (flow.condition.names if flow.condition else ())}
        for way in known.values():
            if not names <= way.keys():
                for flow in exits:  # said already; what lies behind is looked at all the same
                    self.exploration.taken.add((flow.process, flow.id))
                    self._arrive(flow.id, ways_of([way]))
                continue
            opened: dict[str, list[Mapping[str, Any]]] = {flow.id: [] for flow in exits}
            for answers in combinations(way, names):
                for flow in self._open(e, exits, answers):
                    opened[flow.id].append(answers)
            for flow in exits:
                if opened[flow.id]:
                    self.exploration.taken.add((flow.process, flow.id))
                    self._arrive(flow.id, ways_of([narrowed(way, opened[flow.id])]))

    def _open(self, e: Element, exits: list[Flow], answers: Mapping[str, Any]) -> list[Flow]:
        try:
            found = [flow for flow in exits if flow.condition and flow.condition.evaluate(Given(answers))]
        except ExpressionError as wrong:
            self.exploration.say(e, "condition", f"cannot be decided for {in_words(answers)}: {wrong}")
            return []
        if len(found) != 1:
            ways = " and ".join(flow.id for flow in found)
            said = f"opens {ways} for" if found else "opens no way for"
            self.exploration.say(
                e, "one-way", f"{said} {in_words(answers)}; exactly one way must be open, whatever is answered"
            )
        return found

    def _joined(self, e: Element) -> Ways:
        """Return what is known where branches join: what each of them gave, and what was known before them."""
        flows = self.graph.into[e.id]
        behind = [self.graph.behind(flow.source, stop=e.id) for flow in flows]
        common = frozenset.intersection(*behind)
        written = [
            frozenset[str]().union(*(self.facts.gives(self.graph.elements[id_]) for id_ in nodes - common))
            for nodes in behind
        ]
        found = (self._merged(ways, written) for ways in product(*(self.on[flow.id].values() for flow in flows)))
        return ways_of(way for way in found if way is not None)

    def _merged(self, branches: tuple[Way, ...], written: list[frozenset[str]]) -> Way | None:
        """Merge what branches know; None if they contradict each other about what none of them changed."""
        merged: dict[str, Values] = {}
        for fact in frozenset[str]().union(*branches):
            writers = [way for way, facts in zip(branches, written, strict=True) if fact in facts and fact in way]
            knowing = writers or [way for way in branches if fact in way]
            values = [way[fact] for way in knowing]
            if writers:
                merged[fact] = frozenset[Any]().union(*values)
                continue
            merged[fact] = frozenset.intersection(*values)
            if len(knowing) < len(branches) or not merged[fact]:
                return None
        return merged
