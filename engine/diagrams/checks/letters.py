"""Letters and documents are of their language, and name what exists."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.letter_names import (
    ONLY_OF_LETTERS,
    Names,
    names_of,
    problems_of,
    problems_of_document,
    without,
)


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


def _names(subject: Subject) -> Names:
    revision = subject.revision
    return names_of(
        revision.forms,
        revision.decisions,
        clauses=[clause.id for clause in revision.clauses.values() if clause.limits],
        by_instances=[form for form in revision.forms if subject.list_of(form)],
        lists=sorted(revision.case_lists),
    )
