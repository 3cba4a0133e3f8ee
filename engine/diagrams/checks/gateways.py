"""Conditions: on every flow that leaves an exclusive gateway, on no other, about routed answers only."""

from collections.abc import Iterator

from engine.diagrams.checks.expressions import misplaced_lists, misread_lists, wrong_in
from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.errors import Problem
from engine.diagrams.vocabulary import ANSWER_FUNCTIONS


def conditions_are_where_they_count(subject: Subject) -> Iterator[Problem]:
    """Every flow out of an exclusive gateway that splits has its condition; a condition elsewhere is never asked."""
    for graph in subject.graphs.values():
        for e in graph.elements.values():
            ways = graph.out[e.id]
            asks = e.kind == "exclusiveGateway" and len(ways) > 1
            for flow in ways:
                if asks and not flow.has_condition:
                    yield at(
                        flow, "condition", "needs its condition: there is no default, so that no case is forgotten"
                    )
                elif flow.has_condition and not asks:
                    message = (
                        f"has a condition, which nobody asks behind a {e.kind}; draw an exclusive gateway that splits"
                    )
                    yield at(flow, "condition", message)


def conditions_read_what_exists(subject: Subject) -> Iterator[Problem]:
    """A condition reads routed answers, and compares them with what they can be."""
    for flow in subject.revision.flows:
        if not flow.condition:
            continue
        inside = subject.instance_lists[flow.process]
        lists = subject.lists_seen_from(inside)
        for message in (
            *wrong_in(flow.condition, subject.domains, ANSWER_FUNCTIONS),
            *misread_lists(flow.condition, subject.domains, lists),
            *misplaced_lists(flow.condition, inside),
        ):
            yield at(flow, "condition", message)
