"""Who may do what. Deny by default; no database, and of the clock only which day it is: agencies close.

A role is not a person: it is *held*. A `held_by` key names who holds a role in one case and one
instance: `Business unit`; `Virtual Panel member|health` for the partner `health`; `Referrer|riverside`
for the agency that referred; `Lead Reviewer|person:12` for one person whom a form chose. A user task
carries its key; a person's posts give the keys that the person answers for; who shares a key may act.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from engine import clock
from engine.diagrams import partnership as revised
from engine.diagrams.directory import answered_for, standing
from engine.diagrams.partnership import Partnership, Role

OFFICE = revised.OFFICE
PERSON = "person:"
"""What the part of a key begins with that names one person."""
NOBODY = "nobody"
"""The part of a key that nobody can hold."""
_OUTSIDE = frozenset({"referring_agency", "agency", "mailbox"})
"""The kinds of role that are held outside the partnership."""


@dataclass(frozen=True, kw_only=True)
class Absent:
    """Somebody who is away, and until which London date a colleague holds a post in their place."""

    id: int
    name: str
    until_on: date


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post in an organisation: a partner, an agency, or the partnership's own office.

    Attributes:
        covers: in whose place it is held; none if it is one's own. Two posts are the same whoever holds them.
    """

    organisation: str
    title: str
    covers: Absent | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a link opens to who never signs in: one key's part of one case, and nothing else."""

    case_id: int
    held_by: str
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who is signed in, with the posts held today: their own first, then those that they cover.

    Attributes:
        scope: to what the person is confined who came by a link; none for who signed in.
    """

    id: int
    name: str
    email: str
    posts: tuple[Post, ...]
    is_administrator: bool = False
    scope: Scope | None = None


def key(role: str, organisation: str = "") -> str:
    """Return the key of a role, held by an organisation where it is one's part."""
    return f"{role}|{organisation}" if organisation else role


def held_by(
    partnership: Partnership, role: str, *, referring_organisation: str, organisation: str = "", chosen: str = ""
) -> str:
    """Return the key of who holds `role` in one case and one instance of a multi-instance activity.

    Args:
        partnership: of the case's revision.
        role: the lane's name.
        referring_organisation: of the case.
        organisation: the partner or agency that the instance belongs to; empty outside.
        chosen: whom a form chose, for a role that is held by choice: an organisation, or one person.
    """
    rule = partnership.roles[role]
    match rule.who:
        case "posts" | "mailbox":
            return key(role)
        case "referring_agency":
            return key(role, referring_organisation)
        case "chosen":
            return key(role, chosen or NOBODY)
        case _:
            return key(role, rule.partner or rule.agency or organisation or NOBODY)


def holdings(partnership: Partnership, person: Person) -> frozenset[str]:
    """Return every key that a person answers for under this partnership: by post, and in person.

    Who holds no post any more answers for nothing, not even where a form chose them. What a form gave to one person by
    name does not go to who covers a post of theirs.
    """
    found = {key for post in person.posts for key in keys_of(partnership, post)}
    if any(post.covers is None for post in person.posts):
        found |= {key(role, personal(person.id)) for role, rule in partnership.roles.items() if rule.who == "chosen"}
    return frozenset(key for key in found if _is_in_scope(partnership, person, key))


def _is_in_scope(partnership: Partnership, person: Person, key: str) -> bool:
    return person.scope is None or (key == person.scope.held_by and not is_inside(partnership, [key]))


def reaches(person: Person, case_id: int) -> bool:
    """Tell whether a case is none from which a person is kept by the link that they came by."""
    return person.scope is None or person.scope.case_id == case_id


def keys_of(partnership: Partnership, post: Post) -> frozenset[str]:
    """Return every key that whoever holds a post answers for.

    An agency answers for its own part and for those of agencies whose place it has taken; a closed one for none.
    """
    own, roles = answered_for(partnership.agencies, post.organisation, clock.today()), partnership.roles.items()
    return frozenset(key(role, part) for role, rule in roles for part in _parts(partnership, rule, post, own))


def _parts(partnership: Partnership, rule: Role, post: Post, own: Collection[str]) -> Collection[str]:
    """Return the parts, of its organisation's own, for which a post holds a role; empty text if the role has no parts.

    Source: VP-1 (a partner speaks by its member or a designated deputy), REF-5 (back to the referrer), RR-7 (an
    agency answers by its contacts).
    """
    match rule.who:
        case "posts":
            return ("",) if post.organisation == OFFICE and post.title in rule.posts else ()
        case "partner":
            holds = _speaks_for_partner(partnership, post)
        case "referring_agency":
            holds = has_duties(partnership, post.organisation)
        case "agency":
            holds = _answers_for_agency(partnership, post, senior=rule.senior)
        case "chosen":
            holds = _speaks_for_partner(partnership, post) or _answers_for_agency(partnership, post)
        case _:
            holds = False
    fixed = rule.partner or rule.agency
    return [part for part in own if fixed in ("", part)] if holds else ()


