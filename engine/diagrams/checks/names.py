"""Ids are fit to be ids, and what an element names exists."""

import re
from collections.abc import Collection, Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Element, Flow, Process
from engine.diagrams.errors import Problem
from engine.diagrams.vocabulary import EVENT_PROPERTIES, OPERATIONS, OTHER_PROPERTIES, PROPERTIES

ID = re.compile(r"[a-z][a-z0-9_]{0,79}\Z")
# What SpiffWorkflow calls specifications of its own; an element of that name takes their place.
ENGINES_OWN = re.compile(r"(Start|End|Root|StartEventSplit|StartEventJoin)\Z|.*\.(EndJoin|BoundaryEvent(Split|Join))\Z")


def ids_are_fit(subject: Subject) -> Iterator[Problem]:
    """Ids are lower case with underscores, and none is a name that the engine uses itself."""
    revision = subject.revision
    places: list[Element | Flow | Process] = [
        *revision.elements.values(),
        *revision.flows,
        *revision.processes.values(),
    ]
    for place in places:
        if ENGINES_OWN.match(place.id):
            message = f"{place.id!r} is a name of the engine's own; give it another id"
        elif not ID.match(place.id):
            message = f"the id {place.id!r} must be lower case letters, digits and _, starting with a letter"
        else:
            continue
        yield Problem(rule="id", file=place.file, element=place.id, line=place.line, message=message)
    for process in revision.processes.values():
        if not process.inside and process.file != f"bpmn/{process.id}.bpmn":
            message = f"save the process {process.id!r} in a file of its own name, bpmn/{process.id}.bpmn"
            yield Problem(rule="id", file=process.file, element=process.id, line=process.line, message=message)
        if not process.is_executable:
            message = "the process is not marked executable; tick that it is"
            yield Problem(rule="executable", file=process.file, element=process.id, line=process.line, message=message)


def properties_are_known(subject: Subject) -> Iterator[Problem]:
    """Each kind of element has the properties that the engine reads, and those it needs."""
    for e in subject.revision.elements.values():
        known = PROPERTIES.get(e.kind, EVENT_PROPERTIES if e.message else OTHER_PROPERTIES)
        for name in sorted(e.properties.keys() - known):
            yield at(e, "property", f"the property {name!r} means nothing here; known: {', '.join(sorted(known))}")
        yield from _needed(e)


def _needed(e: Element) -> Iterator[Problem]:
    if e.is_filled_in and not e.form:
        yield at(e, "property", "name the form that is filled in here, in the property `form`")
    if e.kind == "businessRuleTask" and "decision" not in e.properties:
        yield at(e, "property", "name the decision table, in the property `decision`")
    if e.kind == "serviceTask":
        yield from _needed_of_service_task(e)
    if e.kind == "callActivity" and not e.called:
        yield at(e, "property", "name the process that it calls")


def _needed_of_service_task(e: Element) -> Iterator[Problem]:
    if len({"letter", "document", "operation"} & e.properties.keys()) != 1:
        named = "in the property `letter`, `document` or `operation`"
        yield at(e, "property", f"name one letter, one document or one operation, {named}")
    if ("to" in e.properties) == ("document" in e.properties) and not (e.meeting and "letter" in e.properties):
        message = "name the role that receives it, in the property `to`"
        if "document" in e.properties:
            message = "a document goes to nobody; take out `to`, and send a letter that says that it is there"
        yield at(e, "property", message)
    if "encloses" in e.properties and "document" in e.properties:
        yield at(e, "property", "only a letter encloses a document; take out `encloses`")
    if e.meeting and ("letter" not in e.properties or {"invites", "uninvites"} <= e.properties.keys()):
        yield at(e, "property", "a letter either invites to a meeting or calls it off; take out what is not so")
    if "operation" in e.properties and "time_limit" not in e.properties:
        yield at(e, "property", "name the clause whose time limit it tells of, in the property `time_limit`")


def forms_exist(subject: Subject) -> Iterator[Problem]:
    """Every form that is named exists."""
    yield from _exist(subject, "form", subject.revision.forms, "write forms/definitions/{}.yaml, or name another")


def decisions_exist(subject: Subject) -> Iterator[Problem]:
    """Every decision table that is named exists."""
    yield from _exist(subject, "decision", subject.revision.decisions, "draw bpmn/{}.dmn, or name another")


def letters_exist(subject: Subject) -> Iterator[Problem]:
    """Every letter and every operation that is named exists; an operation has a letter of its own name."""
    letters = subject.revision.letters
    yield from _exist(subject, "letter", letters, "write forms/letters/{}.txt, or name another")
    yield from _exist(subject, "operation", OPERATIONS, f"the engine has: {', '.join(sorted(OPERATIONS))}")
    for e in subject.revision.elements.values():
        operation = e.properties.get("operation", "")
        if operation in OPERATIONS and operation not in letters:
            yield at(e, "unknown-name", f"{operation!r} says something; write what, in forms/letters/{operation}.txt")


def documents_exist(subject: Subject) -> Iterator[Problem]:
    """Every document that is named exists, and what comes with a letter is written by a service task."""
    documents = subject.revision.documents
    yield from _exist(subject, "document", documents, "write forms/documents/{}.md, or name another")
    what_to_do = "have a service task write it before the letter is sent, in its property `document`"
    yield from _exist(subject, "encloses", subject.written_documents, what_to_do)


def meetings_are_planned(subject: Subject) -> Iterator[Problem]:
    """A letter invites to a meeting that a form plans; which another form may plan anew."""
    meetings = {form.form: form.meeting for form in subject.revision.forms.values() if form.meeting}
    planning = [form for form, meeting in meetings.items() if not meeting.of]
    known = ", ".join(planning) or "none"
    for name in ("invites", "uninvites"):
        yield from _exist(subject, name, planning, f"name a form that plans a meeting, in its `meeting`: {known}")
    for form, meeting in meetings.items():
        if meeting.of and meeting.of not in planning:
            message = f"{meeting.of!r} plans no meeting that could be planned anew; the forms that do: {known}"
            yield subject.form_problem("unknown-name", subject.revision.forms[form], "meeting", message)


def recipients_exist(subject: Subject) -> Iterator[Problem]:
    """Every role that receives something exists."""
    roles = subject.revision.partnership.roles
    yield from _exist(subject, "to", roles, f"the roles of partnership.yaml are: {', '.join(roles)}")


def clauses_exist(subject: Subject) -> Iterator[Problem]:
    """Every clause that an element or a rule of a table names is in the register."""
    clauses = subject.revision.clauses
    for e in subject.revision.elements.values():
        for clause in e.clauses:
            if clause not in clauses:
                yield at(e, "unknown-clause", f"{clause} is not in bpmn/clauses.yaml; add it, or name another")
    for table in subject.revision.decisions.values():
        for rule in table.rules:
            for clause in rule.clauses:
                if clause not in clauses:
                    message = f"{clause} is not in bpmn/clauses.yaml; a rule's description lists its clauses"
                    yield Problem(
                        rule="unknown-clause", file=table.file, element=rule.id, line=rule.line, message=message
                    )


def _exist(subject: Subject, name: str, known: Collection[str], what_to_do: str) -> Iterator[Problem]:
    for e in subject.revision.elements.values():
        value = e.properties.get(name)
        if value is not None and value not in known:
            yield at(e, "unknown-name", f"{name} {value!r} does not exist; {what_to_do.format(value)}")
