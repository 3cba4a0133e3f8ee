"""Letters are of the language of letters, and name what exists."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.letter_names import names_of, problems_of


def letters_can_be_written(subject: Subject) -> Iterator[Problem]:
    """Every letter can be read, and every name in it exists."""
    names = names_of(subject.revision.forms, subject.revision.decisions)
    for letter, source in subject.revision.letters.items():
        for line, message in problems_of(source, names):
            yield subject.letter_problem(letter, line, message)
