"""The framework is in the revision's files; none of it is in the program."""

import re
from collections.abc import Iterable

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import Revision, read_revision
from engine.diagrams.vocabulary import OPENED, OPERATIONS, REMINDER
from engine.records.tables import metadata
from tests.rules.source import PRODUCT, ROOT, python_files, strings, tracked

WHY = "a revision of the guidance must need no developer: read it from the revision"
OWN_WORDS = frozenset(
    {
        *(column.name for table in metadata.sorted_tables for column in table.columns),
        "sent_on",  # what texts call the day on which an instance sent a form
    }
)
"""Words of the program itself, which a revision may use, too."""


@pytest.fixture(scope="module")
def revision() -> Revision:
    return read_revision(Bundle.read(ROOT))


def word(names: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these names where it stands as a word of its own."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?![\w-])")


def code_that_says(pattern: re.Pattern[str]) -> list[str]:
    """Where a string of the product's code has the pattern in it; docstrings and a command's example may."""
    return [
        f"{path}:{line} {text!r}"
        for path in python_files(*PRODUCT)
        for text, line in strings(path)
        if pattern.search(text) and not text.startswith("Example: ")
    ]


class TestPython:
    def test_names_no_clause(self, revision: Revision):
        assert code_that_says(word(revision.clauses)) == [], WHY

    def test_names_no_role_form_letter_or_process(self, revision: Revision):
        processes = {process for process, _ in revision.elements}
        names = {*revision.partnership.roles, *revision.forms, *revision.letters, *processes}
        names -= OPERATIONS | {OPENED, REMINDER} | OWN_WORDS
        assert code_that_says(re.compile(rf"\A{word(names).pattern}\Z")) == [], WHY

    def test_names_no_question(self, revision: Revision):
        questions = {question.name for form in revision.forms.values() for question in form.fields}
        of_several_words = {name for name in questions if "_" in name} - OWN_WORDS  # one word alone may be chance
        assert code_that_says(re.compile(rf"\A{word(of_several_words).pattern}\Z")) == [], WHY


class TestTemplates:
    def test_name_no_clause_or_role(self, revision: Revision):
        knowledge = word({*revision.clauses, *revision.partnership.roles})
        comment = re.compile(r"\{#.*?#\}", re.DOTALL)
        templates = [path for path in tracked() if path.parts[:2] == ("web", "templates")]
        found = [
            f"{path}: {match.group()}"
            for path in templates
            for match in knowledge.finditer(comment.sub("", (ROOT / path).read_text()))
        ]
        assert found == [], WHY
