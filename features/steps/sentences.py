"""How the parts of a sentence are read: its dates, its tables, and what a form asks."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any

from pytest_bdd import given, parsers, when

from features.steps.answers import a_day
from forms.definition import Field, Form
from forms.tables import Table as Spreadsheet

Table = list[list[str]]


def day(text: str) -> date:
    """Read a date with its weekday, and insist that they agree."""
    return a_day(text)


day.pattern = r"\w+day \d+ \w+ \d{4}"  # type: ignore[attr-defined]  # how `parse` learns what to look for
KINDS = {"day": day}


def sentence(text: str) -> parsers.StepParser:
    """Make the parser of a sentence."""
    return parsers.cfparse(text, extra_types=KINDS)


def done(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a sentence of something that is done, before what a scenario is about or as a part of it."""
    parser = sentence(text)

    def both(step: Callable[..., Any]) -> Callable[..., Any]:
        return given(parser, stacklevel=2)(when(parser, stacklevel=2)(step))

    return both


def answers(rows: Table) -> dict[str, str]:
    """Read a table of questions and answers."""
    return {row[0]: row[1] for row in rows}


def named_in(text: str) -> list[str]:
    """Read several names."""
    return [name.strip() for name in text.split(";")]


def given_in(cells: Sequence[str], questions: Collection[str]) -> dict[str, str]:
    """Read cells that say `question: answer` each; an empty cell says nothing.

    A question may have a colon of its own: the longest that is one of the `questions` counts.
    """
    return dict(_question_and_answer(cell, questions) for cell in cells if cell)


def _question_and_answer(cell: str, questions: Collection[str]) -> tuple[str, str]:
    asked_for = max((q for q in questions if cell.startswith(f"{q}: ")), key=len, default=cell.partition(": ")[0])
    return asked_for, cell.removeprefix(f"{asked_for}: ")


def asked(form: Form) -> Iterator[list[str]]:
    """Yield each question of a form, whether it must be answered, and with what."""
    for section in form.sections:
        yield from _asked(section.fields, applies_always=section.when is None)


def _asked(questions: tuple[Field, ...], *, applies_always: bool = True, of: str = "") -> Iterator[list[str]]:
    for q in questions:
        is_conditional = q.when or q.required_when or not applies_always
        must = "may be" if q.optional else "if it applies" if is_conditional else "always"
        offered = q.choices_from or "; ".join(c.label for c in q.choices.values())
        kind = q.type.replace("_", " ") + (f" of at most {q.words} words" if q.words else "")
        yield [of + q.label, must, offered or kind]
        yield from _asked(q.fields, of=f"{q.item}: ")


def asked_in_rows(table: Spreadsheet) -> Iterator[list[str]]:
    """Yield each column of a spreadsheet, whether it must be filled in, and with what."""
    for column in table.columns.values():
        kind = "date, perhaps uncertain" if column.is_uncertain else column.type.replace("_", " ")
        yield [column.title, "may be" if column.is_optional else "always", "; ".join(column.choices) or kind]


def spaced(text: str) -> str:
    """Return a text in which white space of any kind counts as one space."""
    return " ".join(text.split())
