"""A process as a graph: what leads where, what can be reached, what runs beside what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from engine.diagrams.elements import Element, Flow, Process

_Item = TypeVar("_Item")


@dataclass(frozen=True, kw_only=True, eq=False)
class Graph:
    """One process; flows from or to nothing are left out.

    Attributes:
        process: the process.
        elements: its flow nodes, by id.
        into: the flows that lead to each.
        out: the flows that leave each.
        events_on: the boundary events that sit on each.
    """

    process: Process
    elements: Mapping[str, Element]
    into: Mapping[str, tuple[Flow, ...]]
    out: Mapping[str, tuple[Flow, ...]]
    events_on: Mapping[str, tuple[Element, ...]]

    @cached_property
    def starts(self) -> tuple[Element, ...]:
        """The start events."""
        return tuple(e for e in self.elements.values() if e.kind == "startEvent")

    @cached_property
    def asides(self) -> tuple[Element, ...]:
        """The boundary events that start a way beside their activity, without ending it."""
        return tuple(e for e in self.elements.values() if e.kind == "boundaryEvent" and not e.interrupts)

    @cached_property
    def main(self) -> frozenset[str]:
        """What the start events lead to, not counting the ways that start beside an activity."""
        return self.reach((e.id for e in self.starts), with_asides=False)

    def after(self, id_: str, *, with_asides: bool = True) -> Iterable[str]:
        """Yield what comes directly after an element; a boundary event comes after its activity."""
        yield from (flow.target for flow in self.out[id_])
        yield from (e.id for e in self.events_on[id_] if with_asides or e.interrupts)

    def reach(self, ids: Iterable[str], *, stop: str = "", with_asides: bool = True) -> frozenset[str]:
        """Return the ids, and every id that they lead to; nothing is followed beyond `stop`."""
        found, waiting = set[str](), list(ids)
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                if id_ != stop:
                    waiting += self.after(id_, with_asides=with_asides)
        return frozenset(found)

    def behind(self, id_: str, *, stop: str = "") -> frozenset[str]:
        """Return an id, and every id that leads to it; nothing is followed back beyond `stop`."""
        found, waiting = set[str](), [id_]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting += [] if at == stop else self._before[at]
        return frozenset(found)

    def beside(self, id_: str) -> frozenset[str]:
        """Return what may run at the same time as an element, in another branch of its process."""
        return frozenset(self._beside[id_])

    @cached_property
    def _before(self) -> Mapping[str, list[str]]:
        before = defaultdict[str, list[str]](list)
        for id_ in self.elements:
            for target in self.after(id_):
                before[target].append(id_)
        return before

    @cached_property
    def _beside(self) -> Mapping[str, set[str]]:
        found = defaultdict[str, set[str]](set)
        for element in self.elements.values():
            branches = self._branches(element)
            for number, one in enumerate(branches):
                for other in branches[number + 1 :]:
                    for here in one - other:
                        found[here] |= other - one
                    for there in other - one:
                        found[there] |= one - other
        return found

    def _branches(self, element: Element) -> list[frozenset[str]]:
        """Return what the branches that run side by side hold, if any start at this element."""
        behind = [flow.target for flow in self.out[element.id]]
        if element.kind == "parallelGateway":
            return [self.reach([target], stop=element.id) for target in behind]
        asides = [event.id for event in self.events_on[element.id] if not event.interrupts]
        if not asides:
            return []
        return [self.reach(behind, stop=element.id) | {element.id}, *(self.reach([id_]) for id_ in asides)]


def graphs(processes: Mapping[str, Process], elements: Collection[Element], flows: Iterable[Flow]) -> dict[str, Graph]:
    """Return the graph of every process, by its id."""
    nodes: dict[str, dict[str, Element]] = {id_: {} for id_ in processes}
    on: dict[str, defaultdict[str, list[Element]]] = {id_: defaultdict(list) for id_ in processes}
    into: dict[str, defaultdict[str, list[Flow]]] = {id_: defaultdict(list) for id_ in processes}
    out: dict[str, defaultdict[str, list[Flow]]] = {id_: defaultdict(list) for id_ in processes}
    for element in elements:
        nodes[element.process][element.id] = element
        if element.kind == "boundaryEvent":
            on[element.process][element.attached_to].append(element)
    for flow in flows:
        if flow.source in nodes[flow.process] and flow.target in nodes[flow.process]:
            into[flow.process][flow.target].append(flow)
            out[flow.process][flow.source].append(flow)
    return {
        id_: Graph(
            process=process, elements=nodes[id_], into=_of(nodes[id_], into[id_]), out=_of(nodes[id_], out[id_]),
            events_on=_of(nodes[id_], on[id_]),
        )
        for id_, process in processes.items()
    }  # fmt: skip


def _of(ids: Iterable[str], lists: Mapping[str, list[_Item]]) -> dict[str, tuple[_Item, ...]]:
    return {id_: tuple(lists.get(id_, ())) for id_ in ids}
