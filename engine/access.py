"""Who may do what. Deny by default; pure: no database, no clock.

A role is not a person: it is *held*. A `held_by` key names who holds a role in one case and one
instance: `Business unit`, or `Virtual Panel member|health` for the partner `health`, or
`Referrer|riverside` for the agency that referred. A user task carries its key; a person's posts
give the keys that the person answers for; who shares a key may act.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from engine.diagrams import partnership as revised
from engine.diagrams.partnership import Partnership

OFFICE = revised.OFFICE
OUTSIDE = frozenset({"referring_agency", "agency"})
"""The kinds of role that are held outside the partnership."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post in an organisation: a partner, an agency, or the partnership's own office."""

    organisation: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who is signed in, with the posts held today."""

    id: int
    name: str
    email: str
    posts: tuple[Post, ...]
    is_administrator: bool = False


def key(role: str, organisation: str = "") -> str:
    """Return the key of a role, held by an organisation where it is one's part."""
    return f"{role}|{organisation}" if organisation else role


def held_by(
    partnership: Partnership, role: str, *, referring_organisation: str, instance: str | None, chosen: str | None = None
) -> str:
    """Return the key of who holds `role` in one case and one instance of a multi-instance activity.

    Args:
        partnership: of the case's revision.
        role: the lane's name.
        referring_organisation: of the case.
        instance: the instance's key, a partner or an agency; none outside.
        chosen: whom a form chose, for a role that is held by choice.
    """
    rule = partnership.roles[role]
    match rule.who:
        case "posts":
            return key(role)
        case "referring_agency":
            return key(role, referring_organisation)
        case "chosen":
            return key(role, chosen or "nobody")
        case _:
            return key(role, rule.partner or instance or "nobody")


def holdings(partnership: Partnership, posts: Collection[Post]) -> frozenset[str]:
    """Return every key that the holder of `posts` answers for under this partnership.

    Source: VP-1 (a partner speaks by its member or a designated deputy), REF-5 (back to the referrer).
    """
    found = set[str]()
    for role, rule in partnership.roles.items():
        for post in posts:
            match rule.who:
                case "posts":
                    if post.organisation == OFFICE and post.title in rule.posts:
                        found.add(key(role))
                case "partner":
                    partner = partnership.partners.get(post.organisation)
                    speaks = partner is not None and post.title in (partner.member, *partner.deputies)
                    if speaks and rule.partner in ("", post.organisation):
                        found.add(key(role, post.organisation))
                case "chosen":
                    found.add(key(role, f"{post.organisation}/{post.title}"))
                case _:
                    if may_refer(partnership, post.organisation):
                        found.add(key(role, post.organisation))
    return frozenset(found)


def is_inside(partnership: Partnership, keys: Collection[str]) -> bool:
    """Tell whether one of the `keys` is a part of the partnership, not of one who refers or is asked."""
    roles = partnership.roles
    return any(roles[role].who not in OUTSIDE for key in keys if (role := key.partition("|")[0]) in roles)


def may_read(partnership: Partnership, keys: Collection[str], held_by: str) -> bool:
    """Tell whether who has a part in a case by `keys` may read what the holder of `held_by` answered or was sent.

    Inside the partnership all of a case is read; who refers, or is asked, reads their own alone.
    """
    return held_by in keys or is_inside(partnership, keys)


def post_of(partnership: Partnership, posts: Collection[Post], wanted: str) -> Post | None:
    """Return the post by which a person answers for the key `wanted`; none if by none."""
    return next((post for post in posts if wanted in holdings(partnership, (post,))), None)


def may_refer(partnership: Partnership, organisation: str) -> bool:
    """Tell whether an organisation has duties towards children, so that it may refer. Source: REF-1."""
    return organisation in partnership.agencies or organisation in partnership.partners


def is_held_on(day: date, from_on: date, until_on: date | None) -> bool:
    """Tell whether a post held from one London date until another (the last day, or none) is held on `day`."""
    return from_on <= day and (until_on is None or day <= until_on)
