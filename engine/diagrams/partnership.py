"""Who is who in a revision, when they meet and which days count (`bpmn/partnership.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from engine.calendar.working_days import Calendar
from engine.diagrams.errors import DiagramError, Problem
from engine.diagrams.yaml_files import StrictSchema, read_yaml

FILE = "bpmn/partnership.yaml"
OFFICE = "partnership"
"""The organisation of the partnership's own posts."""
WHO = ("posts", "partner", "referring_agency", "agency", "chosen")


@dataclass(frozen=True, kw_only=True)
class Framework:
    """The guidance that the revision carries out: its title and the London date it was revised on."""

    title: str
    revised: date


@dataclass(frozen=True, kw_only=True)
class Role:
    """Who may act in the lanes of that name.

    Attributes:
        who: `posts` of the partnership's office; a safeguarding `partner` (the one named, or the instance's);
            the case's `referring_agency`; the instance's `agency`; or whom a form chose (`chosen`).
        posts: the posts, for `posts`.
        partner: the partner's key, for `partner`; empty for the instance's.
        by: the question that chose the person, as `form.question`, for `chosen`.
    """

    who: str
    posts: tuple[str, ...] = ()
    partner: str = ""
    by: str = ""

    @property
    def needs_instance(self) -> bool:
        """Tell whether only an instance of a multi-instance activity says who holds it."""
        return self.who == "agency" or (self.who == "partner" and not self.partner)


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A safeguarding partner, the post that speaks for it on the panel and the designated deputies' posts."""

    name: str
    member: str
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An agency and its contacts' posts."""

    name: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """The partnership of one revision.

    Attributes:
        name: as letters are signed.
        mailbox: the business unit's address.
        framework: the guidance carried out.
        start: the process that a case starts in.
        roles: by name, the name of the lanes.
        partners: by key.
        agencies: by key.
        meetings: London dates on which each body meets, by the body's name.
        calendar: which days are working days.
    """

    name: str
    mailbox: str
    framework: Framework
    start: str
    roles: Mapping[str, Role]
    partners: Mapping[str, Partner]
    agencies: Mapping[str, Agency]
    meetings: Mapping[str, tuple[date, ...]]
    calendar: Calendar


NOBODY = Partnership(
    name="", mailbox="", framework=Framework(title="", revised=date.min), start="", roles={}, partners={}, agencies={},
    meetings={}, calendar=Calendar(),
)  # fmt: skip
"""Stands in for a partnership that cannot be read, so that the other files can be checked."""


def read_partnership(data: bytes) -> tuple[Partnership, list[Problem]]:
    """Read the partnership; what is wrong comes all at once, and then `NOBODY` stands in.

    Raises:
        DiagramError: the file is no YAML mapping.
    """
    read = read_yaml(FILE, data)
    if not isinstance(read.data, dict):
        raise DiagramError(FILE, "must be a mapping that starts with `name:`")
    partnership, problems = read.load(_PartnershipSchema(), read.data)
    return partnership or NOBODY, problems


_KEY = validate.Regexp(r"[a-z][a-z0-9_]{0,59}\Z", error="a key is lower case letters, digits and _, like early_help")
_TEXT = validate.Length(min=1, max=200)
_ROLE = validate.Regexp(r"[^|\n]{1,100}\Z", error="a role's name is one line of up to 100 characters, without |")


def _day(**options: Any) -> fields.Date:
    return fields.Date(format="iso", error_messages={"invalid": "must be a date like 2026-03-12"}, **options)


class _FrameworkSchema(StrictSchema):
    title = fields.String(required=True, validate=_TEXT)
    revised = _day(required=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Framework:
        return Framework(**data)


class _RoleSchema(StrictSchema):
    who = fields.String(required=True, validate=validate.OneOf(WHO, error="must be one of {choices}"))
    posts = fields.List(fields.String(validate=_TEXT))
    partner = fields.String(validate=_KEY)
    by = fields.String(
        validate=validate.Regexp(
            r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z", error="must be a form and its question, form.question"
        )
    )

    @validates_schema
    def _fits(self, data: dict[str, Any], **_: Any) -> None:
        needed = {"posts": "posts", "chosen": "by"}.get(data["who"])
        if needed and not data.get(needed):
            raise ValidationError(f"who: {data['who']} needs `{needed}:`")
        allowed = {"who", needed, "partner" if data["who"] == "partner" else None}
        if extra := sorted(set(data) - allowed):
            raise ValidationError(f"who: {data['who']} has no `{extra[0]}:`; remove it")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Role:
        return Role(**{**data, "posts": tuple(data.get("posts", ()))})


class _PartnerSchema(StrictSchema):
    name = fields.String(required=True, validate=_TEXT)
    member = fields.String(required=True, validate=_TEXT)
    deputies = fields.List(fields.String(validate=_TEXT), load_default=())

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Partner:
        return Partner(**{**data, "deputies": tuple(data["deputies"])})


class _AgencySchema(StrictSchema):
    name = fields.String(required=True, validate=_TEXT)
    contacts = fields.List(fields.String(validate=_TEXT), required=True, validate=validate.Length(min=1))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Agency:
        return Agency(**{**data, "contacts": tuple(data["contacts"])})


class _CalendarSchema(StrictSchema):
    version = fields.String(required=True, validate=_TEXT)
    proclaimed = fields.Dict(keys=_day(), values=fields.String(validate=_TEXT), load_default=dict)
    withdrawn = fields.Dict(keys=_day(), values=fields.String(validate=_TEXT), load_default=dict)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Calendar:
        return Calendar(**data)


class _PartnershipSchema(StrictSchema):
    name = fields.String(required=True, validate=_TEXT)
    mailbox = fields.Email(required=True)
    framework = fields.Nested(_FrameworkSchema, required=True)
    start = fields.String(required=True, validate=_KEY)
    roles = fields.Dict(
        keys=fields.String(validate=_ROLE),
        values=fields.Nested(_RoleSchema),
        required=True,
        validate=validate.Length(min=1),
    )
    partners = fields.Dict(keys=fields.String(validate=_KEY), values=fields.Nested(_PartnerSchema), required=True)
    agencies = fields.Dict(keys=fields.String(validate=_KEY), values=fields.Nested(_AgencySchema), required=True)
    meetings = fields.Dict(keys=fields.String(validate=_TEXT), values=fields.List(_day()), load_default=dict)
    calendar = fields.Nested(_CalendarSchema, required=True)

    @validates_schema
    def _names_exist(self, data: dict[str, Any], **_: Any) -> None:
        wrong = {
            name: {"partner": [f"{role.partner!r} is not a partner; partners: {', '.join(data['partners'])}"]}
            for name, role in data["roles"].items()
            if role.partner and role.partner not in data["partners"]
        }
        if wrong:
            raise ValidationError({"roles": wrong})
        if both := sorted(set(data["partners"]) & set(data["agencies"])):
            raise ValidationError({"agencies": {both[0]: ["is a partner's key too; give it another"]}})
        for kind in ("partners", "agencies"):
            if OFFICE in data[kind]:  # its people would hold the office's posts
                raise ValidationError({kind: {OFFICE: ["is the key of the partnership's own office; give it another"]}})

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Partnership:
        frozen = {key: MappingProxyType(value) for key, value in data.items() if isinstance(value, dict)}
        meetings = {body: tuple(sorted(days)) for body, days in data["meetings"].items()}
        return Partnership(**{**data, **frozen, "meetings": MappingProxyType(meetings)})
