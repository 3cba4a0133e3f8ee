"""Letters and documents are of their language, and name what exists."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.documents import parse_document
from engine.diagrams.elements import Element
from engine.diagrams.errors import Problem
from engine.diagrams.letter_names import (
    ONLY_OF_LETTERS,
    Names,
    names_of,
    problems_of,
    problems_of_document,
    without,
)
from engine.diagrams.letters import parse_letter
from engine.diagrams.templates import ITEM, unasked
from engine.diagrams.vocabulary import REMINDER


def letters_can_be_written(subject: Subject) -> Iterator[Problem]:
    """Every letter and document can be read, and every name in it exists; a draft of a letter has no recipient."""
    names = _names(subject)
    for letter, source in subject.revision.letters.items():
        is_draft = letter in subject.drafts and letter not in subject.sent_letters
        for line, message in problems_of(source, without(names, ONLY_OF_LETTERS if is_draft else ())):
            yield subject.letter_problem(letter, line, message)
    for document, source in subject.revision.documents.items():
        for line, message in problems_of_document(source, names):
            yield subject.document_problem(document, line, message)


def items_say_what_is_named(subject: Subject) -> Iterator[Problem]:
    """A text names, of the item by which its instance came, only what every item of its lists says."""
    for e in subject.revision.elements.values():
        lists = {e.collection} if e.collection else subject.process_lists[e.process]
        for name in sorted(_named_of_item(subject, e)):
            for collection in sorted(lists):
                if not _is_always_said(subject, collection, name):
                    where = f"not every item of the list {collection!r}" if collection else "nothing outside a list"
                    message = (
                        f"its text names item.{name}, which {where} says; ask first: {{% if item.{name} is defined %}}"
                    )
                    yield at(e, "item", message)


def _named_of_item(subject: Subject, e: Element) -> frozenset[str]:
    """Return what the texts of an element name of an item without asking first."""
    revision = subject.revision
    form = revision.forms.get(e.form)
    drafts = {question.starts_from_letter for question in form.fields} if form else set()
    limit = revision.clauses.get(e.properties.get("time_limit", "")) if e.kind == "userTask" else None
    reminder = REMINDER if limit and limit.remind else ""
    sent = {e.properties.get("letter", ""), e.properties.get("operation", ""), reminder}
    letters = (sent | drafts) & revision.letters.keys()
    documents = {e.properties.get("document", "")} & revision.documents.keys()
    texts = (
        *(parse_letter(revision.letters[name]) for name in letters),
        *(parse_document(revision.documents[name]) for name in documents),
    )
    return frozenset(name for above, body, _ in texts for name in unasked(ITEM, above, body))


def _is_always_said(subject: Subject, collection: str, name: str) -> bool:
    groups = [group for _, group in subject.filled_by_forms() if collection in (group.list, *group.adds_to)]
    asked = [not group.begins_with and any(f.name == name for f in group.fields) for group in groups]
    return bool(asked) and all(asked)


def _names(subject: Subject) -> Names:
    revision = subject.revision
    return names_of(
        revision.forms,
        revision.decisions,
        clauses=[clause.id for clause in revision.clauses.values() if clause.limits],
        by_instances=[form for form in revision.forms if subject.list_of(form)],
        lists=sorted(revision.case_lists),
        tables=revision.tables,
    )
