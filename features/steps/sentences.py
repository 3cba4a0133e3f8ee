"""How the parts of a sentence are read: its dates, its tables, and what a form asks."""

from collections.abc import Iterator
from datetime import date

from pytest_bdd import parsers

from features.steps.answers import a_day
from forms.definition import Field

Table = list[list[str]]


def day(text: str) -> date:
    """Read a date with its weekday, and insist that they agree."""
    return a_day(text)


day.pattern = r"\w+day \d+ \w+ \d{4}"  # type: ignore[attr-defined]  # how `parse` learns what to look for
KINDS = {"day": day}


def sentence(text: str) -> parsers.StepParser:
    """Make the parser of a sentence."""
    return parsers.cfparse(text, extra_types=KINDS)


def answers(rows: Table) -> dict[str, str]:
    """Read a table of questions and answers."""
    return {row[0]: row[1] for row in rows}


def asked(questions: tuple[Field, ...], of: str = "") -> Iterator[list[str]]:
    """Yield each question, whether it must be answered, and with what."""
    for q in questions:
        must = "may be" if q.optional else "if it applies" if q.when or q.required_when else "always"
        offered = q.choices_from or "; ".join(c.label for c in q.choices.values())
        kind = q.type.replace("_", " ") + (f" of at most {q.words} words" if q.words else "")
        yield [of + q.label, must, offered or kind]
        yield from asked(q.fields, of=f"{q.item}: ")


def spaced(text: str) -> str:
    """Return a text in which white space of any kind counts as one space."""
    return " ".join(text.split())
