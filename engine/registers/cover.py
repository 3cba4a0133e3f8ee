"""Cover: who is away says from when until when, and which colleague holds a post in their place.

The colleague holds the post for those days as if it were theirs (`post_held.covers`): what its holder may do, is sent
and is reminded of follows by itself, and ends by itself. Who is away keeps the post, and finds everything as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person, Post, may_cover
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.diagrams.templates import in_words
from engine.errors import EngineError, NotAllowed
from engine.records.db import Transaction
from engine.records.tables import cover, person, post_held
from engine.registers import administration_log
from engine.registers.people import find_person

LONGEST = timedelta(days=366)
_FOR_GOOD = date.max
_h = post_held.c
_away, _by, _enterer = person.alias("away"), person.alias("by"), person.alias("enterer")
_COVERS = (
    sa.select(
        *(_h.id, _h.organisation, _h.title, _h.from_on, _h.until_on, cover.c.entered_at),
        *(_h.covers.label("away_id"), _h.person_id.label("by_id"), cover.c.entered_by),
        *(_away.c.name.label("away"), _by.c.name.label("by"), _enterer.c.name.label("enterer")),
    )
    .join_from(cover, post_held, _h.id == cover.c.post_held_id)
    .join(_away, _away.c.id == _h.covers)
    .join(_by, _by.c.id == _h.person_id)
    .join(_enterer, _enterer.c.id == cover.c.entered_by)
    .where(_h.until_on >= sa.bindparam("today"), _h.until_on >= _h.from_on)
    .order_by(_h.from_on, _h.id)
)
_COLLEAGUES = (
    sa.select(person.c.id, person.c.name, _h.organisation, _h.title)
    .join_from(post_held, person, person.c.id == _h.person_id)
    .where(
        person.c.is_active,
        _h.covers.is_(None),
        sa.or_(_h.until_on.is_(None), _h.until_on >= sa.bindparam("today")),
        _h.organisation.in_(
            sa.select(_h.organisation).where(_h.person_id == sa.bindparam("person_id"), _h.covers.is_(None))
        ),
    )
    .order_by(person.c.name, person.c.id, _h.title)
)
_LOCK = sa.select(person.c.id).where(person.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(person.c.id)
_CONCERNED = sa.select(post_held).where(
    sa.or_(_h.person_id.in_(sa.bindparam("ids", expanding=True)), _h.covers.in_(sa.bindparam("ids", expanding=True))),
    _h.from_on <= sa.bindparam("last"),
    sa.or_(_h.until_on.is_(None), _h.until_on >= sa.bindparam("first")),
)


class CoverRefused(EngineError):
    """A cover cannot be entered as it was asked for.

    Attributes:
        field: what has to be put right: `by`, `from_on` or `until_on`.
    """

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Who may cover a post: somebody of the same organisation, with their own post there."""

    id: int
    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Coverable:
    """A post of a person's own, and the colleagues who may cover it, by name."""

    post: Post
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A cover as it is asked for.

    Attributes:
        away: who is away.
        post: which of their posts is covered.
        by: who covers it.
        from_on: the first London date, today at the earliest.
        until_on: the last one.
    """

    away: Person
    post: Post
    by: Person
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A cover that lasts, or is still to come.

    Attributes:
        away_id: whose post it is.
        by_id: who holds it in their place.
        from_on: the first London date.
        until_on: the last one.
        entered_by: the name of who entered it.
    """

    id: int
    post: Post
    away_id: int
    away: str
    by_id: int
    by: str
    from_on: date
    until_on: date
    entered_by: str
    entered_at: datetime

    @property
    def has_begun(self) -> bool:
        """Whether it lasts today."""
        return self.from_on <= clock.today()


def covers_of(tx: Transaction, person_id: int) -> Sequence[Cover]:
    """Return the covers that last or are to come in which a person is away or stands in, the first first."""
    mine = sa.or_(_h.covers == person_id, _h.person_id == person_id)
    return [_cover(row) for row in tx.connection.execute(_COVERS.where(mine), {"today": clock.london_date(tx.at)})]


