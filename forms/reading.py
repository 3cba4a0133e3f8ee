"""A form in words: answers as a person reads them, and errors in page order.

Knows nothing of HTML: pages, check your answers, the read-only view, the printout and letters all draw these.

**Paths** name a question wherever it stands: `harm`; in a group, with the item counted from 0, `children-0-name`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from marshmallow import ValidationError

from forms.definition import CHOOSING_TYPES, LATE_REASON, LATE_REASONS, Field, Form, Late
from forms.kinds import KINDS, Upload, labels_of
from forms.typed import is_blank, tidied

NOT_ANSWERED = "Not answered"
NOON = 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question and its answer.

    Attributes:
        path: names the question on the page.
        lines: the answer in words, a line each; empty if there is none, and for a group.
        items: the items of a group.
    """

    path: str
    question: Field
    label: str
    lines: tuple[str, ...] = ()
    items: tuple["Item", ...] = ()

    @property
    def is_answered(self) -> bool:
        """Tell whether there is an answer."""
        return bool(self.lines or self.items)

    @property
    def said(self) -> tuple[str, ...]:
        """The answer in words, or that there is none."""
        return self.lines or (() if self.items else (NOT_ANSWERED,))


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of a group: `Child 1`."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of a form with its answers."""

    title: str
    rows: tuple[Row, ...]


class Wrong(NamedTuple):
    """One thing that is wrong with the answers: at which question, and what the person is told."""

    path: str
    message: str


def shown(
    form: Form,
    answers: Mapping[str, Any],
    lists: Callable[[str], Mapping[str, str]],
    *,
    asked: Collection[str] | None = None,
    uploads: Callable[[str], Upload | None] = lambda _: None,
) -> tuple[Part, ...]:
    """Return the answers in words, by section, in page order; sections without rows are left out.

    Args:
        form: the definition.
        answers: raw or kept answers; what is not valid is shown as it was typed.
        lists: the choices of a named list, by key and label.
        asked: the paths to show, answered or not, as `FormSchema.asked` returns them; by default, whatever is answered.
        uploads: what is known of an uploaded file, by its id.
    """
    if LATE_REASON.name in answers and LATE_REASON not in form.fields:
        form = form.late
    if told := answers.get(LATE_REASONS):
        late = [(Late(key=each["key"], what=each["what"]), each["why"]) for each in told]
        form = form.explaining(tuple(each for each, _ in late))
        answers = {**answers, **{each.question.name: why for each, why in late}}
    words = _Words(lists, uploads, asked)
    parts = (Part(title=s.title, rows=tuple(words.rows(s.fields, answers))) for s in form.sections)
    return tuple(part for part in parts if part.rows)


@dataclass(frozen=True)
class _Words:
    """Says answers in words."""

    lists: Callable[[str], Mapping[str, str]]
    uploads: Callable[[str], Upload | None]
    asked: Collection[str] | None

    def rows(self, questions: Iterable[Field], answers: Mapping[str, Any], prefix: str = "") -> Iterator[Row]:
        for question in questions:
            path, answer = prefix + question.name, answers.get(question.name)
            if is_blank(answer) if self.asked is None else path not in self.asked:
                continue
            items = tuple(self.items(question, answer, path)) if question.type == "group" else ()
            lines = () if question.type == "group" or is_blank(answer) else tuple(self.lines(question, answer))
            yield Row(path=path, question=question, label=question.label, lines=lines, items=items)

    def items(self, group: Field, answer: Any, path: str) -> Iterator[Item]:
        for number, item in enumerate(answer if isinstance(answer, list) else ()):
            if isinstance(item, Mapping) and not is_blank(item):
                rows = tuple(self.rows(group.fields, item, f"{path}-{number}-"))
                yield Item(title=f"{group.item} {number + 1}", rows=rows)

    def lines(self, question: Field, answer: Any) -> Iterator[str]:
        if question.type == "yes_no":
            typed = _typed(question, answer)
            yield "Yes" if typed is True else "No" if typed is False else str(answer)
        elif question.type in CHOOSING_TYPES:
            labels = labels_of(question, self.lists)
            yield from (labels.get(str(key), str(key)) for key in (answer if isinstance(answer, list) else [answer]))
        elif question.type == "file":
            found = [self.uploads(str(key)) for key in (answer if isinstance(answer, list) else [answer])]
            yield from (upload.name if upload else "A file that is no longer kept" for upload in found)
        else:
            yield from in_words(_typed(question, answer)).split("\n")


def in_words(answer: Any) -> str:
    """Say a date, a date and time, a number or a text in words: `Tuesday 14 April 2026, 10am`."""
    match answer:
        case datetime():
            return f"{in_words(answer.date())}, {time_of_day(answer)}"
        case date():
            return f"{answer:%A} {answer.day} {answer:%B %Y}"
        case int() | float():
            return f"{answer:,}"
        case Mapping():
            return " ".join(str(part) for part in answer.values() if not is_blank(part))
        case _:
            return str(tidied(answer))


def errors_by_question(form: Form, messages: Any) -> list[Wrong]:
    """Return what is wrong with the answers, in page order.

    Args:
        form: the form as it was asked: `schema.form`.
        messages: the `messages` of the `ValidationError`.
    """
    groups = {f.name: f for f in form.fields if f.type == "group"}
    found: list[Wrong] = []
    for name, told in _in_order(form.fields, messages):
        if isinstance(told, Mapping) and name in groups:
            found += _errors_in_group(groups[name], told)
        else:
            found += [Wrong(name, message) for message in _texts(told)]
    return found


def _errors_in_group(group: Field, told: Mapping[Any, Any]) -> Iterator[Wrong]:
    names = {f.name for f in group.fields}
    for number in sorted(told, key=int):
        item = f"{group.name}-{number}"
        for name, wrong in _in_order(group.fields, told[number]):
            path = f"{item}-{name}" if name in names else item
            yield from (Wrong(path, f"{group.item} {int(number) + 1}: {message}") for message in _texts(wrong))


def _in_order(questions: Iterable[Field], messages: Any) -> list[tuple[str, Any]]:
    """Return messages by name in the order of the questions; what belongs to none comes last."""
    told = messages if isinstance(messages, Mapping) else {"_schema": messages}
    places = {question.name: place for place, question in enumerate(questions)}
    return sorted(((str(n), m) for n, m in told.items()), key=lambda one: places.get(one[0], len(places)))


def _texts(told: Any) -> list[str]:
    return [str(message) for message in told] if isinstance(told, list) else [str(told)]


def time_of_day(at: datetime | time) -> str:
    """Say the time of a date and time as it stands, in no other time zone: `10am`, `2:30pm`, `midday`."""
    if (at.hour % NOON, at.minute) == (0, 0):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % NOON or NOON}{minutes}{'am' if at.hour < NOON else 'pm'}"


def _typed(question: Field, raw: Any) -> Any:
    """Return the typed answer, or what was typed if it is not valid."""
    try:
        return KINDS[question.type](question).deserialize(tidied(raw))
    except ValidationError:
        return raw
