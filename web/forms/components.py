"""The GOV.UK component of each kind of question, as the parameters of its macro."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.definition import Field
from web.forms.posted import DATE_PARTS, NEW

MOST_RADIOS = 10
LEAST_ROWS, MOST_ROWS, ROW = 5, 25, 70
"""A box for a text is as high as what stands in it, within limits; about so many characters fit into a row."""
BOXES = {"day": "govuk-input--width-2", "month": "govuk-input--width-2", "year": "govuk-input--width-4"}

Params = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Control:
    """What a component draws: the question at its path, and what is typed there."""

    question: Field
    path: str
    value: Any
    is_inside: bool
    is_wrong: bool
    offered: Mapping[str, str]
    """The choices offered now, of a question that has choices."""

    @property
    def typed(self) -> str:
        """A text as typed."""
        return self.value if isinstance(self.value, str) else "" if self.value is None else str(self.value)

    @property
    def own(self) -> Params:
        """Its id, its name and its label."""
        return {"id": self.path, "name": self.path, "label": {"text": self.text, "classes": self._size("govuk-label")}}

    @property
    def fieldset(self) -> Params:
        """Its id, its name and its legend."""
        legend = {"text": self.text, "classes": self._size("govuk-fieldset__legend")}
        return {"idPrefix": self.path, "name": self.path, "fieldset": {"legend": legend}}

    @property
    def text(self) -> str:
        """The question, as it is asked."""
        return f"{self.question.label} (optional)" if self.question.optional else self.question.label

    def _size(self, block: str) -> str:
        return "" if self.is_inside else f"{block}--s"


@dataclass(frozen=True, kw_only=True)
class Component:
    """A macro, what it is given, and the id of the control that an error links to."""

    macro: str
    params: Params
    focus: str


def component(control: Control) -> Component:
    """Return the component of a question that is no group."""
    return _BY_TYPE.get(control.question.type, _choice)(control)


def _line(control: Control) -> Component:
    return _input(control, autocomplete="off")


def _email(control: Control) -> Component:
    return _input(control, type="email", autocomplete="off", spellcheck=False)


def _number(control: Control) -> Component:
    mode = "decimal" if control.question.decimals else "numeric"
    return _input(control, inputmode=mode, spellcheck=False, autocomplete="off", classes="govuk-input--width-10")


def _input(control: Control, **more: Any) -> Component:
    return Component(macro="input", params={**control.own, "value": control.typed, **more}, focus=control.path)


def _text(control: Control) -> Component:
    params = {**control.own, "value": control.typed, "rows": str(_rows(control.typed))}
    if control.question.words:
        return Component(
            macro="character-count", params={**params, "maxwords": control.question.words}, focus=control.path
        )
    return Component(macro="textarea", params=params, focus=control.path)


def _rows(typed: str) -> int:
    filled = sum(1 + len(line) // ROW for line in typed.splitlines())
    return min(max(LEAST_ROWS, filled + 1), MOST_ROWS)


def _date(control: Control) -> Component:
    parts = _parts(control.value)
    boxes: list[Params] = [{"name": p, "classes": BOXES[p], "value": parts.get(p, "")} for p in DATE_PARTS]
    if control.question.type == "date_time":
        time = {"name": "time", "classes": "govuk-input--width-5", "value": parts.get("time", ""), "inputmode": "text"}
        boxes.append(time)
    if control.is_wrong:
        boxes = [{**box, "classes": f"{box['classes']} govuk-input--error"} for box in boxes]
    params = {"id": control.path, "namePrefix": control.path, "fieldset": control.fieldset["fieldset"], "items": boxes}
    return Component(macro="date-input", params=params, focus=f"{control.path}-day")


def _yes_no(control: Control) -> Component:
    chosen = {True: "yes", False: "no"}[control.value] if isinstance(control.value, bool) else control.typed
    items = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
    params = {**control.fieldset, "value": chosen, "items": items, "classes": "govuk-radios--inline"}
    return Component(macro="radios", params=params, focus=control.path)


def _choice(control: Control) -> Component:
    items = _items(control)
    if len(items) > MOST_RADIOS:
        params = {
            **control.own,
            "value": control.typed,
            "items": [{"value": "", "text": "Choose from the list"}, *items],
        }
        return Component(macro="select", params=params, focus=control.path)
    params = {**control.fieldset, "value": control.typed, "items": items}
    return Component(macro="radios", params=params, focus=control.path)


def _choices(control: Control) -> Component:
    chosen = control.value if isinstance(control.value, list) else []
    params = {**control.fieldset, "values": chosen, "items": _items(control)}
    return Component(macro="checkboxes", params=params, focus=control.path)


def _items(control: Control) -> list[Params]:
    hints = {key: choice.hint for key, choice in control.question.choices.items() if choice.hint}
    return [
        {"value": key, "text": text, **({"hint": {"text": hints[key]}} if key in hints else {})}
        for key, text in control.offered.items()
    ]


def _file(control: Control) -> Component:
    attributes = {"accept": ",".join(f".{kind}" for kind in control.question.accept)}
    if (control.question.most or 1) > 1:
        attributes["multiple"] = "multiple"
    params = {**control.own, "name": control.path + NEW, "attributes": attributes}
    return Component(macro="file-upload", params=params, focus=control.path)


def _parts(value: Any) -> Mapping[str, str]:
    """Return what stands in the boxes of a date: as typed, or of a kept ISO date."""
    if isinstance(value, Mapping):
        return {str(part): str(typed) for part, typed in value.items()}
    if not isinstance(value, str):
        return {}
    date, _, time = value.partition("T")
    year, month, day = (*date.split("-"), "", "", "")[:3]
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year, "time": time[:5]}


_BY_TYPE: Mapping[str, Callable[[Control], Component]] = {
    "line": _line,
    "text": _text,
    "email": _email,
    "number": _number,
    "date": _date,
    "date_time": _date,
    "yes_no": _yes_no,
    "choices": _choices,
    "file": _file,
}
"""By the question's type; the others are choices of one."""
