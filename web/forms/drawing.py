"""Draws a form: every question as the GOV.UK component of its kind, with its error, its files, its clauses.

What a page shows is data here; templates/forms/ only places it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from forms.conditions import sentence
from forms.definition import CHOOSING_TYPES, Field, Section
from forms.kinds import Upload
from forms.reading import Wrong
from forms.schema import FormSchema
from web.forms.components import Control, Params, component
from web.forms.posted import shown_items

SHORT = ("line", "email", "number")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file that is uploaded already."""

    id: str
    name: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One question on the page.

    Attributes:
        macro: the GOV.UK component, or `group`.
        params: what the component is given.
        only_if: "Answer only if ...", for a browser without a script; empty if it is always asked.
        is_inside: it belongs to an item of a group.
        is_short: it needs half the width beside others there.
        items: of a group: each item's questions.
        may_add: of a group: there is room for another item.
        files: of a file question: what is uploaded already.
        template: the address of the spreadsheet to fill in, for a file whose rows are read.
        error: what is wrong with a group as a whole.
    """

    question: Field
    path: str
    macro: str
    params: Params = field(default_factory=dict)
    only_if: str = ""
    is_inside: bool = False
    is_short: bool = False
    items: tuple[tuple["Drawn", ...], ...] = ()
    may_add: bool = False
    files: tuple[Kept, ...] = ()
    template: str = ""
    hint: Markup = Markup("")  # noqa: RUF009 - immutable
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawnSection:
    """Questions under one heading."""

    section: Section
    questions: tuple[Drawn, ...]


@dataclass(frozen=True, kw_only=True)
class DrawnForm:
    """A form as its page shows it.

    Attributes:
        asked: the paths of the questions that are asked now.
        summary: the error summary: what is wrong, and the control it links to.
    """

    sections: tuple[DrawnSection, ...]
    asked: tuple[str, ...]
    summary: tuple[Mapping[str, str], ...]


def draw_form(
    schema: FormSchema,
    raw: Mapping[str, Any],
    *,
    errors: Sequence[Wrong] = (),
    files: Mapping[str, Upload] | None = None,
    template: Callable[[str], str] = str,
) -> DrawnForm:
    """Draw a form with what is typed so far.

    Args:
        schema: the filling-in.
        raw: the answers as typed.
        errors: what is wrong with them, in page order.
        files: the uploads that the answers may name, by id.
        template: gives the address of a table's template, by the table's name.
    """
    pen = _Pen(schema, raw, errors, files or {}, template)
    drawn = [
        DrawnSection(section=section, questions=tuple(pen.questions(section.fields, schema, raw)))
        for section in schema.form.sections
    ]
    return DrawnForm(
        sections=tuple(section for section in drawn if section.questions),
        asked=tuple(sorted(schema.asked({**_empty_items(schema), **{n: v for n, v in raw.items() if v}}))),
        summary=tuple(pen.summary()),
    )


def _empty_items(schema: FormSchema) -> Mapping[str, Any]:
    """Return the items that groups show before anything is typed: their questions are asked as well."""
    groups = (question for question in schema.form.fields if question.type == "group")
    return {group.name: [{}] * shown_items(group) for group in groups}


def clause_links(clauses: Sequence[str]) -> Markup:
    """Return the small links to clauses."""
    link = Markup('<a class="app-clause govuk-link" href="{}" aria-label="Clause {}">{}</a>')
    return Markup(" ").join(link.format(url_for("framework.clauses", _anchor=c), c, c) for c in clauses)


class _Pen:
    """Draws the questions of one form, and remembers which control each error links to."""

    def __init__(
        self,
        schema: FormSchema,
        raw: Mapping[str, Any],
        errors: Sequence[Wrong],
        files: Mapping[str, Upload],
        template: Callable[[str], str],
    ) -> None:
        self.schema, self.raw, self.wrong, self.files, self.template = schema, raw, errors, files, template
        self.errors: dict[str, str] = {}
        for wrong in errors:
            self.errors.setdefault(wrong.path, wrong.message)
        self.controls: dict[str, str] = {}

    def summary(self) -> Iterator[Mapping[str, str]]:
        """Give each error with the control that it links to; the form itself, if it is no question's."""
        for wrong in self.wrong:
            yield {"text": wrong.message, "href": f"#{self.controls.get(wrong.path, 'form')}"}

    def questions(
        self, questions: Sequence[Field], schema: FormSchema, raw: Mapping[str, Any], prefix: str = ""
    ) -> Iterator[Drawn]:
        """Draw those questions that some answers on this page can make asked."""
        for question in questions:
            if schema.may_be_asked(question):
                draw = self._group if question.type == "group" else self._question
                yield draw(question, schema, raw, prefix)

    def _question(self, question: Field, schema: FormSchema, raw: Mapping[str, Any], prefix: str) -> Drawn:
        path, value = prefix + question.name, raw.get(question.name)
        error = self.errors.get(path, "")
        control = Control(
            question=question,
            path=path,
            value=value,
            is_inside=bool(prefix),
            is_wrong=bool(error),
            offered=schema.offered(question, raw) if question.type in CHOOSING_TYPES else {},
        )
        made = component(control)
        self.controls[path] = made.focus
        params = dict(made.params)
        if error:
            params["errorMessage"] = {"text": self._without_item(error, prefix)}
        if hint := _hint(question):
            params["hint"] = {"html": hint}
        return Drawn(
            question=question,
            path=path,
            macro=made.macro,
            params=params,
            only_if=_only_if(question, schema),
            is_inside=bool(prefix),
            is_short=question.type in SHORT or made.macro == "select",
            files=tuple(self._files(value)) if question.type == "file" else (),
            template=self.template(question.reads) if question.reads else "",
        )

    def _group(self, group: Field, schema: FormSchema, raw: Mapping[str, Any], prefix: str) -> Drawn:
        path, value = prefix + group.name, raw.get(group.name)
        self.controls[path] = path
        typed = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
        schema.asked(raw)  # the conditions inside see the answers outside, as typed so far
        inner = schema.group(group.name)
        items = []
        for number, item in enumerate(typed or [{}] * shown_items(group)):
            self.controls[f"{path}-{number}"] = f"{path}-{number}"
            items.append(tuple(self.questions(group.fields, inner, item, f"{path}-{number}-")))
        return Drawn(
            question=group,
            path=path,
            macro="group",
            only_if=_only_if(group, schema),
            items=tuple(items),
            may_add=len(items) < int(group.most or 1),
            hint=_hint(group),
            error=self.errors.get(path, ""),
        )

    def _without_item(self, error: str, prefix: str) -> str:
        """Return an error without the item's name, which is plain beside its control."""
        if not prefix:
            return error
        group, number, _ = prefix.rsplit("-", 2)
        item = next(f.item for f in self.schema.form.fields if f.name == group)
        return error.removeprefix(f"{item} {int(number) + 1}: ")

    def _files(self, value: Any) -> Iterator[Kept]:
        for upload_id in value if isinstance(value, list) else ():
            if isinstance(upload_id, str) and upload_id in self.files:
                href = url_for("tasks.upload", upload_id=upload_id)
                yield Kept(id=upload_id, name=self.files[upload_id].name, href=href)


def _hint(question: Field) -> Markup:
    said = [question.hint] if question.hint else []
    if question.type == "date_time":
        said.append("For example, 16 4 2026 and 2:30pm")
    elif question.type == "date":
        said.append("For example, 16 4 2026")
    elif question.type == "file":
        most = int(question.most or 1)
        said.append(f"{'One file' if most == 1 else f'Up to {most} files'}: {', '.join(question.accept)}")
    return Markup(" ").join(filter(None, (escape(". ".join(said)), clause_links(question.clauses))))


def _only_if(question: Field, schema: FormSchema) -> str:
    said = [sentence(gate, schema.form.fields) for gate in schema.form.gates[question.name]]
    phrases = [phrase for phrase in said if phrase]
    return f"{phrases[-1]}." if phrases else ""
