"""Builds forms for the tests from the YAML of their questions, and a case that knows what it is told."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from textwrap import dedent, indent
from typing import Any

from forms.definition import Form
from forms.errors import Unanswered, UnreadableForm
from forms.kinds import Upload
from forms.loading import load_form
from forms.schema import FormSchema, build_schema

TODAY = date(2026, 4, 14)
LISTS = {
    "people": {"7": "Kim Lee, Chief Nurse"},
    "agencies": {"school": "A school", "housing": "A landlord"},
    "panel": {"nurse": "The nurse"},
}
UPLOADS = {"1": Upload(name="letter.pdf", kind="pdf"), "2": Upload(name="list.xlsx", kind="xlsx")}


class Case:
    """What the case knows."""

    def __init__(self, **routed: Any) -> None:
        self.routed = {name.replace("__", "."): value for name, value in routed.items()}
        self.functions: Mapping[str, Callable[..., Any]] = {
            "today": lambda: TODAY,
            "submitted": lambda name: name in self.routed,
        }

    def value(self, name: str) -> Any:
        if name not in self.routed:
            raise Unanswered(name)
        return self.routed[name]


def definition(fields: str, above: str = "", section: str = "") -> bytes:
    """Write the definition of a form called `sample` that asks `fields` in one section."""
    parts = ["form: sample\ntitle: A sample", dedent(above), "sections:\n  - title: Questions"]
    parts += [indent(dedent(section), "    "), "    fields:", indent(dedent(fields), "      ")]
    return "\n".join(part for part in parts if part).encode()


@cache
def make_form(fields: str, above: str = "", section: str = "") -> Form:
    return load_form("sample", definition(fields, above, section))


def make_schema(fields: str, case: Case | None = None, *, late: bool = False, section: str = "") -> FormSchema:
    form = make_form(fields, section=section)
    return build_schema(form, case or Case(), LISTS.__getitem__, late=late, uploads=UPLOADS.get)


def faults(data: bytes, name: str = "sample") -> list[str]:
    """Return what is wrong with a definition, a line each; empty if nothing is."""
    try:
        load_form(name, data)
    except UnreadableForm as wrong:
        return [str(fault) for fault in wrong.faults]
    return []
