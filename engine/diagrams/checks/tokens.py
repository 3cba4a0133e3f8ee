"""Branches meet as they parted: plays every run of a process with tokens, as the engine would.

A parallel gateway that waits for a branch which was not taken waits for ever; branches that meet in an
exclusive gateway do what follows twice. What a non-interrupting event starts runs beside the rest, and must
end by itself.
"""

from collections.abc import Iterable, Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Element, Flow
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph

MOST_STATES = 20_000
Tokens = frozenset[str]
"""The flows that hold a token."""


def branches_meet_as_they_parted(subject: Subject) -> Iterator[Problem]:
    """No token is stuck, and no step is done twice at once."""
    for graph in subject.graphs.values():
        if len(graph.starts) != 1:
            continue
        yield from _Game(graph).play(graph.starts[0])
        for event in graph.asides:
            yield from _Game(graph).play(event)
        yield from _asides_stay_aside(graph)


def _asides_stay_aside(graph: Graph) -> Iterator[Problem]:
    for event in graph.asides:
        aside = graph.reach([event.id], with_asides=False)
        meeting = sorted(
            id_ for id_ in aside & graph.main if any(flow.source in aside - graph.main for flow in graph.into[id_])
        )
        if meeting:
            message = (
                f"starts beside {event.attached_to!r} without ending it, but joins the main way at {meeting[0]!r}, "
                "so that what follows is done twice; lead it to an end event of its own"
            )
            yield at(event, "doubled", message)


class _Game:
    """Plays one process from one element; every state of the tokens is looked at once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.flows = {flow.id: flow for flows in graph.out.values() for flow in flows}
        self.problems: dict[tuple[str, str], Problem] = {}

    def play(self, start: Element) -> Iterator[Problem]:
        """Yield what goes wrong in some run that starts at an element."""
        first = self._after(frozenset(), self.graph.out[start.id])
        seen, waiting = {first}, [first]
        while waiting:
            tokens = waiting.pop()
            moves = list(self._moves(tokens))
            if not moves:
                self._stuck(tokens)
            for move in moves:
                if move not in seen:
                    seen.add(move)
                    waiting.append(move)
            if len(seen) > MOST_STATES:
                yield at(
                    start, "too-many", "starts more branches side by side than can be tried; move some into a process"
                )
                return
        yield from self.problems.values()

    def _moves(self, tokens: Tokens) -> Iterator[Tokens]:
        """Yield every state that one step leads to."""
        for element in {self.flows[id_].target: None for id_ in sorted(tokens)}:
            e = self.graph.elements[element]
            arrived = [flow for flow in self.graph.into[element] if flow.id in tokens]
            if e.kind == "parallelGateway":
                if len(arrived) == len(self.graph.into[element]):
                    yield self._after(tokens - {flow.id for flow in arrived}, self.graph.out[element])
                continue
            for flow in arrived:
                yield from self._through(tokens - {flow.id}, e)

    def _through(self, tokens: Tokens, e: Element) -> Iterator[Tokens]:
        """Yield the states after a token has gone through an element that is no parallel gateway."""
        if e.kind == "endEvent":
            yield frozenset() if e.terminates else tokens
            return
        for flow in self.graph.out[e.id]:
            yield self._after(tokens, [flow])
        for event in self.graph.events_on[e.id]:
            if event.interrupts:
                yield self._after(tokens, self.graph.out[event.id])

    def _after(self, tokens: Tokens, flows: Iterable[Flow]) -> Tokens:
        """Put a token on each of the flows; a second one on the same is a problem."""
        for flow in flows:
            end = self._last_of_line(flow)
            if end.id in tokens:
                target = self.graph.elements[flow.target]
                message = (
                    "two branches that run side by side come here one by one, so that what follows is done twice; "
                    "join them with a parallel gateway"
                )
                self.problems.setdefault((target.id, "doubled"), at(target, "doubled", message))
            tokens |= {end.id}
        return tokens

    def _stuck(self, tokens: Tokens) -> None:
        for id_ in tokens:
            target = self.graph.elements[self.flows[id_].target]
            missing = [flow.source for flow in self.graph.into[target.id] if flow.id not in tokens]
            if target.kind == "parallelGateway" and missing:
                message = (
                    f"waits for the branch from {missing[0]!r}, which some run never takes, so that the case would "
                    "stop here; join the branches with an exclusive gateway, or split them with a parallel one"
                )
                self.problems.setdefault((target.id, "stuck"), at(target, "stuck", message))

    def _last_of_line(self, flow: Flow) -> Flow:
        """Follow steps that only hand a token on: nothing can happen between them that matters here."""
        seen = {flow.id}
        while True:
            target = self.graph.elements[flow.target]
            following = self.graph.out[target.id]
            is_line = (
                len(following) == 1
                and len(self.graph.into[target.id]) == 1
                and not any(event.interrupts for event in self.graph.events_on[target.id])
            )
            if not is_line or following[0].id in seen:
                return flow
            flow = following[0]
            seen.add(flow.id)