def coverable(tx: Transaction, partnership: Partnership, person_id: int) -> Sequence[Coverable]:
    """Return the posts that a person holds, or will, and who may cover each, in one statement."""
    values = {"person_id": person_id, "today": clock.london_date(tx.at)}
    rows = tx.connection.execute(_COLLEAGUES, values).all()
    own = dict.fromkeys(_post(row) for row in rows if row.id == person_id)
    return [Coverable(post=post, colleagues=tuple(_colleagues(partnership, post, person_id, rows))) for post in own]


def enter_cover(tx: Transaction, partnership: Partnership, wanted: Wanted, *, me: Person, sign_in_at: str) -> int:
    """Let a colleague hold a post in the place of who is away, tell both, and return the cover's id.

    Args:
        tx: the transaction.
        partnership: of the revision in force.
        wanted: who, which post, when.
        me: who enters it: the person who is away, or an administrator.
        sign_in_at: the service's public address.

    Raises:
        NotAllowed: it is somebody else's absence.
        CoverRefused: the days or the colleague do not fit.
    """
    away, by, post, first, last = wanted.away, wanted.by, wanted.post, wanted.from_on, wanted.until_on
    if me.id != away.id and not me.is_administrator:
        raise NotAllowed("enter this cover", needs="who is away, or an administrator")
    _refuse_days(first, last)
    ids = [away.id, by.id]
    tx.connection.execute(_LOCK.with_for_update(), {"ids": ids})  # two covers entered at once see each other
    rows = tx.connection.execute(_CONCERNED, {"ids": ids, "first": first, "last": last}).all()
    _refuse_people(partnership, rows, wanted)
    held = {"organisation": post.organisation, "title": post.title, "from_on": first, "until_on": last}
    cover_id: int = tx.connection.execute(
        post_held.insert().returning(_h.id), {"person_id": by.id, "covers": away.id, **held}
    ).scalar_one()
    tx.connection.execute(cover.insert(), {"post_held_id": cover_id, "entered_by": me.id, "entered_at": tx.at})
    if me.id != away.id:
        said = {"organisation": post.organisation, "title": post.title, "from_on": first, "until_on": last}
        administration_log.note(tx, "cover_entered", by=me.id, about=away.id, covered_by=by.name, **said)
    days = f"from {in_words(first)} to {in_words(last)}"
    _tell(tx, partnership, cover_id, "begins", away, f"A post of yours is covered {days}.", sign_in_at)
    _tell(tx, partnership, cover_id, "begins", by, f"You cover a colleague's post {days}.", sign_in_at)
    return cover_id


def end_cover(tx: Transaction, partnership: Partnership, cover_id: int, *, me: Person, sign_in_at: str) -> Cover:
    """End a cover at once, or call one off that is still to come; tell both, and return it as it was.

    Who is away, who covers, and an administrator may.

    Raises:
        NotAllowed: there is none that lasts or is to come, or it is other people's.
    """
    row = tx.connection.execute(_COVERS.where(_h.id == cover_id), {"today": clock.london_date(tx.at)}).one_or_none()
    if row is None or (me.id not in (row.away_id, row.by_id) and not me.is_administrator):
        raise NotAllowed("end this cover", needs="who is away, who covers, or an administrator")
    found = _cover(row)
    _end(tx, [cover_id], clock.london_date(tx.at) - timedelta(days=1), me.id)
    if me.id not in (found.away_id, found.by_id):
        what = {"organisation": found.post.organisation, "title": found.post.title, "covered_by": found.by}
        administration_log.note(tx, "cover_ended", by=me.id, about=found.away_id, **what)
    for number in (found.away_id, found.by_id):
        if to := find_person(tx, number):
            said = "The cover of a post of yours" if number == found.away_id else "Your cover of a colleague's post"
            _tell(tx, partnership, cover_id, "ends", to, f"{said} has ended.", sign_in_at)
    return found


