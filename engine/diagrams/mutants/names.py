"""The names by which people speak of what a change is about: a task's, a document's, a question's."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.diagrams.elements import Element
from engine.diagrams.mutants.reach import SAYS, Reach
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, Revision
from forms.definition import Field

_ANSWER = re.compile(r"\banswers\.(\w+)\.(\w+)")
_WORD = re.compile(r"\w+")


def names_of(revision: Revision, reach: Reach, file: str, element: str, change: str) -> frozenset[str]:
    """Return the names, in small letters, of all that a change to an element of a file is about.

    Args:
        revision: as it is without the change.
        reach: of that revision.
        file: the file's path in the revision.
        element: what is changed, as `engine.diagrams.mutants.Mutant` says it.
        change: how, in the words of `Mutant`.
    """
    folder, stem = str(PurePosixPath(file).parent), PurePosixPath(file).stem
    if file.endswith(".bpmn"):
        named = set(_of_drawn(revision, file, element))
    else:
        named = {element, *(e.name for e in reach.using(file, element) or ())}
    if folder == FORMS and stem in revision.forms:
        named -= {element}  # the name of a question, which nobody says
        named |= {revision.forms[stem].title, *_asked(revision.forms[stem].fields, element.split("/"), change)}
    if folder in (LETTERS, DOCUMENTS):
        named |= {_spoken(stem), *_answered(revision, change)}
    return frozenset(name.lower() for name in named if name)


def _of_drawn(revision: Revision, file: str, name: str) -> Iterator[str]:
    own = {process.id for process in revision.processes.values() if process.file == file}
    ends = {end for f in revision.flows if f.process in own and f.id == name for end in (f.source, f.target)}
    for process, node in revision.elements:
        if process in own and (node == name or node in ends):
            yield from _of_element(revision, revision.elements[process, node])


def _of_element(revision: Revision, element: Element) -> Iterator[str]:
    yield element.name
    if element.attached_to:
        yield revision.elements[element.process, element.attached_to].name
    yield element.time_limit or element.properties.get("time_limit", "")
    for key in SAYS:
        named = element.properties.get(key, "")
        yield revision.forms[named].title if key == "form" and named in revision.forms else _spoken(named)


def _asked(questions: tuple[Field, ...], path: list[str], change: str) -> Iterator[str]:
    """Yield the labels of the questions on a path into groups, and of the choices that a change names."""
    for question in questions:
        if question.name == path[0]:
            yield question.label
            yield from (c.label for key, c in question.choices.items() if key in _WORD.findall(change))
            if len(path) > 1:
                yield from _asked(question.fields, path[1:], change)


def _answered(revision: Revision, change: str) -> Iterator[str]:
    """Yield the labels of the questions whose answers a change to a text names."""
    for form, name in _ANSWER.findall(change):
        if form in revision.forms:
            yield from (question.label for question in revision.forms[form].fields if question.name == name)


def _spoken(stem: str) -> str:
    return stem.replace("_", " ")
