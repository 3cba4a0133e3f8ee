"""Who is who in a revision, when they meet and which days count (`bpmn/partnership.yaml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from engine.calendar.working_days import Calendar
from engine.diagrams.bodies import Bodies, BodySchema, wrong_roles
from engine.diagrams.directory import Agency, dates_fit, missed, wrong_successors
from engine.diagrams.errors import DiagramError, Problem
from engine.diagrams.figures import Figures, FiguresSchema, wrong_seers
from engine.diagrams.retention import Retention, RetentionSchema, wrong_keepers
from engine.diagrams.subject_access import SubjectAccess, SubjectAccessSchema
from engine.diagrams.vocabulary import LISTS
from engine.diagrams.yaml_files import StrictSchema, read_yaml

FILE = "bpmn/partnership.yaml"
OFFICE = "partnership"
"""The organisation of the partnership's own posts."""
RESERVED = LISTS | {"people"}
"""The lists that every revision has, which no list of a partnership may be called."""
LONGEST_OPENING = 1440
"""Minutes: no case that somebody opened to read is open for longer than a day."""
WHO = ("posts", "partner", "referring_agency", "agency", "chosen", "mailbox")


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
            the case's `referring_agency`; an `agency` (the one named, or the instance's); whom a form chose
            (`chosen`); or a body outside that is only written to (`mailbox`).
        posts: the posts, for `posts`.
        partner: the partner's key, for `partner`; empty for the instance's.
        agency: the agency's key, for `agency`; empty for the instance's.
        senior: held by the agency's senior post in place of its contacts, for `agency`.
        by: the question that chose, as `form.question`, for `chosen`.
        mailbox: the address, for `mailbox`.
    """

    who: str
    posts: tuple[str, ...] = ()
    partner: str = ""
    agency: str = ""
    senior: bool = False
    by: str = ""
    mailbox: str = ""

    @property
    def is_of_posts(self) -> bool:
        """Tell whether the revision itself says which posts hold it, whatever the case."""
        return self.who in ("posts", "partner", "agency")

    @property
    def needs_instance(self) -> bool:
        """Tell whether only an instance of a multi-instance activity says who holds it."""
        return (self.who == "agency" and not self.agency) or (self.who == "partner" and not self.partner)


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A safeguarding partner, the post that speaks for it on the panel and the designated deputies' posts."""

    name: str
    member: str
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """The partnership of one revision.

    Attributes:
        name: as letters are signed.
        mailbox: the business unit's address.
        framework: the guidance carried out.
        start: the process that a case starts in.
        oversight: the role that hears too when a time limit has passed of which people are reminded; empty for none.
        guard: the role that restricts cases, and is shown who has seen them; empty for none.
        opened_minutes: for how long a case may be read that somebody opens who has no part in it; 0 if nobody may.
        retention: for how long closed cases are kept, and who decides that one is destroyed.
        roles: by name, the name of the lanes.
        partners: by key.
        agencies: by key.
        lists: named lists of agencies' keys, such as those that are always asked.
        meetings: the bodies that meet on dates set ahead, by name.
        calendar: which days are working days.
        figures: what is counted over all cases, and who sees it.
        subject_access: who answers people that ask what is held about them, and how.
    """

    name: str
    mailbox: str
    framework: Framework
    start: str
    roles: Mapping[str, Role]
    partners: Mapping[str, Partner]
    agencies: Mapping[str, Agency]
    lists: Mapping[str, tuple[str, ...]]
    meetings: Bodies
    calendar: Calendar
    oversight: str = ""
    figures: Figures = field(default_factory=Figures)
    guard: str = ""
    opened_minutes: int = 0
    subject_access: SubjectAccess = field(default_factory=SubjectAccess)
    retention: Retention = field(default_factory=Retention)


