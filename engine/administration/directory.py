"""Every post that the revision names, what it answers for, and who holds it: vacant posts, and those that soon end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.access import OFFICE, Post
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.tables import person, post_held

SOON = timedelta(days=30)
"""A post ends soon that has so many days left, or fewer."""
_h = post_held.c
_absent = person.alias("absent")
_HELD = (
    sa.select(
        *(person.c.id, person.c.name, _h.organisation, _h.title, _h.from_on, _h.until_on),
        _absent.c.name.label("absent"),
    )
    .join_from(post_held, person, person.c.id == _h.person_id)
    .outerjoin(_absent, _absent.c.id == _h.covers)
    .where(
        person.c.is_active,
        ~person.c.is_administrator,
        sa.or_(_h.until_on.is_(None), sa.and_(_h.until_on >= sa.bindparam("today"), _h.until_on >= _h.from_on)),
    )
    .order_by(_h.covers.is_not(None), _h.from_on, person.c.name, _h.id)
)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a post today, or will; the days are London dates.

    Attributes:
        covers: the name of who is away, in whose place it is held; empty if it is their own.
    """

    id: int
    name: str
    from_on: date
    until_on: date | None
    covers: str

    @property
    def has_begun(self) -> bool:
        """Whether it is held today."""
        return self.from_on <= clock.today()

    @property
    def ends_soon(self) -> bool:
        """Whether it is one's own and its last day is near."""
        return not self.covers and self.until_on is not None and self.until_on <= clock.today() + SOON


@dataclass(frozen=True, kw_only=True)
class Line:
    """A post, what it answers for, and who holds it.

    Attributes:
        roles: the revision's names of what it answers for; of a post that the revision does not name, none.
        alone: those of the roles for which nobody answers today.
        holders: who holds it today, or will.
    """

    post: Post
    roles: tuple[str, ...]
    alone: tuple[str, ...]
    holders: tuple[Holder, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it today as a post of their own."""
        return not any(holder.has_begun and not holder.covers for holder in self.holders)

    @property
    def ends_soon(self) -> bool:
        """Whether whoever holds it today as their own soon does not, and nobody is entered for the time after."""
        own = [holder for holder in self.holders if not holder.covers]
        return not self.is_vacant and all(holder.ends_soon for holder in own)

    @property
    def needs_somebody(self) -> bool:
        """Whether an administrator should look at it."""
        return bool(self.roles) and (self.is_vacant or self.ends_soon)


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The partnership's office, a partner or an agency, with its posts: those that the revision names first."""

    key: str
    name: str
    lines: tuple[Line, ...]


def posts_of(partnership: Partnership, day: date) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the name and the titles of every organisation that stands on a London date, by its key."""
    office = (title for role in partnership.roles.values() if role.who == "posts" for title in role.posts)
    found = {OFFICE: (partnership.name, tuple(dict.fromkeys(office)))}
    for key, partner in partnership.partners.items():
        found[key] = (partner.name, (partner.member, *partner.deputies))
    for key, agency in partnership.agencies.items():
        if agency.stands_on(day):
            found[key] = (agency.name, tuple(filter(None, (*agency.contacts, agency.senior))))
    return found


def directory(tx: Transaction, partnership: Partnership) -> tuple[Organisation, ...]:
    """Return every organisation with its posts and who holds them, in one statement.

    Posts that the revision does not name, and people still entered where none is, come last in each organisation, and
    last of all.
    """
    today = clock.london_date(tx.at)
    held = dict[Post, list[Holder]]()
    for row in tx.connection.execute(_HELD, {"today": today}):
        held.setdefault(Post(organisation=row.organisation, title=row.title), []).append(_holder(row))
    holding = {post for post, holders in held.items() if any(holder.has_begun for holder in holders)}
    answered = {key for post in holding for key in access.keys_of(partnership, post)}
    named = posts_of(partnership, today)
    others = {post.organisation: post.organisation for post in held if post.organisation not in named}
    found = list[Organisation]()
    for key, (name, titles) in {**named, **{key: (_name(partnership, key), ()) for key in others}}.items():
        posts = dict.fromkeys(Post(organisation=key, title=title) for title in titles)
        posts |= dict.fromkeys(post for post in held if post.organisation == key)
        lines = (
            _line(partnership, post, held.get(post, ()), answered, is_named=post.title in titles) for post in posts
        )
        found.append(Organisation(key=key, name=name, lines=tuple(lines)))
    return tuple(found)


def _line(
    partnership: Partnership, post: Post, holders: Iterable[Holder], answered: set[str], *, is_named: bool
) -> Line:
    keys = list(_kept_for(partnership, post)) if is_named else []
    return Line(
        post=post,
        roles=tuple(dict.fromkeys(key.partition("|")[0] for key in keys)),
        alone=tuple(dict.fromkeys(key.partition("|")[0] for key in keys if key not in answered)),
        holders=tuple(holders),
    )


def _kept_for(partnership: Partnership, post: Post) -> Iterator[str]:
    """Give the keys for which a post is there, in the order of roles; who refers, or is chosen, is so by any post."""
    order = {role: number for number, role in enumerate(partnership.roles)}
    for key in sorted(access.keys_of(partnership, post), key=lambda key: (order[key.partition("|")[0]], key)):
        if partnership.roles[key.partition("|")[0]].is_of_posts:
            yield key


def _name(partnership: Partnership, key: str) -> str:
    agency = partnership.agencies.get(key)
    return agency.name if agency else key


def _holder(row: Any) -> Holder:
    return Holder(id=row.id, name=row.name, from_on=row.from_on, until_on=row.until_on, covers=row.absent or "")
