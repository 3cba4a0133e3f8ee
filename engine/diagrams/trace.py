"""Where each clause is kept: in elements, forms, letters, documents and scenarios; and where it is not yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.clauses import Clause
from engine.diagrams.revision import Revision
from forms.definition import Field, Form

CONTEXT = "context"
NEEDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "flow": (("elements",), "an element of a diagram, or a rule of a table"),
    "form": (("forms",), "a form, a section or a question"),
    "document": (("letters", "documents"), "a service task that sends a letter or writes a document"),
    "access": (("scenarios",), "a scenario"),
    "record": (("elements", "forms", "scenarios"), "an element, a form or a scenario"),
    CONTEXT: (("forms",), "the help of a form"),
}
"""By kind of clause: where it is kept, any of these being enough, and what is missing where it is kept in none."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a clause lacks: `kind` is the kind that asks for it."""

    clause: str
    kind: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One clause and everything that keeps it.

    Attributes:
        elements: `process/element`, and `table/rule` for a rule of a decision table.
        forms: `form`, or `form/question`; `form: title` for the help of a section.
        letters: the names of the letters that are sent to keep it.
        documents: the names of the documents that are written, or shown to who signs, to keep it.
        scenarios: their titles, after their feature's.
    """

    clause: Clause
    elements: tuple[str, ...]
    forms: tuple[str, ...]
    letters: tuple[str, ...]
    documents: tuple[str, ...]
    scenarios: tuple[str, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What this clause lacks."""
        return tuple(self._lacking())

    def _lacking(self) -> Iterator[Gap]:
        for kind in self.clause.kind:
            places, missing = NEEDS[kind]
            if not any(getattr(self, place) for place in places):
                yield Gap(clause=self.clause.id, kind=kind, missing=missing)
        proven = [kind for kind in self.clause.kind if kind not in (CONTEXT, "access")]
        if proven and not self.scenarios and "access" not in self.clause.kind:
            yield Gap(clause=self.clause.id, kind=proven[0], missing="a scenario")


def trace(revision: Revision, scenarios: Mapping[str, tuple[str, ...]]) -> tuple[Row, ...]:
    """Trace every clause of the register, in its order.

    Args:
        revision: whose clauses, elements, forms and letters.
        scenarios: the titles of the scenarios, by the clause that they are tagged with.
    """
    elements = _by_clause(_elements(revision))
    forms = _by_clause(place for form in revision.forms.values() for place in _places(form))
    letters, documents = _by_property(revision, "letter"), _by_property(revision, "document")
    return tuple(
        Row(
            clause=clause, elements=elements.get(id_, ()), forms=forms.get(id_, ()),
            letters=letters.get(id_, ()), documents=documents.get(id_, ()), scenarios=scenarios.get(id_, ()),
        )
        for id_, clause in revision.clauses.items()
    )  # fmt: skip


def _elements(revision: Revision) -> Iterator[tuple[str, tuple[str, ...]]]:
    for element in revision.elements.values():
        yield f"{element.process}/{element.id}", element.clauses
    for table in revision.decisions.values():
        for rule in table.rules:
            yield f"{table.id}/{rule.id}", rule.clauses


def _by_property(revision: Revision, name: str) -> dict[str, tuple[str, ...]]:
    """Return the values of a property of elements, by their clauses."""
    named = (e for e in revision.elements.values() if name in e.properties)
    return _by_clause((e.properties[name], e.clauses) for e in named)


def _places(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield form.form, form.clauses
    for section in form.sections:
        yield f"{form.form}: {section.title}", section.help
        yield from _questions(form, section.fields)


def _questions(form: Form, questions: Iterable[Field]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question in questions:
        yield f"{form.form}/{question.name}", question.clauses
        yield from _questions(form, question.fields)


def _by_clause(places: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for place, clauses in places:
        for clause in clauses:
            found.setdefault(clause, {})[place] = None
    return {clause: tuple(kept) for clause, kept in found.items()}