def cut_short(tx: Transaction, person_id: int, until_on: date, post: Post | None = None) -> None:
    """End covers with what they hang on: a post of who is away, or one of who covers in the same organisation.

    Args:
        tx: the transaction that ends the post.
        person_id: whose post it is.
        until_on: the last London date on which it is held.
        post: which; none for every post, as when the account is closed.
    """
    of_away, of_who_covers = [_h.covers == person_id], [_h.person_id == person_id, _h.covers.is_not(None)]
    if post:
        of_away += [_h.organisation == post.organisation, _h.title == post.title]
        of_who_covers.append(_h.organisation == post.organisation)
    either = sa.or_(sa.and_(*of_away), sa.and_(*of_who_covers))
    longer = sa.select(_h.id).where(either, _h.until_on > until_on)
    _end(tx, list(tx.connection.execute(longer).scalars()), until_on, None)


def _end(tx: Transaction, ids: Sequence[int], until_on: date, ended_by: int | None) -> None:
    if ids:
        tx.connection.execute(post_held.update().where(_h.id.in_(ids)).values(until_on=until_on))
        ended = {"ended_by": ended_by, "ended_at": tx.at}
        tx.connection.execute(cover.update().where(cover.c.post_held_id.in_(ids)).values(ended))


def _refuse_days(first: date, last: date) -> None:
    if first < clock.today():
        raise CoverRefused("from_on", "The first day must be today or later")
    if last < first:
        raise CoverRefused("until_on", "The last day must be the first day or later")
    if last - first > LONGEST:
        raise CoverRefused("until_on", "A cover lasts a year at most; enter another one for the time after")


def _refuse_people(partnership: Partnership, rows: Sequence[Any], wanted: Wanted) -> None:
    """Refuse a cover that does not fit what the two hold and cover in those days, which `rows` say."""
    away, by, post = wanted.away, wanted.by, wanted.post

    def lasts(row: Any) -> bool:
        return bool(row.from_on <= wanted.from_on and wanted.until_on <= (row.until_on or _FOR_GOOD))

    own = [row for row in rows if row.covers is None and lasts(row)]
    if not any(row.person_id == away.id and _post(row) == post for row in own):
        raise CoverRefused("until_on", f"{away.name} does not hold the post of {post.title} on all of these days")
    posts_of_by = [_post(row) for row in own if row.person_id == by.id]
    if by.id == away.id or not any(may_cover(partnership, post, each) for each in posts_of_by):
        raise CoverRefused("by", f"{by.name} cannot cover this post: choose somebody who holds a post there throughout")
    covered = [row for row in rows if row.covers is not None and (row.until_on or _FOR_GOOD) >= row.from_on]
    for row in covered:
        if row.covers == away.id and _post(row) == post:
            raise CoverRefused(
                "from_on", f"This post is covered already until {in_words(row.until_on)}; end that first"
            )
        if row.covers == by.id:
            raise CoverRefused("by", f"{by.name} is away, too, until {in_words(row.until_on)}")
        if row.person_id == away.id:
            raise CoverRefused("from_on", f"{away.name} covers a colleague then, until {in_words(row.until_on)}")


def _tell(
    tx: Transaction, partnership: Partnership, cover_id: int, what: str, to: Person, said: str, sign_in_at: str
) -> None:
    body = f"{said}\n\nWhich post, and who: {sign_in_at}/work/cover\n\n{partnership.name}\n{partnership.mailbox}"
    once = f"cover|{cover_id}|{what}|{to.id}"
    notify(tx, partnership, to, once_key=once, subject=f"Cover {what}", body=body)


def _colleagues(partnership: Partnership, post: Post, person_id: int, rows: Sequence[Any]) -> Sequence[Colleague]:
    found = dict[int, Colleague]()
    for row in rows:
        if row.id != person_id and may_cover(partnership, post, _post(row)):
            found.setdefault(row.id, Colleague(id=row.id, name=row.name, title=row.title))
    return tuple(found.values())


def _post(row: Any) -> Post:
    return Post(organisation=row.organisation, title=row.title)


def _cover(row: Any) -> Cover:
    return Cover(
        id=row.id,
        post=_post(row),
        away_id=row.away_id,
        away=row.away,
        by_id=row.by_id,
        by=row.by,
        from_on=row.from_on,
        until_on=row.until_on,
        entered_by=row.enterer,
        entered_at=row.entered_at,
    )
