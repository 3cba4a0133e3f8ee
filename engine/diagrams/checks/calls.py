"""Processes that are called exist, none calls itself, and a case can start."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Element
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph
from engine.diagrams.partnership import FILE

MOST_STEPS = 20


def processes_exist(subject: Subject) -> Iterator[Problem]:
    """Every process that is called exists, and starts by being called."""
    for e in subject.revision.elements.values():
        if e.kind != "callActivity" or not e.called:
            continue
        graph = subject.graphs.get(e.called)
        if graph is None or graph.process.inside:
            yield at(
                e,
                "unknown-process",
                f"the process {e.called!r} does not exist; draw bpmn/{e.called}.bpmn, or call another",
            )
        elif any(start.message for start in graph.starts):
            yield at(
                e,
                "call",
                f"{e.called!r} starts with a message, so a call would wait for it; give it a plain start event",
            )


def no_process_calls_itself(subject: Subject) -> Iterator[Problem]:
    """No process calls itself, directly or through others."""
    calls = {id_: {e.called for e in graph.elements.values() if e.called} for id_, graph in subject.graphs.items()}
    for e in subject.revision.elements.values():
        if e.called and e.process in _called_from(calls, e.called):
            yield at(e, "recursive-call", f"{e.called!r} leads back to {e.process!r}, without end; draw a loop instead")


def cases_start(subject: Subject) -> Iterator[Problem]:
    """The process that a case starts in exists, and leads to a first user task that needs no instance."""
    start = subject.revision.partnership.start
    graph = subject.graphs.get(start)
    if graph is None or graph.process.inside:
        known = ", ".join(p.id for p in subject.revision.processes.values() if not p.inside)
        message = f"the process {start!r} does not exist; a case can start in one of: {known}"
        yield Problem(rule="unknown-process", file=FILE, element="start", message=message)
        return
    for event in graph.starts:
        if event.message:
            yield at(
                event, "start", "a case starts when its first form is sent; draw a plain start event, then a user task"
            )
    for _ in range(MOST_STEPS):
        first = _first_step(graph)
        if first is None or first.kind == "userTask":
            return
        if first.kind != "callActivity" or first.called not in subject.graphs:
            message = "a case starts when its first form is sent; draw a user task, or a call, as the first step"
            yield at(first, "start", message)
            return
        graph = subject.graphs[first.called]


def _first_step(graph: Graph) -> Element | None:
    """Return the one step that a process begins with; None if it begins with an event, or is not drawn well."""
    at_ = graph.starts[0] if len(graph.starts) == 1 and not graph.starts[0].message else None
    for _ in range(MOST_STEPS):
        following = [graph.elements[flow.target] for flow in graph.out[at_.id]] if at_ else []
        at_ = following[0] if len(following) == 1 else None
        if at_ is None or at_.kind != "exclusiveGateway" or len(graph.out[at_.id]) > 1:
            break
    return at_


def _called_from(calls: dict[str, set[str]], process: str) -> set[str]:
    """Return a process and every process that it calls, directly or through others."""
    found, waiting = set[str](), [process]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += calls.get(id_, ())
    return found
