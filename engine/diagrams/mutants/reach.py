"""How far a change to one file of a revision reaches: the sequence flows behind which it can make a difference.

A case that has taken none of them has gone as it would have gone without the change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from engine.diagrams.bundle import Bundle
from engine.diagrams.clauses import FILE as CLAUSES
from engine.diagrams.elements import Element, Key
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, TABLES, Revision
from engine.diagrams.vocabulary import REMINDER

SAYS = {"form": FORMS, "letter": LETTERS, "operation": LETTERS, "document": DOCUMENTS}
"""The properties by which an element names a file of its own, and the folders of these files."""
Flows = frozenset[Key] | None
"""Sequence flows by process and id; None for a change that may make a difference from the start."""


class Reach:
    """Knows, of one revision, where what is used."""

    def __init__(self, bundle: Bundle, revision: Revision) -> None:
        self._bundle, self._revision = bundle, revision
        self._into: dict[Key, set[Key]] = {}
        self._out_of: dict[Key, set[Key]] = {}
        self._waiting_at: dict[Key, Key] = {}  # the event-based gateway that an event stands behind
        for flow in revision.flows:
            if revision.elements[flow.process, flow.source].kind == "eventBasedGateway":
                self._waiting_at[flow.process, flow.target] = (flow.process, flow.source)
            self._into.setdefault((flow.process, flow.target), set()).add((flow.process, flow.id))
            self._out_of.setdefault((flow.process, flow.source), set()).add((flow.process, flow.id))

    def shows(self, file: str, element: str) -> Flows:
        """Return the flows of which a case must take one, so that a change to an element of a file can show in it."""
        if file.endswith(".bpmn"):
            return self._drawn(file, element)
        using = self.using(file, element)
        return None if using is None else self._leading_to(using)

    def of_role(self, role: str) -> frozenset[Key]:
        """Return the flows by which a case comes to what a role does or receives."""
        hears = self._reminded() if role == self._revision.partnership.oversight else ()
        elements = self._revision.elements.values()
        return self._leading_to((*hears, *(e for e in elements if role in (e.role, e.properties.get("to")))))

    def _reminded(self) -> list[Element]:
        """Return the user tasks of whose time limit people are reminded."""
        limits = {clause.id for clause in self._revision.clauses.values() if clause.remind}
        elements = self._revision.elements.values()
        return [e for e in elements if e.kind == "userTask" and e.properties.get("time_limit") in limits]

    def spoils(self, file: str, element: str) -> Flows:
        """Return the flows of which a case must have taken none, so that the change can be made while it goes on.

        A process that a case is in keeps where it is by its diagram, so that a change to any of it comes too late.
        """
        if file.endswith(".bpmn"):
            own = {process.id for process in self._revision.processes.values() if process.file == file}
            return frozenset((flow.process, flow.id) for flow in self._revision.flows if flow.process in own)
        return self.shows(file, element)

    def _drawn(self, file: str, name: str) -> frozenset[Key]:
        own = [p.id for p in self._revision.processes.values() if p.file == file]
        flows = [flow for flow in self._revision.flows if flow.process in own and flow.id == name]
        nodes = {(process, name) for process in own} | {(flow.process, flow.source) for flow in flows}
        found = self._leading_to(e for key, e in self._revision.elements.items() if key in nodes)
        return found | {(flow.process, flow.id) for flow in flows}

    def _leading_to(self, elements: Iterable[Element]) -> frozenset[Key]:
        """Return the flows by which elements are reached.

        An event on an activity is reached by the way to the activity; one behind an event-based gateway waits, with
        its date, as soon as the gateway is reached.
        """
        found = set[Key]()
        for element in elements:
            host = (element.process, element.attached_to or element.id)
            found |= self._into.get(host) or self._out_of.get(host, set())
            found |= self._into.get(self._waiting_at.get(host, host), set())
        return frozenset(found)

    def using(self, file: str, element: str) -> list[Element] | None:
        """Return the elements that use an element of a file that is no diagram; None if that may be any."""
        folder, name = str(PurePosixPath(file).parent), PurePosixPath(file).stem
        forms, elements = self._revision.forms.values(), self._revision.elements.values()
        if file == CLAUSES:
            word = re.compile(rf"(?<![\w-]){re.escape(element)}(?![\w-])")
            return [e for e in elements if word.search("\n".join(self._written(e)))]
        names: Mapping[str, set[str]] = {}
        match folder:
            case "bpmn" if name in self._revision.decisions:
                names = {"decision": {name}}
            case _ if folder == FORMS:
                names = {"form": self._with_the_same_dates(name)}
            case _ if folder == TABLES:
                names = {"form": {f.form for f in forms if any(q.reads == name for q in f.fields)}}
            case _ if folder == LETTERS:
                started = {f.form for f in forms if any(q.starts_from_letter == name for q in f.fields)}
                names = {"letter": {name}, "operation": {name}, "form": started}
            case _ if folder == DOCUMENTS:
                names = {"document": {name}}
        if not names:
            return None
        reminding = self._reminded() if folder == LETTERS and name == REMINDER else ()
        return [*reminding, *(e for e in elements if any(e.properties.get(key) in by for key, by in names.items()))]

    def _with_the_same_dates(self, name: str) -> set[str]:
        """Return a form and those that record one of its dates too: who may correct a date is said in any of them."""
        forms = self._revision.forms
        own = forms[name].recorded if name in forms else frozenset()
        return {name, *(form.form for form in forms.values() if own & form.recorded)}

    def _written(self, element: Element) -> Iterator[str]:
        """Yield what is written of an element where a time limit can be named: its own, and in what it names."""
        yield element.time_limit or ""
        yield from element.properties.values()
        for key, folder in SAYS.items():
            named = element.properties.get(key)
            for path in self._bundle.files if named else ():
                if str(PurePosixPath(path).parent) == folder and PurePosixPath(path).stem == named:
                    yield self._bundle.files[path].decode()
