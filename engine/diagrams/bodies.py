"""Bodies that meet on dates set ahead: as a revision has them, and as they stand with what was entered since.

Dates are set while cases go on, so that they do not wait for a revision of the guidance: somebody adds one, or calls
one off (`engine.registers.meeting_dates`), and it holds for every case, whatever its revision. Nothing is struck out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import orjson
from marshmallow import fields, post_load, pre_load, validate

from engine.diagrams.yaml_files import StrictSchema

ADDED, CALLED_OFF = "added", "called off"


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body, and when it meets.

    Attributes:
        dates: London dates, in order.
        role: the role whose user tasks wait for its meetings; empty if nobody's do.
        kept_by: the role that adds dates and calls them off, besides administrators; empty for none.
        called_off: the dates that were called off and are not set again, in order.
    """

    dates: tuple[date, ...]
    role: str = ""
    kept_by: str = ""
    called_off: tuple[date, ...] = ()


Bodies = Mapping[str, Body]


@dataclass(frozen=True, kw_only=True)
class DateChange:
    """One change of the dates on which bodies meet.

    Attributes:
        number: 1 for the first ever; no number is left out.
        kind: `ADDED` or `CALLED_OFF`.
        body: the body's name.
        on: the London date.
        why: why it is called off, or what the meeting is; may be empty for a date that is added.
        at: when it was entered (UTC).
        person_id: who entered it.
    """

    number: int
    kind: str
    body: str
    on: date
    why: str
    at: datetime
    person_id: int


def standing(bodies: Bodies, changes: Iterable[DateChange]) -> Bodies:
    """Return bodies with their dates as they stand after changes; a change of another body changes nothing."""
    found = dict(bodies)
    for change in changes:
        if body := found.get(change.body):
            dates, off = set(body.dates) - {change.on}, set(body.called_off) - {change.on}
            (dates if change.kind == ADDED else off).add(change.on)
            found[change.body] = replace(body, dates=tuple(sorted(dates)), called_off=tuple(sorted(off)))
    return MappingProxyType(found)


def as_json(changes: Sequence[DateChange]) -> str:
    """Return changes as they are stored: canonical JSON."""
    return orjson.dumps([[c.number, c.kind, c.body, c.on, c.why, c.at, c.person_id] for c in changes]).decode()


def from_json(stored: str) -> tuple[DateChange, ...]:
    """Read changes as they were stored."""
    return tuple(
        DateChange(
            number=number,
            kind=kind,
            body=body,
            on=date.fromisoformat(on),
            why=why,
            at=datetime.fromisoformat(at),
            person_id=person_id,
        )
        for number, kind, body, on, why, at, person_id in orjson.loads(stored or "[]")
    )


class BodySchema(StrictSchema):
    """Reads a body of partnership.yaml: its dates alone, or a mapping."""

    dates = fields.List(
        fields.Date(format="iso", error_messages={"invalid": "must be a date like 2026-03-12"}), load_default=list
    )
    role = fields.String(validate=validate.Length(min=1, max=100))
    kept_by = fields.String(validate=validate.Length(min=1, max=100))

    @pre_load
    def _only_dates(self, data: Any, **_: Any) -> Any:
        return {"dates": data} if isinstance(data, list) else data

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Body:
        return Body(**{**data, "dates": tuple(sorted(data["dates"]))})


def wrong_roles(bodies: Bodies, why_not: Callable[[str], str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the bodies whose roles cannot be theirs, with what is wrong by key; `why_not` judges a role's name."""
    for name, body in bodies.items():
        wrong = {key: [why] for key in ("role", "kept_by") if (why := why_not(getattr(body, key)))}
        if wrong:
            yield name, wrong
