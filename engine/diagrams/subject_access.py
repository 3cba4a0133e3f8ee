"""Who answers people that ask what is held about them, and how: the part `subject_access` of partnership.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from marshmallow import fields, post_load, validate

from engine.calendar.time_limits import corresponding_date
from engine.calendar.working_days import ONE_DAY, Calendar
from engine.diagrams.yaml_files import StrictSchema

MOST_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class SubjectAccess:
    """How requests of people for what is held about them are answered.

    Attributes:
        role: whose holders answer them; empty if nobody does here.
        months: within how many months of the day on which a request is received.
        names_staff: a package names the people who wrote and read, and not only their posts and organisations.
        reasons: why something may be withheld, in words for the person who asked, by key.
    """

    role: str = ""
    months: int = 1
    names_staff: bool = False
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def due_on(self, received_on: date, calendar: Calendar) -> date:
        """Return the London date by which a request is answered: the corresponding one, or the next working day.

        Source: UK GDPR, Article 12(3), as the Information Commissioner counts the month.
        """
        on = corresponding_date(received_on, self.months)
        while not calendar.is_working_day(on):
            on += ONE_DAY
        return on


_KEY = validate.Regexp(r"[a-z][a-z0-9_]{0,59}\Z", error="a key is lower case letters, digits and _, like other_person")


class SubjectAccessSchema(StrictSchema):
    """Reads the part `subject_access`."""

    role = fields.String(required=True, validate=validate.Length(min=1, max=100))
    months = fields.Integer(strict=True, load_default=1, validate=validate.Range(min=1, max=MOST_MONTHS))
    names_staff = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    reasons = fields.Dict(
        keys=fields.String(validate=_KEY),
        values=fields.String(validate=validate.Length(min=1, max=200)),
        required=True,
        validate=validate.Length(min=1),
    )

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> SubjectAccess:
        return SubjectAccess(**{**data, "reasons": MappingProxyType(data["reasons"])})
