"""The course of one process: its flow nodes in order, and what must and what may still come."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from threading import Lock

from engine.diagrams.elements import Element, Flow
from engine.diagrams.revision import Revision

MOST_KEPT = 500
"""So many courses are kept; a revision has some thirty."""
_kept: dict[tuple[str, str], "Course"] = {}
_keeping = Lock()


def course_of(revision: Revision, process: str) -> "Course":
    """Return the course of one process, worked out once in a program: a revision never changes."""
    key = revision.digest, process
    with _keeping:
        if key not in _kept:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            _kept[key] = Course(revision, process)
        return _kept[key]


class Course:
    """One process of a revision, to be walked along its sequence flows.

    Attributes:
        elements: the flow nodes in the order of the flow: what comes before stands before. A boundary event
            follows what it sits on; loops are read once, from the start.
    """

    def __init__(self, revision: Revision, process: str) -> None:
        nodes = {e.id: e for e in revision.elements.values() if e.process == process}
        self._out, self._in = defaultdict[str, list[Flow]](list), defaultdict[str, list[Flow]](list)
        for flow in revision.flows:
            if flow.process == process:
                self._out[flow.source].append(flow)
                self._in[flow.target].append(flow)
        self._on = defaultdict[str, list[str]](list)
        for node in nodes.values():
            if node.attached_to:
                self._on[node.attached_to].append(node.id)
        self._nodes: Mapping[str, Element] = nodes
        self._leading = dict[str, Mapping[str, bool]]()
        self.elements: tuple[Element, ...] = tuple(nodes[node] for node in self._ordered())

    def out_of(self, element: Element) -> Sequence[Flow]:
        """Return the sequence flows that leave an element."""
        return self._out[element.id]

    def into(self, element: Element) -> Sequence[Flow]:
        """Return the sequence flows that lead to an element."""
        return self._in[element.id]

    def may_follow(self, current: Collection[str]) -> frozenset[str]:
        """Return every element that can be reached from one of `current`, by any way."""
        found, next_ones = set[str](), list(current)
        while next_ones:
            for after in self._after(next_ones.pop()):
                if after not in found:
                    found.add(after)
                    next_ones.append(after)
        return frozenset(found)

    @cached_property
    def main(self) -> frozenset[str]:
        """What the course leads to without any boundary event: the rest is what follows lateness or a message."""
        found = [e.id for e in self.elements if e.kind == "startEvent"]
        for node in found:
            found += {flow.target for flow in self._out[node]} - set(found)
        return frozenset(found)

    def must_follow(self, current: Collection[str]) -> frozenset[str]:
        """Return every element that no way past `current` avoids, boundary events left aside.

        Where ways part, an element must be on all; where they go in parallel, on one. Loops end some day; where one
        cannot, because only another branch ends the process, nothing in it must follow.
        """
        if not current:
            return frozenset()
        for node in self._nodes.keys() - self._leading.keys():
            self._leading[node] = self._leads_to(node)
        return frozenset(node for node, leads in self._leading.items() if any(leads[start] for start in current))

    def _leads_to(self, wanted: str) -> Mapping[str, bool]:
        """Tell of every element whether every way from it leads to `wanted`: the greatest fixed point."""
        ways = {node: [flow.target for flow in self._out[node]] for node in self._nodes}
        leads = {node: bool(after) and node in self._ending for node, after in ways.items()}
        is_changing = True
        while is_changing:
            is_changing = False
            for node, after in ways.items():
                combine = any if self._nodes[node].kind == "parallelGateway" else all
                if leads[node] and not combine(n == wanted or leads[n] for n in after):
                    leads[node], is_changing = False, True
        return leads

    @cached_property
    def _ending(self) -> frozenset[str]:
        """The elements from which some way leads to an end, boundary events left aside."""
        found = [node for node in self._nodes if not self._out[node]]
        for node in found:
            found += {flow.source for flow in self._in[node]} - set(found)
        return frozenset(found)

    def _after(self, node: str) -> list[str]:
        return [*(flow.target for flow in self._out[node]), *self._on[node]]

    def _ordered(self) -> list[str]:
        """Walk depth first and keep each node when all after it are kept; reversed, that is the order."""
        kept, seen = list[str](), set[str]()
        for root in (e.id for e in self._nodes.values() if e.kind == "startEvent"):
            way = [(root, iter(self._after(root)[::-1]))]
            seen.add(root)
            while way:
                node, rest = way[-1]
                nearest = next((n for n in rest if n not in seen), None)
                if nearest is None:
                    kept.append(node)
                    way.pop()
                else:
                    seen.add(nearest)
                    way.append((nearest, iter(self._after(nearest)[::-1])))
        return kept[::-1]
