"""Reads a posted form: the raw answers exactly as typed, and which button was pressed.

Controls are named by the paths of FORMS.md: `harm`; in a group `children-0-name`. A date's parts add
`-day`, `-month`, `-year`, a time adds `-time`; files that are newly chosen come as `<path>-new`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import BadRequest

from forms.definition import LATE_REASON, Field, Form

OWN = ("csrf_token", "act")
DATE_PARTS = ("day", "month", "year")
MOMENT_PARTS = (*DATE_PARTS, "time")
NEW = "-new"
MOST_OF_ONE_NAME = 500
"""Choices or files of one question; more than any page sends."""
_INDEX = re.compile(r"(0|[1-9]\d{0,4})", re.ASCII)

Posted = MultiDict[str, str]
Raw = dict[str, Any]


class NotAskedError(BadRequest):
    """Something was sent that the page does not hold: no page of this service does that; its message may be shown."""


@dataclass(frozen=True)
class Act:
    """The button that was pressed: `check`, `save`, `add`, `remove`, `upload` or `drop`, and of what."""

    what: str
    path: str = ""

    @classmethod
    def of(cls, posted: Posted) -> "Act":
        """Read the button; without one, as when Enter is pressed in a browser, the answers are checked."""
        what, _, path = posted.get("act", "check").partition(":")
        return cls(what or "check", path)


def raw_answers(form: Form, posted: Posted) -> Raw:
    """Return the answers exactly as typed, whether they are valid or not, but for the NUL that PostgreSQL cannot keep.

    Raises:
        NotAskedError: something was sent that the form does not ask; nobody's page does that.
    """
    posted = MultiDict((name, value.replace("\0", "")) for name, value in posted.items(multi=True))
    raw: Raw = {}
    known = {*OWN, *(name for name in posted if name.startswith(LATE_REASON.name))}  # perhaps late no longer
    for question in form.late.fields:
        if question.type == "group":
            items, names = _items(question, posted)
            known |= names
            if items is not None:
                raw[question.name] = items
        else:
            known |= set(_names(question, question.name))
            value = _answer(question, question.name, posted)
            if value is not None:
                raw[question.name] = value
    if forged := sorted(set(posted) - known):
        raise NotAskedError(f"The form does not ask “{forged[0][:60]}”")
    return raw


def new_files(form: Form, files: MultiDict[str, FileStorage]) -> Iterator[tuple[Field, FileStorage]]:
    """Give each file that was newly chosen, with its question."""
    for question in form.fields:
        if question.type == "file":
            yield from ((question, file) for file in files.getlist(question.name + NEW) if file.filename)


def with_item(form: Form, raw: Raw, group: str) -> Raw:
    """Return the answers with one more, empty, item in a group."""
    question = _group(form, group)
    items = raw.get(group) or [{}] * shown_items(question)
    return {**raw, group: [*items, {}][: int(question.most or 1)]}


def without_item(form: Form, raw: Raw, path: str) -> Raw:
    """Return the answers without one item of a group: `children-0`."""
    group, _, number = path.rpartition("-")
    _group(form, group)
    if not _INDEX.fullmatch(number):
        raise NotAskedError("There is no such item")
    return {**raw, group: [item for at, item in enumerate(raw.get(group, ())) if at != int(number)]}


def shown_items(group: Field) -> int:
    """Return how many items a group shows before anything is typed."""
    return max(int(group.least or 0), 0 if group.optional else 1)


def _group(form: Form, name: str) -> Field:
    for question in form.fields:
        if question.name == name and question.type == "group":
            return question
    raise NotAskedError("There is no such group")


def _names(question: Field, path: str) -> Iterator[str]:
    match question.type:
        case "date":
            yield from (f"{path}-{part}" for part in DATE_PARTS)
        case "date_time":
            yield from (f"{path}-{part}" for part in MOMENT_PARTS)
        case "file":
            yield from (path, path + NEW)
        case _:
            yield path


def _answer(question: Field, path: str, posted: Posted) -> Any:
    match question.type:
        case "date" | "date_time":
            parts = DATE_PARTS if question.type == "date" else MOMENT_PARTS
            found: Mapping[str, str] = {part: posted[f"{path}-{part}"] for part in parts if f"{path}-{part}" in posted}
            return dict(found) or None
        case "choices" | "file":
            given = posted.getlist(path)
            if len(given) > MOST_OF_ONE_NAME:
                raise NotAskedError(f"The form does not ask so much: {question.label}")
            return given or None
        case _:
            return posted.get(path)


def _items(group: Field, posted: Posted) -> tuple[list[Raw] | None, set[str]]:
    """Return a group's items in the order of their numbers, and the names of the controls that belong to them."""
    controls = re.compile(rf"{re.escape(group.name)}-{_INDEX.pattern}-(.+)", re.ASCII)
    numbers = sorted({int(found[1]) for name in posted if (found := controls.fullmatch(name))})
    if len(numbers) > int(group.most or 1):  # a page adds no more, and drawing thousands would hold up everybody
        raise NotAskedError(f"The form takes no more than {group.most}: {group.label}")
    known: set[str] = set()
    items: list[Raw] = []
    for number in numbers:
        item: Raw = {}
        for question in group.fields:
            path = f"{group.name}-{number}-{question.name}"
            known |= set(_names(question, path))
            value = _answer(question, path, posted)
            if value is not None:
                item[question.name] = value
        items.append(item)
    return (items or None), known
