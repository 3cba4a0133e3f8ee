"""Reads the file of a revision's registers, strictly: everything that is wrong in it is told at once."""

from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from engine.diagrams.errors import DiagramError, Problem
from engine.diagrams.registers import FILE, Column, Owner, Public, Register, Source, State
from engine.diagrams.yaml_files import StrictSchema, read_yaml
from forms.expressions import ExpressionError, parse

MOST_COLUMNS = 40


def read_registers(data: bytes) -> tuple[dict[str, Register], list[Problem]]:
    """Read the registers by name, and what is wrong with them.

    Raises:
        DiagramError: the file is no YAML mapping.
    """
    read = read_yaml(FILE, data)
    if not isinstance(read.data, dict):
        raise DiagramError(FILE, "must be a mapping of registers, each by its name")
    registers: dict[str, Register] = {}
    problems: list[Problem] = []
    for name, entry in read.data.items():
        made, wrong = read.load(_RegisterSchema(context_name=name), entry, (name,))
        problems += wrong
        if made:
            registers[name] = made
    return registers, problems


# ---- the file's schemas -----------------------------------------------------------------------------------

_NAME = validate.Regexp(r"[a-z][a-z0-9_]{0,59}\Z", error="a name is lower case letters, digits and _, like due_on")
_PATH = validate.Regexp(
    r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z", error="must be like form.question, item.question, anchors.date or sent.form"
)
_EACH = validate.Regexp(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?\Z", error="must be a form, or a group as form.group")
_TASK = validate.Regexp(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z", error="must be a user task, as process.element")
_TEXT = validate.Length(min=1, max=200)
_LONG = validate.Length(min=1, max=1000)


def _flag() -> fields.Boolean:
    return fields.Boolean(truthy={True}, falsy={False})


def _some(kind: validate.Validator) -> fields.List[Any]:
    return fields.List(fields.String(validate=kind), required=True, validate=validate.Length(min=1))


class _Condition(fields.String):
    """An expression."""

    def _deserialize(self, value: Any, *rest: Any, **options: Any) -> Any:
        try:
            return parse(super()._deserialize(value, *rest, **options))
        except ExpressionError as wrong:
            raise ValidationError(str(wrong)) from wrong


class _ColumnSchema(StrictSchema):
    title = fields.String(required=True, validate=_TEXT)
    sources = fields.List(
        fields.String(validate=_PATH), data_key="from", required=True, validate=validate.Length(min=1)
    )
    limit = fields.String(validate=_TEXT)
    choices = fields.Dict(keys=fields.String(validate=_TEXT), values=fields.String(validate=_TEXT))
    otherwise = fields.String(validate=_TEXT)
    brief = _flag()
    owner = _flag()

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "sources": tuple(_source(path) for path in data["sources"])}


def _source(path: str) -> Source:
    of, _, name = path.partition(".")
    return Source(of=of, name=name)


class _StateSchema(StrictSchema):
    title = fields.String(required=True, validate=_TEXT)
    each = fields.List(fields.String(validate=_EACH), load_default=())
    during = fields.List(fields.String(validate=_TASK), load_default=())
    when = _Condition()
    waits = _flag()
    public = _flag()

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        tasks = (task.partition(".") for task in data["during"])
        during = tuple((process, element) for process, _, element in tasks)
        return {**data, "each": tuple(data["each"]), "during": during}


class _OwnerSchema(StrictSchema):
    role = fields.String(required=True, validate=_TEXT)
    question = fields.String(required=True, validate=_NAME)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Owner:
        return Owner(**data)


class _PublicSchema(StrictSchema):
    title = fields.String(required=True, validate=_TEXT)
    says = fields.String(required=True, validate=_LONG)
    by = fields.String(required=True, validate=_NAME)
    heading = fields.String(required=True, validate=_NAME)
    columns = _some(_NAME)
    files = fields.String(validate=_NAME)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Public:
        return Public(**{**data, "columns": tuple(data["columns"])})


class _RegisterSchema(StrictSchema):
    title = fields.String(required=True, validate=_TEXT)
    says = fields.String(required=True, validate=_LONG)
    entry = fields.String(required=True, validate=_TEXT)
    state_title = fields.String(validate=_TEXT)
    clauses = fields.List(fields.String(), load_default=())
    each = _some(_EACH)
    owner = fields.Nested(_OwnerSchema)
    columns = fields.Dict(
        keys=fields.String(validate=_NAME),
        values=fields.Nested(_ColumnSchema),
        required=True,
        validate=validate.Length(min=1, max=MOST_COLUMNS),
    )
    states = fields.Dict(
        keys=fields.String(validate=_NAME),
        values=fields.Nested(_StateSchema),
        required=True,
        validate=validate.Length(min=1),
    )
    heading = fields.String(required=True, validate=_NAME)
    dated = fields.String(required=True, validate=_NAME)
    due = fields.String(validate=_NAME)
    agency = fields.String(validate=_NAME)
    theme = fields.String(validate=_NAME)
    public = fields.Nested(_PublicSchema)

    def __init__(self, *, context_name: str) -> None:
        super().__init__()
        self._name = context_name

    @validates_schema
    def _columns_exist(self, data: dict[str, Any], **_: Any) -> None:
        columns, known = data["columns"], ", ".join(data["columns"])
        no_column = "{!r} is no column of this register; there are: " + known
        wrong = {key: [no_column.format(name) for name in names if name not in columns] for key, names in _named(data)}
        if wrong := {key: told for key, told in wrong.items() if told}:
            raise ValidationError(wrong)

    @validates_schema
    def _states_are_told_apart(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse states that no entry can come to, and entries that come to none."""
        states = {name: State(name=name, **state) for name, state in data["states"].items()}
        *first, last = states
        if states[last].is_conditional:
            message = (
                "is the last, so it must apply to what no other does; take its conditions away, or add one below it"
            )
            raise ValidationError({"states": {last: [message]}})
        if always := [name for name in first if not states[name].is_conditional]:
            message = "applies to every entry, so that no state below it ever does; give it `each`, `during` or `when`"
            raise ValidationError({"states": {name: [message] for name in always}})

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Register:
        columns = {name: Column(name=name, **column) for name, column in data["columns"].items()}
        states = {name: State(name=name, **state) for name, state in data["states"].items()}
        frozen = {"columns": MappingProxyType(columns), "states": MappingProxyType(states)}
        return Register(
            **{**data, **frozen, "name": self._name, "each": tuple(data["each"]), "clauses": tuple(data["clauses"])}
        )


def _named(data: dict[str, Any]) -> Iterator[tuple[str, Collection[str]]]:
    """Yield the names of columns that a register gives, by the key at which it does."""
    yield from ((key, [data[key]]) for key in ("heading", "dated", "due", "agency", "theme") if key in data)
    if public := data.get("public"):
        yield "public", [public.heading, *public.columns, *([public.files] if public.files else [])]
