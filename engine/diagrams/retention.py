"""For how long closed cases are kept, and who has one destroyed: the part `retention` of partnership.yaml."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from engine.diagrams.yaml_files import StrictSchema

CLOSED, OPENED, BORN = "closed", "opened", "born"
RECORDED = (CLOSED, OPENED, BORN)
"""From what a period can be counted that every case has, besides the anchors that forms record."""
LONGEST_YEARS = 150


@dataclass(frozen=True, kw_only=True)
class Period:
    """For how long cases of one kind of outcome are kept.

    Attributes:
        years: how many.
        counted_from: `closed`, `opened`, `born` (the child's date of birth) or an anchor; what a case has not recorded
            is counted from the day on which it was closed.
        ends: the ends of the process that a case starts in for which it holds; none for every other outcome.
    """

    years: int
    counted_from: str
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Retention:
    """The schedule of a revision. A case that came to several ends is kept for the period that ends last.

    Attributes:
        reviewed_by: the role that looks at what is due, and proposes what is destroyed or redacted; empty for none.
        confirmed_by: the role of which somebody else confirms it.
        periods: the last is for every outcome that none of the others names.
    """

    reviewed_by: str = ""
    confirmed_by: str = ""
    periods: tuple[Period, ...] = ()

    def periods_of(self, ends: frozenset[str]) -> tuple[Period, ...]:
        """Return the periods that hold for a case that has come to these ends."""
        named = tuple(period for period in self.periods if not ends.isdisjoint(period.ends))
        return named or tuple(period for period in self.periods if not period.ends)


def years_later(on: date, years: int) -> date:
    """Return the same day so many years later; of 29 February the day after, where there is none."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 3, 1)


def years_before(on: date, years: int) -> date:
    """Return the last day from which so many years have passed on a day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


class _PeriodSchema(StrictSchema):
    years = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=LONGEST_YEARS))
    counted_from = fields.String(
        required=True,
        data_key="from",
        validate=validate.Regexp(r"[a-z][a-z0-9_]*\Z", error="must be closed, opened, born, or the name of an anchor"),
    )
    ends = fields.List(fields.String(validate=validate.Length(min=1)), validate=validate.Length(min=1))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Period:
        return Period(**{**data, "ends": tuple(data.get("ends", ()))})


_ROLE = validate.Length(min=1, max=100)


class RetentionSchema(StrictSchema):
    """Reads the part `retention`."""

    reviewed_by = fields.String(required=True, validate=_ROLE)
    confirmed_by = fields.String(required=True, validate=_ROLE)
    periods = fields.List(fields.Nested(_PeriodSchema), required=True, validate=validate.Length(min=1))

    @validates_schema
    def _is_complete(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an outcome without a period, and one with two."""
        *named, last = data["periods"]
        if last.ends or not all(period.ends for period in named):
            raise ValidationError(
                {"periods": ["the last period, and no other, is without `ends:`; it holds for every other outcome"]}
            )
        ends = [end for period in named for end in period.ends]
        if twice := [end for number, end in enumerate(ends) if end in ends[:number]]:
            raise ValidationError({"periods": [f"the end {twice[0]!r} has two periods; keep one"]})

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Retention:
        return Retention(**{**data, "periods": tuple(data["periods"])})


def wrong_keepers(retention: Retention, wrong: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong with each role of a schedule: its key, and why it cannot be the same in every case."""
    named: Mapping[str, str] = {"reviewed_by": retention.reviewed_by, "confirmed_by": retention.confirmed_by}
    for key, role in named.items():
        if why := wrong(role):
            yield key, [why]