NOBODY = Partnership(
    name="", mailbox="", framework=Framework(title="", revised=date.min), start="", roles={}, partners={}, agencies={},
    lists={}, meetings={}, calendar=Calendar(),
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
_LIST = validate.And(
    _KEY, validate.NoneOf(RESERVED, error="is a list that every revision has; give this one another name")
)
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


_KEYS_OF_ROLES = {"partner": {"partner"}, "agency": {"agency", "senior"}}
_NEEDED_BY_ROLES = {"posts": "posts", "chosen": "by", "mailbox": "mailbox"}


class _RoleSchema(StrictSchema):
    who = fields.String(required=True, validate=validate.OneOf(WHO, error="must be one of {choices}"))
    posts = fields.List(fields.String(validate=_TEXT))
    partner = fields.String(validate=_KEY)
    agency = fields.String(validate=_KEY)
    senior = fields.Boolean(truthy={True}, falsy={False})
    mailbox = fields.Email()
    by = fields.String(
        validate=validate.Regexp(
            r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z", error="must be a form and its question, form.question"
        )
    )

    @validates_schema
    def _fits(self, data: dict[str, Any], **_: Any) -> None:
        needed = _NEEDED_BY_ROLES.get(data["who"])
        if needed and not data.get(needed):
            raise ValidationError(f"who: {data['who']} needs `{needed}:`")
        allowed = {"who", needed, *_KEYS_OF_ROLES.get(data["who"], ())}
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
    senior = fields.String(validate=_TEXT)
    from_on = _day(data_key="from")
    until_on = _day(data_key="until")
    successor = fields.String(validate=_KEY)

    @validates_schema
    def _dates_fit(self, data: dict[str, Any], **_: Any) -> None:
        if wrong := dates_fit(data):
            raise ValidationError(wrong)

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


def _wrong_in_list(keys: list[str], agencies: Mapping[str, Agency]) -> Iterator[tuple[int, list[str]]]:
    """Yield what is wrong with each key of a list that names no agency, or one twice."""
    for number, key in enumerate(keys):
        if key not in agencies:
            yield number, [f"{key!r} is no agency; remove it, or give it its place under `agencies:`"]
        elif key in keys[:number]:
            yield number, [f"{key!r} is there twice; keep one"]


def _no_oversight(name: str, roles: Mapping[str, Role]) -> str:
    """Say why a role cannot be the same in every case, as oversight is; empty if it can, or none is named."""
    if not name:
        return ""
    if name not in roles:
        return f"{name!r} is no role; there are: {', '.join(roles)}"
    if not roles[name].is_of_posts or roles[name].needs_instance:
        return f"{name!r} is not held by the same posts in every case; name a role that is"
    return ""


def _no_guard(name: str, roles: Mapping[str, Role]) -> str:
    """Say why a role cannot guard every case, or answer for every one; empty if it can, or none is named."""
    if (why := _no_oversight(name, roles)) or not name:
        return why
    return f"{name!r} is held by an agency; name a role of the partnership" if roles[name].who == "agency" else ""


class _PartnershipSchema(StrictSchema):
    name = fields.String(required=True, validate=_TEXT)
    mailbox = fields.Email(required=True)
    framework = fields.Nested(_FrameworkSchema, required=True)
    start = fields.String(required=True, validate=_KEY)
    oversight = fields.String(validate=_ROLE)
    guard = fields.String(validate=_ROLE)
    opened_minutes = fields.Integer(strict=True, validate=validate.Range(min=1, max=LONGEST_OPENING))
    roles = fields.Dict(
        keys=fields.String(validate=_ROLE),
        values=fields.Nested(_RoleSchema),
        required=True,
        validate=validate.Length(min=1),
    )
    partners = fields.Dict(keys=fields.String(validate=_KEY), values=fields.Nested(_PartnerSchema), required=True)
    agencies = fields.Dict(keys=fields.String(validate=_KEY), values=fields.Nested(_AgencySchema), required=True)
    lists = fields.Dict(
        keys=fields.String(validate=_LIST), values=fields.List(fields.String(validate=_KEY)), load_default=dict
    )
    meetings = fields.Dict(keys=fields.String(validate=_TEXT), values=fields.Nested(BodySchema), load_default=dict)
    calendar = fields.Nested(_CalendarSchema, required=True)
    figures = fields.Nested(FiguresSchema, load_default=Figures)
    subject_access = fields.Nested(SubjectAccessSchema, load_default=SubjectAccess)
    retention = fields.Nested(RetentionSchema, load_default=Retention)

    @validates_schema
    def _names_exist(self, data: dict[str, Any], **_: Any) -> None:
        partners, agencies = data["partners"], data["agencies"]
        twice = "is a partner's key too; give it another"
        the_offices = "is the key of the partnership's own office; give it another"  # its people would hold its posts
        found: dict[str, dict[str, Any]] = {
            "roles": {
                name: {kind: [f"{named!r} is no {kind}; there are: {', '.join(known)}"]}
                for name, role in data["roles"].items()
                for kind, named, known in (("partner", role.partner, partners), ("agency", role.agency, agencies))
                if named and named not in known
            },
            "lists": {
                name: listed for name, keys in data["lists"].items() if (listed := dict(_wrong_in_list(keys, agencies)))
            },
            "meetings": dict(wrong_roles(data["meetings"], lambda role: _no_oversight(role, data["roles"]))),
            "partners": {key: [the_offices] for key in partners if key == OFFICE},
            "agencies": {
                key: [the_offices if key == OFFICE else twice] for key in agencies if key in {OFFICE, *partners}
            },
        }
        wrong: dict[str, Any] = {part: places for part, places in found.items() if places}
        if why := _no_oversight(data.get("oversight", ""), data["roles"]):
            wrong["oversight"] = [why]
        if seers := dict(wrong_seers(data["figures"], data["roles"])):
            wrong["figures"] = {"seen_by": seers}
        if why := _no_guard(data["subject_access"].role, data["roles"]):
            wrong["subject_access"] = {"role": [why]}
        if keepers := dict(wrong_keepers(data["retention"], lambda role: _no_guard(role, data["roles"]))):
            wrong["retention"] = keepers
        if why := _no_guard(data.get("guard", ""), data["roles"]):
            wrong["guard"] = [why]
        if wrong:
            raise ValidationError(wrong)

    @validates_schema
    def _nobody_is_missed(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse successors that lead nowhere, and an agency that closes where the framework counts on it."""
        agencies, revised = data["agencies"], data["framework"].revised
        gone = {key: [why] for key, agency in agencies.items() if (why := missed(agency, revised))}
        listed = {
            name: {number: gone[key] for number, key in enumerate(keys) if key in gone}
            for name, keys in data["lists"].items()
        }
        found: dict[str, dict[str, Any]] = {
            "agencies": {key: {"successor": [what]} for key, what in wrong_successors(agencies)},
            "lists": {name: wrong for name, wrong in listed.items() if wrong},
            "roles": {
                name: {"agency": gone[role.agency]} for name, role in data["roles"].items() if role.agency in gone
            },
        }
        if wrong := {part: places for part, places in found.items() if places}:
            raise ValidationError(wrong)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Partnership:
        frozen = {key: MappingProxyType(value) for key, value in data.items() if isinstance(value, dict)}
        lists = {name: tuple(keys) for name, keys in data["lists"].items()}
        made = {"lists": MappingProxyType(lists)}
        return Partnership(**{**data, **frozen, **made})
