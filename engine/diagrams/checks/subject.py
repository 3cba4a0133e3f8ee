"""What the rules look at: a revision, its graphs, and what its questions can be answered with."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from engine.diagrams.elements import Element, Flow
from engine.diagrams.errors import Problem
from engine.diagrams.graph import Graph, graphs
from engine.diagrams.instances import families, lists_by_name, lists_by_process
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, Revision
from engine.diagrams.vocabulary import OPENED, REMINDER
from forms.definition import LISTED, Field, Form

Domain = tuple[Any, ...]
"""The values that a routed answer can have."""


class Subject:
    """A revision under check. A revision with unreadable files is checked as far as it could be read."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """The graph of every process."""
        return graphs(self.revision.processes, self.revision.elements.values(), self.revision.flows)

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """What each routed answer (`form.question`), each output (`table.output`) and `listed.list` can be."""
        found: dict[str, Domain] = {
            f"{form.form}.{question.name}": domain_of(question)
            for form in self.revision.forms.values()
            for question in form.routed
        }
        for table in self.revision.decisions.values():
            for number, output in enumerate(table.outputs):
                values = dict.fromkeys(r.outputs[number] for r in table.rules if len(r.outputs) == len(table.outputs))
                found[f"{table.id}.{output}"] = tuple(values)
        return {**found, **{f"{LISTED}.{name}": (True, False) for name in self.revision.case_lists}}

    @cached_property
    def process_lists(self) -> Mapping[str, frozenset[str]]:
        """The lists for whose instances a process is run; empty text for a run outside any instance."""
        return lists_by_process(self.revision.processes, self.revision.elements.values())

    @cached_property
    def _families(self) -> Mapping[str, str]:
        groups = (group for _, group in self.filled_by_forms())
        return families([*self.process_lists.values(), *((group.list, *group.adds_to) for group in groups)])

    def family(self, collection: str) -> str:
        """Return the name of the family of lists that a list belongs to: one form is answered for all of them."""
        return self._families.get(collection, collection)

    @cached_property
    def instance_lists(self) -> Mapping[str, frozenset[str]]:
        """The families of lists for whose instances a process is run; empty text for a run outside any instance."""
        return {process: frozenset(map(self.family, lists)) for process, lists in self.process_lists.items()}

    @cached_property
    def lists_of(self) -> Mapping[str, frozenset[str]]:
        """For each form and table, the families of lists for whose instances it is filled in or decided."""
        found = lists_by_name(self.process_lists, self.revision.elements.values())
        return {name: frozenset(map(self.family, lists)) for name, lists in found.items()}

    @cached_property
    def written_documents(self) -> frozenset[str]:
        """The documents that service tasks write."""
        written = (e.properties.get("document", "") for e in self.revision.elements.values() if e.kind == "serviceTask")
        return frozenset(filter(None, written))

    def lists_for(self, kind: str) -> frozenset[str]:
        """Return the named lists that a kind of question can offer: people and their roles, agencies, or any."""
        partnership = self.revision.partnership
        match kind:
            case "person":
                return frozenset({"people", *(name for name, role in partnership.roles.items() if role.is_of_posts)})
            case "agency":
                return frozenset({"agencies", *partnership.lists})
            case _:
                return self.revision.lists

    def list_of(self, name: str) -> str:
        """Return the family of lists to whose instances the answer `form.question` belongs; empty if to the case."""
        return max(self.lists_of.get(name.partition(".")[0], ("",)), default="")

    @cached_property
    def own_lists(self) -> frozenset[str]:
        """The lists that the revision has of itself, and no form fills for a case."""
        return self.revision.lists - self.revision.case_lists

    def lists_seen_from(self, collections: frozenset[str]) -> frozenset[str]:
        """Return the routed answers that are lists where only these lists' instances see their own."""
        return frozenset(name for name in self.domains if self.list_of(name) and self.list_of(name) not in collections)

    @cached_property
    def drafts(self) -> frozenset[str]:
        """The letters with which a question of a form starts."""
        return frozenset(q.starts_from_letter for form in self.revision.forms.values() for q in form.fields) - {""}

    @cached_property
    def sent_letters(self) -> frozenset[str]:
        """The letters that service tasks send, and those that remind of time limits and tell of cases opened."""
        named = {e.properties.get(name) for e in self.revision.elements.values() for name in ("letter", "operation")}
        reminds = any(clause.remind for clause in self.revision.clauses.values())
        opens = self.revision.partnership.opened_minutes > 0
        return frozenset(filter(None, {*named, REMINDER if reminds else None, OPENED if opens else None}))

    def filled_by_forms(self) -> Iterator[tuple[Form, Field]]:
        """Yield each form and the group of it that fills a list of the case."""
        for form in self.revision.forms.values():
            for group in form.lists:
                yield form, group

    def form_problem(self, rule: str, form: Form, place: str, message: str) -> Problem:
        """Make the problem of a place in a form."""
        return Problem(rule=rule, file=f"{FORMS}/{form.form}.yaml", element=place, message=message)

    def letter_problem(self, letter: str, line: int, message: str) -> Problem:
        """Make the problem of a line in a letter."""
        return Problem(rule="letter", file=f"{LETTERS}/{letter}.txt", element=letter, line=line, message=message)

    def document_problem(self, document: str, line: int, message: str) -> Problem:
        """Make the problem of a line in a document."""
        return Problem(rule="document", file=f"{DOCUMENTS}/{document}.md", element=document, line=line, message=message)


def domain_of(question: Field) -> Domain:
    """Return what a routed question can be answered with."""
    return (True, False) if question.type == "yes_no" else tuple(question.choices)


def at(place: Element | Flow, rule: str, message: str) -> Problem:
    """Make the problem of an element or a sequence flow."""
    return Problem(rule=rule, file=place.file, element=place.id, line=place.line, message=message)
