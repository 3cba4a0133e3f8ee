"""A form as JSON Schema (2020-12), for programs that fill it in: what each question takes, and when it is asked.

It says what a program can look at before it sends: kinds, lengths, choices, what is always required. What hangs on
other answers stands in words; `FormSchema.load` judges all of it, and tells every error.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.conditions import sentence
from forms.definition import Field
from forms.kinds import CHARACTERS_A_WORD
from forms.schema import FormSchema
from forms.typed import LONGEST_LINE, LONGEST_TEXT

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(schema: FormSchema) -> dict[str, Any]:
    """Return the JSON Schema of one filling-in of a form, as it is asked now."""
    return {"$schema": DIALECT, "title": schema.form.title, **_object(schema)}


def _object(schema: FormSchema) -> dict[str, Any]:
    form = schema.form
    required = [q.name for q in form.fields if q.is_always_given and not form.gates[q.name]]
    return {
        "type": "object",
        "properties": {question.name: _property(schema, question) for question in form.fields},
        "required": required,
        "additionalProperties": False,
    }


def _property(schema: FormSchema, question: Field) -> dict[str, Any]:
    gates, fields = schema.form.gates[question.name], schema.form.fields
    asked = [sentence(gate, fields) or "Asked in some cases only" for gate in gates]
    if question.required_when is not None:
        asked.append(sentence(question.required_when, fields, opening="Required if") or "Required in some cases only")
    said = {"title": question.label, "description": ". ".join([*filter(None, [question.hint]), *dict.fromkeys(asked)])}
    return {name: value for name, value in said.items() if value} | _KINDS[question.type](schema, question)


def _line(_: FormSchema, __: Field) -> dict[str, Any]:
    return {"type": "string", "maxLength": LONGEST_LINE}


def _text(_: FormSchema, question: Field) -> dict[str, Any]:
    longest = max(LONGEST_TEXT, (question.words or 0) * CHARACTERS_A_WORD)
    return {"type": "string", "maxLength": longest} | ({"x-most-words": question.words} if question.words else {})


def _email(_: FormSchema, __: Field) -> dict[str, Any]:
    return {"type": "string", "format": "email", "maxLength": LONGEST_LINE}


def _number(_: FormSchema, question: Field) -> dict[str, Any]:
    limits = {"minimum": question.least, "maximum": question.most}
    kind = "number" if question.decimals else "integer"
    return {"type": kind} | {name: value for name, value in limits.items() if value is not None}


def _date(_: FormSchema, __: Field) -> dict[str, Any]:
    return {"type": "string", "format": "date"}


def _date_time(_: FormSchema, __: Field) -> dict[str, Any]:
    return {"type": "string", "format": "date-time"}


def _yes_no(_: FormSchema, __: Field) -> dict[str, Any]:
    return {"type": "boolean"}


def _choice(schema: FormSchema, question: Field) -> dict[str, Any]:
    return {"type": "string", "oneOf": _offered(schema.offered(question, {}))}


def _choices(schema: FormSchema, question: Field) -> dict[str, Any]:
    return {"type": "array", "uniqueItems": True, "items": _choice(schema, question)}


def _offered(labels: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    return [{"const": key, "title": label} for key, label in labels.items()]


def _file(_: FormSchema, question: Field) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "string"},
        "maxItems": int(question.most or 1),
        "x-accept": list(question.accept),
    }


def _group(schema: FormSchema, question: Field) -> dict[str, Any]:
    return {
        "type": "array",
        "items": _object(schema.group(question.name)),
        "minItems": int(question.least or 0),
        "maxItems": int(question.most or 0),
    }


_KINDS = {
    "line": _line, "text": _text, "email": _email, "number": _number, "date": _date, "date_time": _date_time,
    "yes_no": _yes_no, "choice": _choice, "person": _choice, "agency": _choice, "choices": _choices, "file": _file,
    "group": _group,
}  # fmt: skip
