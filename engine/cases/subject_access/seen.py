"""Who saw what of a case, in words for the person whom it is about: posts and organisations, by London day.

Staff are named only where the partnership says so (`names_staff:`). Who held which post is told as it was on that day.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.access import Post
from engine.cases.holders import in_words
from engine.cases.reading import Case
from engine.records.db import Transaction
from engine.records.protection import case_read
from engine.records.tables import case_member, person, post_held

MOST_READS = 100_000
ONE_DAY = timedelta(days=1)
NOBODY = "Somebody who held no post in the partnership that day"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """That somebody saw something of a case on a London day, once or several times.

    Attributes:
        what: the page's name in the program.
    """

    on: date
    who: str
    what: str
    times: int


@dataclass(frozen=True, kw_only=True)
class Sightings:
    """Some of what was seen, the latest day first; `more` is the day before which the next page starts."""

    items: tuple[Seen, ...]
    more: date | None = None


def seen(
    tx: Transaction, case: Case, *, names_staff: bool, before: date | None = None, most: int = MOST_READS
) -> Sightings:
    """Return who saw what of a case, the latest day first.

    Args:
        tx: the transaction.
        case: the case, of which the person who asks may read all.
        names_staff: people are named, and not only their posts; as the revision in force says.
        before: only what was seen before that London day.
        most: so many reads are gone through, and then as many days are given as are whole.
    """
    until = clock.at(before, time()) if before else tx.at + ONE_DAY
    rows = tx.connection.execute(_READS, {"case_id": case.id, "before": until, "limit": most + 1}).all()
    days = [(on, list(of_day)) for on, of_day in groupby(rows, key=lambda row: clock.london_date(row.at))]
    has_more = len(rows) > most
    if has_more and len(days) > 1:
        days.pop()
    posts = _posts(tx, {row.person_id for row in rows})
    members = frozenset(tx.connection.execute(_MEMBERS, {"case_id": case.id}).scalars())
    who = _Who(case, members, posts, names_staff)
    found = tuple(line for on, of_day in days for line in _of_day(on, of_day, who))
    return Sightings(items=found, more=days[-1][0] if has_more and days else None)


def _of_day(on: date, rows: Sequence[Any], who: "_Who") -> Iterator[Seen]:
    counted = Counter((who.says(row, on), row.what) for row in rows)
    for (said, what), times in sorted(counted.items()):
        yield Seen(on=on, who=said, what=what, times=times)


@dataclass(frozen=True)
class _Who:
    """Says who somebody was on a day.

    Attributes:
        members: the keys that have a part in the case: of several posts, those count that gave a part in it.
        posts: by person.
    """

    case: Case
    members: frozenset[str]
    posts: Mapping[int, Sequence[Any]]
    names_staff: bool

    def says(self, row: Any, on: date) -> str:
        partnership = self.case.revision.partnership
        that_day = [
            held for held in self.posts.get(row.person_id, ()) if access.is_held_on(on, held.from_on, held.until_on)
        ]
        posts = [Post(organisation=held.organisation, title=held.title) for held in that_day]
        with_part = [post for post in posts if access.keys_of(partnership, post) & self.members]
        said = "; ".join(dict.fromkeys(in_words(partnership, post) for post in with_part or posts)) or NOBODY
        return f"{row.name}: {said}" if self.names_staff else said


def _posts(tx: Transaction, people: set[int]) -> Mapping[int, Sequence[Any]]:
    found = dict[int, list[Any]]()
    for row in tx.connection.execute(_POSTS, {"people": sorted(people)}):
        found.setdefault(row.person_id, []).append(row)
    return found


_r, _h = case_read.c, post_held.c
_CASE_ID = sa.bindparam("case_id", type_=_r.case_id.type)
_READS = (
    sa.select(_r.person_id, _r.what, _r.at, person.c.name)
    .join_from(case_read, person, person.c.id == _r.person_id)
    .where(_r.case_id == _CASE_ID, _r.at < sa.bindparam("before", type_=_r.at.type))
    .order_by(_r.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)
_MEMBERS = sa.select(case_member.c.held_by).where(case_member.c.case_id == _CASE_ID)
_POSTS = (
    sa.select(_h.person_id, _h.organisation, _h.title, _h.from_on, _h.until_on)
    .where(_h.person_id.in_(sa.bindparam("people", expanding=True)))
    .order_by(_h.id)
)
