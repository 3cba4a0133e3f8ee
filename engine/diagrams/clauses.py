"""The clause register: every obligation of the framework, with its time limits (`bpmn/clauses.yaml`)."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from engine.calendar.time_limits import UNITS, Limit
from engine.diagrams.errors import DiagramError, Problem
from engine.diagrams.yaml_files import StrictSchema, read_yaml

FILE = "bpmn/clauses.yaml"
KINDS = ("flow", "form", "document", "access", "record", "context")
FORCES = ("national", "framework", "local")
LONGEST_AMOUNT = 240
"""Working days, which is less than the year by which the calendar reaches further than a form's dates."""


@dataclass(frozen=True, kw_only=True)
class Extension:
    """A limit that may be extended, and the body that must be told."""

    tell: str


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One paragraph of the framework, or a local reading of it.

    Attributes:
        id: the stable key that elements, forms, letters and scenarios name.
        section: the part of the framework that it stands in.
        says: a summary in the register's own words.
        kind: how it is kept: by a diagram (`flow`), a form, a document, a permission, a register, or as context.
        source: `framework`, or `local` for a reading or practice of the partnership.
        limits: its time limits, readings of one event; the earliest is worked to.
        remind: working days before the limit at which the people concerned are reminded.
        extends: how the limit may be extended; None if it may not.
    """

    id: str
    section: str
    says: str
    kind: tuple[str, ...]
    source: str = "framework"
    limits: tuple[Limit, ...] = ()
    remind: tuple[int, ...] = ()
    extends: Extension | None = None


def read_clauses(data: bytes) -> tuple[dict[str, Clause], list[Problem]]:
    """Read the register; return the clauses by id, and what is wrong with the others.

    Raises:
        DiagramError: the file is no YAML list.
    """
    read = read_yaml(FILE, data)
    if not isinstance(read.data, list):
        raise DiagramError(FILE, "must be a list of clauses, each starting with `- id:`")
    clauses: dict[str, Clause] = {}
    problems: list[Problem] = []
    times = Counter(str(entry.get("id")) for entry in read.data if isinstance(entry, dict))
    for number, entry in enumerate(read.data):
        clause, wrong = read.load(_ClauseSchema(), entry, (number,))
        if clause and times[clause.id] > 1:
            wrong.append(read.problem((number,), f"the id {clause.id} is there {times[clause.id]} times; keep one"))
        problems += [replace(problem, element=_named(problem.element, entry)) for problem in wrong]
        if clause:
            clauses[clause.id] = clause
    return clauses, problems


def _named(place: str, entry: Any) -> str:
    """Return a place in the list by its clause's id, where it has one, in place of its number."""
    number, _, inside = place.partition(".")
    name = str(entry.get("id", number)) if isinstance(entry, dict) else number
    return f"{name}.{inside}" if inside else name


def _is_in_reach(amount: int) -> None:
    if abs(amount) > LONGEST_AMOUNT:
        raise ValidationError(
            f"must be at most {LONGEST_AMOUNT}: 0 for the day of the anchor itself, below 0 to count back from it"
        )


class _LimitSchema(StrictSchema):
    amount = fields.Integer(required=True, strict=True, validate=_is_in_reach)
    unit = fields.String(required=True, validate=validate.OneOf(UNITS, error="must be one of {choices}"))
    anchor = fields.String(required=True, data_key="from", validate=validate.Regexp(r"[a-z][a-z0-9_]*\Z"))
    force = fields.String(required=True, validate=validate.OneOf(FORCES, error="must be one of {choices}"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Limit:
        return Limit(**data)


class _ExtensionSchema(StrictSchema):
    tell = fields.String(required=True, validate=validate.Length(min=1))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Extension:
        return Extension(**data)


class _ClauseSchema(StrictSchema):
    id = fields.String(
        required=True,
        validate=validate.Regexp(r"[A-Z]{2,8}-L?\d{1,3}\Z", error="must be like AB-8, or AB-L1 for a local reading"),
    )
    section = fields.String(required=True, validate=validate.Length(min=1))
    says = fields.String(required=True, validate=validate.Length(min=1))
    kind = fields.List(
        fields.String(validate=validate.OneOf(KINDS, error="must be one of {choices}")),
        required=True,
        validate=validate.Length(min=1),
    )
    source = fields.String(validate=validate.OneOf(("framework", "local"), error="must be one of {choices}"))
    within = fields.List(fields.Nested(_LimitSchema))
    remind = fields.List(fields.Integer(strict=True, validate=validate.Range(min=1, max=LONGEST_AMOUNT)))
    extends = fields.Nested(_ExtensionSchema)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Clause:
        limits = tuple(data.pop("within", ()))
        if not limits and ("remind" in data or "extends" in data):
            raise ValidationError("has no time limit (`within`) that could be reminded of or extended")
        return Clause(**{**data, "kind": tuple(data["kind"]), "remind": tuple(data.get("remind", ()))}, limits=limits)
