"""What stands in a register's columns, as questions: by these its values are said in words and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.diagrams.registers import ANCHORS, CASE, ENTRY, ITEM, SENT, Column, Register, Source
from engine.diagrams.revision import Revision
from forms.definition import Choice, Field, Form, Section

_PLAIN = ("line", "text", "number", "date", "date_time", "yes_no", "choice", "choices", "agency", "file")
"""The kinds of question that a register can hold: no group, and nobody's name or address."""


def as_form(revision: Revision, register: Register) -> Form:
    """Return a form with a question for each column, whose answers are an entry's values.

    What cannot be read of a revision under check is left out.
    """
    questions = (question_of(revision, register, column) for column in register.columns.values())
    fields = tuple(question for question in questions if question)
    return Form(form=register.name, title=register.title, sections=(Section(title=register.title, fields=fields),))


def question_of(revision: Revision, register: Register, column: Column) -> Field | None:
    """Return the question whose answer stands in a column; none if no source of it is known."""
    found = [question for source in column.sources for question in source_questions(revision, register, column, source)]
    if not found:
        return None
    first = found[0]
    asked = Field(
        name=column.name,
        type=first.type,
        label=column.title,
        optional=True,
        choices=labels(found, column),
        choices_from=first.choices_from,
        decimals=first.decimals,
        least=first.least if first.type == "number" else None,
        most=first.most if first.type == "number" else None,
    )
    return replace(asked, choices_from="") if asked.choices else asked


def labels(questions: list[Field], column: Column) -> Mapping[str, Choice]:
    """Return the choices of all of a column's questions together, as the register or else the questions call them."""
    every = {key: choice for question in questions for key, choice in question.choices.items()}
    if not every or any(question.choices_from for question in questions):
        return {}
    return {key: Choice(label=column.choices.get(key, choice.label)) for key, choice in every.items()}


def source_questions(revision: Revision, register: Register, column: Column, source: Source) -> Iterator[Field]:
    """Yield what may be known of a source: of an item the question of each group; nothing if there is no such thing."""
    match source.of:
        case "item":
            for _, group in groups(revision, register):
                yield from (question for question in group.fields if question.name == source.name)
        case "anchors" | "sent" | "entry":
            yield Field(name=source.name, type="date", label=column.title)
        case "case":
            everybody = {**revision.choices("partners"), **revision.choices("agencies")}
            called = {key: Choice(label=name) for key, name in everybody.items()}
            yield Field(name=source.name, type="choice", label=column.title, choices=called)
        case name if name in revision.forms:
            yield from (question for question in revision.forms[name].fields if question.name == source.name)
        case name if name in revision.decisions:
            called = {key: Choice(label=label) for key, label in column.choices.items()}
            yield Field(name=source.name, type="choice", label=column.title, choices=called)


def groups(revision: Revision, register: Register) -> Iterator[tuple[Form, Field]]:
    """Yield the groups that entries begin with, each with its form."""
    for name, group in register.begins_with():
        if name in revision.forms:
            form = revision.forms[name]
            yield from ((form, question) for question in form.fields if question.name == group and question.fields)


def is_plain(question: Field) -> bool:
    """Tell whether a register can hold the answers to a question."""
    return question.type in _PLAIN


SPECIAL = frozenset({ITEM, ANCHORS, SENT, ENTRY, CASE})
"""What a source may be of besides a form and a decision table."""
