"""Extensions: only a time limit that may be extended is, and whom its clause names is told."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.clauses import FILE
from engine.diagrams.elements import Element, Key
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph


def extensions_are_allowed(subject: Subject) -> Iterator[Problem]:
    """A form extends a clause that may be extended; who is told of it is a role; and some form asks for the date."""
    revision = subject.revision
    extended = set[str]()
    for form in revision.forms.values():
        for question in form.fields:
            if question.extends:
                clause = question.extends.clause
                extended.add(clause)
                if clause not in revision.clauses or revision.clauses[clause].extends is None:
                    message = (
                        f"extends {clause}, which may not be extended: {FILE} has no `extends` at it, "
                        "which names who must be told"
                    )
                    yield subject.form_problem("extension", form, question.name, message)
    for entry in revision.clauses.values():
        if entry.extends and entry.extends.tell not in revision.partnership.roles:
            known = ", ".join(revision.partnership.roles)
            message = f"an extension is told to {entry.extends.tell!r}, which is no role; the roles are: {known}"
            yield Problem(rule="role", file=FILE, element=entry.id, message=message)
        if entry.extends and entry.id not in extended:
            message = "may be extended, but no form asks to what day; give a date question `extends`, or leave it out"
            yield Problem(rule="extension", file=FILE, element=entry.id, message=message)


def extensions_are_told(subject: Subject) -> Iterator[Problem]:
    """Wherever a time limit is extended, a letter to who must be told is written before anything is waited for."""
    revision = subject.revision
    for element in revision.elements.values():
        form = revision.forms.get(element.form)
        for question in form.fields if form else ():
            clause = revision.clauses.get(question.extends.clause) if question.extends else None
            if clause and clause.extends and not _is_told(subject, element, clause.extends.tell):
                message = (
                    f"extends {clause.id}, but not every way on from here sends a letter to {clause.extends.tell!r} "
                    "before something is waited for; draw a service task with a letter to it right after this"
                )
                yield at(element, "extension", message)


def _is_told(subject: Subject, element: Element, role: str) -> bool:
    graph = subject.graphs[element.process]
    behind = [flow.target for flow in graph.out[element.id]]
    return bool(behind) and all(_tells(graph, target, role, {element.key}) for target in behind)


def _tells(graph: Graph, id_: str, role: str, seen: set[Key]) -> bool:
    """Tell whether every way from an element writes to the role, before it comes to what is waited for or to an end."""
    element = graph.elements[id_]
    if element.kind == "serviceTask" and "letter" in element.properties and element.properties.get("to") == role:
        return True
    is_join = element.kind == "parallelGateway" and len(graph.into[id_]) > 1
    passes_on = element.kind in ("serviceTask", "businessRuleTask", "exclusiveGateway", "parallelGateway")
    if element.key in seen or is_join or not passes_on:
        return False
    told = [_tells(graph, flow.target, role, seen | {element.key}) for flow in graph.out[id_]]
    return bool(told) and (any(told) if element.kind == "parallelGateway" else all(told))
