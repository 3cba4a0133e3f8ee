"""What nothing uses is a mistake, or a leftover that will mislead somebody."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, TABLES


def everything_is_used(subject: Subject) -> Iterator[Problem]:
    """Every form, letter, table and process has its place."""
    revision, elements = subject.revision, subject.revision.elements.values()
    named = {(name, value) for e in elements for name, value in e.properties.items()}
    named |= {("letter", letter) for letter in subject.drafts | subject.sent_letters}
    used = {
        "form": (revision.forms, f"{FORMS}/{{}}.yaml", "no user task or event fills it in"),
        "letter": (revision.letters, f"{LETTERS}/{{}}.txt", "no service task sends it, and no question starts from it"),
        "document": (revision.documents, f"{DOCUMENTS}/{{}}.md", "no service task writes it and no user task shows it"),
        "decision": (revision.decisions, "bpmn/{}.dmn", "no business rule task asks it"),
    }
    for kind, (known, file, why) in used.items():
        for name in known:
            if (kind, name) not in named:
                yield Problem(
                    rule="unused", file=file.format(name), element=name, message=f"{why}; use it or remove it"
                )
    read = {question.reads for form in revision.forms.values() for question in form.fields}
    for table in revision.tables.keys() - read:
        message = "no question of a form reads it; use it or remove it"
        yield Problem(rule="unused", file=f"{TABLES}/{table}.yaml", element=table, message=message)
    called = {e.called for e in elements} | {revision.partnership.start}
    for process in revision.processes.values():
        if process.id not in called:
            message = "no case starts in it, and nothing calls it; call it or remove it"
            yield Problem(rule="unused", file=process.file, element=process.id, line=process.line, message=message)
