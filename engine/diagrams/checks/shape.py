"""A process has a start and an end, and everything in it is on a way from the one to the other."""

from collections import Counter
from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import ACTIVITIES, GATEWAYS, Element
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph

WAITING_ACTIVITIES = frozenset({"userTask", "callActivity", "subProcess"})


def processes_start_and_end(subject: Subject) -> Iterator[Problem]:
    """A process has one start event and at least one end event."""
    for graph in subject.graphs.values():
        process, kinds = graph.process, Counter(e.kind for e in graph.elements.values())
        if kinds["startEvent"] != 1:
            message = f"has {kinds['startEvent']} start events; draw exactly one"
            yield Problem(rule="start", file=process.file, element=process.id, line=process.line, message=message)
        if not kinds["endEvent"]:
            message = "has no end event; draw one where it ends"
            yield Problem(rule="end", file=process.file, element=process.id, line=process.line, message=message)


def flows_fit(subject: Subject) -> Iterator[Problem]:
    """Flows join two elements of their process, once; only gateways split and merge them."""
    for flow in subject.revision.flows:
        elements = subject.graphs[flow.process].elements
        for what, id_ in (("comes from", flow.source), ("leads to", flow.target)):
            if id_ not in elements:
                yield at(
                    flow, "loose-flow", f"{what} {id_!r}, which is no element of its process; connect or remove it"
                )
    for graph in subject.graphs.values():
        for e in graph.elements.values():
            targets = Counter(flow.target for flow in graph.out[e.id])
            for target, number in targets.items():
                if number > 1:
                    yield at(e, "double-flow", f"{number} flows lead to {target!r}; keep one")
            if e.kind not in GATEWAYS:
                yield from _one_way_through(graph, e)


def _one_way_through(graph: Graph, e: Element) -> Iterator[Problem]:
    if len(graph.into[e.id]) > 1:
        yield at(e, "merge", "several flows meet here; draw a gateway before it, which says how they meet")
    if len(graph.out[e.id]) > 1:
        yield at(e, "split", "several flows leave it; draw a gateway behind it, which says which are taken")
    if e.kind in ("startEvent", "boundaryEvent") and graph.into[e.id]:
        yield at(e, "merge", "a flow leads to it, where a way begins; lead it to what comes next")
    if e.kind == "endEvent" and graph.out[e.id]:
        yield at(e, "split", "a flow leaves it, where a way ends; remove one of the two")


def events_fit(subject: Subject) -> Iterator[Problem]:
    """Boundary events sit on activities that wait; an event-based gateway leads to events, at most one a timer."""
    for graph in subject.graphs.values():
        for e in graph.elements.values():
            if e.kind == "boundaryEvent":
                yield from _host_fits(graph, e)
            elif e.kind == "eventBasedGateway":
                yield from _events_fit(graph, e)


def _host_fits(graph: Graph, e: Element) -> Iterator[Problem]:
    host = graph.elements.get(e.attached_to)
    if host is None:
        yield at(e, "boundary", f"sits on {e.attached_to!r}, which does not exist; attach it to an activity")
    elif host.kind in ACTIVITIES - WAITING_ACTIVITIES:
        yield at(
            e, "boundary", f"sits on a {host.kind}, which does not wait; attach it to a user task or a call activity"
        )
    elif host.kind not in WAITING_ACTIVITIES:
        yield at(e, "boundary", f"sits on a {host.kind}; attach it to an activity")


def _events_fit(graph: Graph, e: Element) -> Iterator[Problem]:
    events = [graph.elements[flow.target] for flow in graph.out[e.id]]
    for event in events:
        if event.kind != "intermediateCatchEvent":
            yield at(
                e, "event-gateway", f"leads to {event.id!r}, which is no intermediate event; it waits for events only"
            )
        elif len(graph.into[event.id]) > 1:
            yield at(e, "event-gateway", f"{event.id!r} is also reached another way; draw an event for each")
    if sum(event.timer is not None for event in events) > 1:
        yield at(e, "event-gateway", "waits for two timers; one date is worked out for both: leave the earlier")
    if len(events) == 1:
        yield at(e, "event-gateway", "waits for one event only; remove the gateway")


def everything_is_reached(subject: Subject) -> Iterator[Problem]:
    """Nothing is out of the start's reach, and from everywhere an end can be reached."""
    for graph in subject.graphs.values():
        reached = graph.reach(e.id for e in graph.starts)
        ends = [e.id for e in graph.elements.values() if e.kind == "endEvent"]
        ending = frozenset[str]().union(*(graph.behind(id_) for id_ in ends))
        for e in graph.elements.values():
            if not graph.out[e.id] and e.kind != "endEvent":
                yield at(e, "dead-end", "leads nowhere; lead it on, or to an end event")
            elif graph.starts and e.id not in reached:
                yield at(e, "unreachable", "nothing leads here from the start; connect or remove it")
            elif e.id not in ending and ends:
                yield at(e, "endless", "no end can be reached from here; draw a way out of the loop")