def _speaks_for_partner(partnership: Partnership, post: Post) -> bool:
    partner = partnership.partners.get(post.organisation)
    return partner is not None and post.title in (partner.member, *partner.deputies)


def _answers_for_agency(partnership: Partnership, post: Post, *, senior: bool = False) -> bool:
    agency = partnership.agencies.get(post.organisation)
    if agency is None:
        return False
    return bool(agency.senior) and post.title == agency.senior if senior else post.title in agency.contacts


def personal(person_id: int | str) -> str:
    """Return the part of a key that names one person."""
    return f"{PERSON}{person_id}"


def person_in(held_by: str) -> int | None:
    """Return the id of the person whom a key names; none if it names no single person."""
    part = held_by.partition("|")[2]
    return int(part.removeprefix(PERSON)) if part.startswith(PERSON) else None


def is_inside(partnership: Partnership, keys: Collection[str]) -> bool:
    """Tell whether one of the `keys` is a part of the partnership, not of one who refers or is asked.

    A role held by choice is inside where a partner or one person was chosen; an agency is not, nor what this revision
    does not know.
    """
    return any(_is_inside(partnership, *key.partition("|")[::2]) for key in keys)


def _is_inside(partnership: Partnership, role: str, part: str) -> bool:
    rule = partnership.roles.get(role)
    if rule is None or rule.who in _OUTSIDE:
        return False
    return not part or part.startswith(PERSON) or part in partnership.partners


def has_post_inside(partnership: Partnership, person: Person) -> bool:
    """Tell whether a person has a post in the partnership; not only a part that a form may give to anybody."""
    return is_inside(partnership, [key for key in holdings(partnership, person) if person_in(key) is None])


def may_read(partnership: Partnership, keys: Collection[str], held_by: str) -> bool:
    """Tell whether who has a part in a case by `keys` may read what the holder of `held_by` answered or was sent.

    Inside the partnership all of a case is read; who refers, or is asked, reads their own alone.
    """
    return held_by in keys or is_inside(partnership, keys)


def post_of(partnership: Partnership, person: Person, wanted: str) -> Post | None:
    """Return the post by which a person answers for the key `wanted`; none if by none.

    Who was chosen in person acts by the first of their posts; who holds several that answer for it, by their own before
    one that they cover.
    """
    if not _is_in_scope(partnership, person, wanted):
        return None
    if person_in(wanted) == person.id and wanted in holdings(partnership, person):
        return person.posts[0]
    return next((post for post in person.posts if wanted in keys_of(partnership, post)), None)


def away_for(partnership: Partnership, person: Person, wanted: str) -> frozenset[int]:
    """Return the ids of those who are away and in whose place a person answers for the key `wanted`."""
    covering = (post for post in person.posts if post.covers and wanted in keys_of(partnership, post))
    return frozenset(post.covers.id for post in covering if post.covers)


def may_cover(partnership: Partnership, post: Post, own: Post) -> bool:
    """Tell whether who holds a post of their `own` may cover another, while its holder is away.

    That is a colleague of the same organisation; a partner speaks by its member or a designated deputy alone.
    Source: VP-1.
    """
    is_partners = post.organisation in partnership.partners
    return own.organisation == post.organisation and (not is_partners or _speaks_for_partner(partnership, own))


def has_duties(partnership: Partnership, organisation: str) -> bool:
    """Tell whether an organisation has duties towards children. Source: REF-1."""
    return organisation in partnership.agencies or organisation in partnership.partners


def may_refer(partnership: Partnership, organisation: str) -> bool:
    """Tell whether an organisation has duties towards children and stands, so that it may refer. Source: REF-1."""
    stands = standing(partnership.agencies, organisation, clock.today()) == organisation
    return stands and has_duties(partnership, organisation)


def may_oversee(partnership: Partnership, person: Person) -> bool:
    """Tell whether a person sees the figures of all cases: of those cases alone that they may see."""
    return any(key.partition("|")[0] in partnership.figures.seen_by for key in holdings(partnership, person))


def may_answer_subjects(partnership: Partnership, person: Person) -> bool:
    """Tell whether a person answers people who ask what is held about them: of those cases alone that they may see."""
    role = partnership.subject_access.role
    return bool(role) and held_by(partnership, role, referring_organisation="") in holdings(partnership, person)


def is_held_on(day: date, from_on: date, until_on: date | None) -> bool:
    """Tell whether a post held from one London date until another (the last day, or none) is held on `day`."""
    return from_on <= day and (until_on is None or day <= until_on)
