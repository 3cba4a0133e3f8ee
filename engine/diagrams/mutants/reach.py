"""How far a change to one file of a revision reaches: the processes in which it can make a difference.

A case that has entered none of them has gone as it would have gone without the change.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from engine.diagrams.bundle import Bundle
from engine.diagrams.clauses import FILE as CLAUSES
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, TABLES, Revision

SAYS = ("form", "letter", "operation", "document")
"""The properties by which an element names a file of its own."""


class Reach:
    """Knows, of one revision, which of its processes use what."""

    def __init__(self, bundle: Bundle, revision: Revision) -> None:
        self._revision = revision
        self._text = {process: self._all_text(bundle, process) for process in revision.processes}

    def of(self, file: str, element: str) -> frozenset[str] | None:
        """Return the processes that a change to an element of a file reaches; None says that it may be any."""
        if file == CLAUSES:
            word = re.compile(rf"(?<![\w-]){re.escape(element)}(?![\w-])")
            return frozenset(process for process, text in self._text.items() if word.search(text))
        if file.endswith(".bpmn"):
            return frozenset(p.id for p in self._revision.processes.values() if p.file == file)
        names = self._names(str(PurePosixPath(file).parent), PurePosixPath(file).stem)
        return self._naming(names) if names else None

    def _names(self, folder: str, name: str) -> Mapping[str, set[str]]:
        """Return the properties, and their values, by which elements use a file; nothing if it may be any element."""
        forms = self._revision.forms.values()
        match folder:
            case "bpmn" if name in self._revision.decisions:
                return {"decision": {name}}
            case _ if folder == FORMS:
                return {"form": self._with_the_same_dates(name)}
            case _ if folder == TABLES:
                return {"form": {f.form for f in forms if any(q.reads == name for q in f.fields)}}
            case _ if folder == LETTERS:
                started = {f.form for f in forms if any(q.starts_from_letter == name for q in f.fields)}
                return {"letter": {name}, "operation": {name}, "form": started}
            case _ if folder == DOCUMENTS:
                return {"document": {name}}
        return {}

    def _naming(self, names: Mapping[str, set[str]]) -> frozenset[str]:
        """Return the processes that have an element with one of these properties."""
        return frozenset(
            e.process
            for e in self._revision.elements.values()
            if any(e.properties.get(key) in values for key, values in names.items())
        )

    def _with_the_same_dates(self, name: str) -> set[str]:
        """Return a form and those that record one of its dates too: who may correct a date is said in any of them."""
        forms = self._revision.forms
        own = forms[name].recorded if name in forms else frozenset()
        return {name, *(form.form for form in forms.values() if own & form.recorded)}

    def _all_text(self, bundle: Bundle, process: str) -> str:
        """Return all that is written of a process: its diagram, and what its elements name."""
        return "\n".join(bundle.files[path].decode() for path in dict.fromkeys(self._files(bundle, process)))

    def _files(self, bundle: Bundle, process: str) -> Iterator[str]:
        yield self._revision.processes[process].file
        named = {
            e.properties[key]
            for e in self._revision.elements.values()
            if e.process == process
            for key in SAYS
            if key in e.properties
        }
        for path in bundle.files:
            if path.startswith("forms/") and PurePosixPath(path).stem in named:
                yield path
