"""Whatever a step reads has been answered on every way to it, and every answer opens exactly one way on."""

from collections.abc import Iterable, Iterator

from engine.diagrams.checks.calls import no_process_calls_itself
from engine.diagrams.checks.exploration import Exploration
from engine.diagrams.checks.given import COUNTED, Facts
from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Flow
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph


def answers_are_given(subject: Subject) -> Iterator[Problem]:
    """What is read is known; exactly one way leaves a gateway; and every way can be taken."""
    start = subject.revision.partnership.start
    if start not in subject.graphs or any(no_process_calls_itself(subject)):
        return  # said by rules of their own
    exploration = Exploration(subject)
    exploration.run(start, {}, "")
    yield from exploration.problems.values()
    yield from exploration.never_taken()


def loops_ask_again(subject: Subject) -> Iterator[Problem]:
    """Where a loop is left or gone round again, the answer that decides it is asked again in the loop."""
    facts = Facts(subject)
    for graph in subject.graphs.values():
        for e in graph.elements.values():
            exits = graph.out[e.id]
            if e.kind != "exclusiveGateway" or len(exits) < 2:  # noqa: PLR2004 - it decides nothing
                continue
            names = _asked_for(subject, [name for flow in exits if flow.condition for name in flow.condition.names])
            asking = {id_ for id_, other in graph.elements.items() if facts.gives(other) & names}
            leaving = [flow for flow in exits if e.id not in graph.reach([flow.target])]
            staying = [flow for flow in exits if flow not in leaving and _returns(graph, flow, e.id, asking)]
            if leaving and staying and names:
                read = ", ".join(sorted(names))
                message = (
                    f"is come back to by {staying[0].id!r} without {read} being asked again, so that it decides the "
                    "same for ever; lead the loop back to before the step that asks"
                )
                yield at(e, "superseded", message)


def _asked_for(subject: Subject, names: Iterable[str]) -> frozenset[str]:
    """Return the routed answers that names stand for; those of a table, for what the table reads."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        table = subject.revision.decisions.get(name.partition(".")[0])
        fresh = {read for each in table.inputs for read in each.names} if table else set()
        waiting += fresh - found
        found |= {name} if not table else fresh
    return frozenset(found)


def _returns(graph: Graph, flow: Flow, gateway: str, asking: set[str]) -> bool:
    """Tell whether a flow leads back to its gateway on a way that passes no step which asks."""
    seen, waiting = set[str](), [flow.target]
    while waiting:
        id_ = waiting.pop()
        if id_ == gateway:
            return True
        if id_ not in seen and id_ not in asking:
            seen.add(id_)
            waiting += graph.after(id_, with_asides=False)
    return False


def branches_do_not_race(subject: Subject) -> Iterator[Problem]:
    """What a step reads is not asked at the same time in a branch beside it."""
    facts = Facts(subject)
    reads = {id_: _read_in(subject, facts, id_) for id_ in subject.graphs}
    for graph in subject.graphs.values():
        for e in graph.elements.values():
            wanted = {read.fact for read in facts.reads(e)} | reads.get(e.called, frozenset())
            for id_ in sorted(graph.beside(e.id)) if wanted else ():
                asked = {fact for fact in facts.gives(graph.elements[id_]) if not fact.startswith(COUNTED)}
                for fact in sorted(wanted & asked):
                    name = fact.rpartition(":")[2]
                    message = f"reads {name}, which {id_!r} asks at the same time in another branch; join them first"
                    yield at(e, "race", message)


def _read_in(subject: Subject, facts: Facts, process: str) -> frozenset[str]:
    """Return every fact that a process reads, with what it calls, and does not give itself."""
    found, seen, waiting = set[str](), set[str](), [process]
    while waiting:
        id_ = waiting.pop()
        if id_ in seen or id_ not in subject.graphs:
            continue
        seen.add(id_)
        for e in subject.graphs[id_].elements.values():
            found |= {read.fact for read in facts.reads(e)}
            waiting.append(e.called)
    return frozenset(found) - facts.written.get(process, frozenset())
