"""The revisions that cases run on: stored when published, parsed once in each program."""

import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

import sqlalchemy as sa

from engine.access import Person, holdings, keys_of
from engine.calendar.changes import Change, from_json
from engine.diagrams import bodies
from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import Revision, read_revision
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import revision as revisions
from engine.registers import holidays, meeting_dates

_PUBLISHED = sa.select(
    revisions.c.id,
    holidays.BODY.scalar_subquery().label("calendar_body"),
    meeting_dates.EVERY.scalar_subquery().label("meeting_dates"),
).order_by(revisions.c.published_at, revisions.c.id)
_BUNDLE = sa.select(revisions.c.bundle).where(revisions.c.id == sa.bindparam("revision_id"))


class NoRevision(EngineError):
    """No revision has been published, so no case can run."""

    def __init__(self) -> None:
        super().__init__("No revision of the framework has been published yet; start the service once to publish one")


class Revisions:
    """Every published revision, read when it is first asked for and kept: a revision never changes.

    What does change is which days count, and when bodies meet: a revision is given with the holidays and the meetings'
    dates that the transaction knows.
    """

    def __init__(self) -> None:
        self._read: dict[str, Revision] = {}
        self._current: dict[str, tuple[str, str, Revision]] = {}
        self._lock = threading.Lock()

    def get(self, tx: Transaction, revision_id: str) -> Revision:
        """Return the revision with that digest, with the calendar and the meetings' dates as they are now.

        Raises:
            NoRevision: it was never published.
        """
        found = self._as_published(tx, revision_id)
        now = holidays.body_in(tx), meeting_dates.every_in(tx)
        if not any(now):
            return found
        *known, current = self._current.get(revision_id, ("", "", found))
        if tuple(known) != now:
            current = meeting_on(counting_by(found, from_json(now[0])), bodies.from_json(now[1]))
            self._current[revision_id] = *now, current
        return current

    def _as_published(self, tx: Transaction, revision_id: str) -> Revision:
        found = self._read.get(revision_id)
        if found is not None:
            return found
        with self._lock:
            if revision_id not in self._read:
                body = tx.connection.execute(_BUNDLE, {"revision_id": revision_id}).scalar_one_or_none()
                if body is None:
                    raise NoRevision
                self._read[revision_id] = read_revision(Bundle.unpack(body))
        return self._read[revision_id]

    def published(self, tx: Transaction) -> Mapping[str, Revision]:
        """Return every published revision by its id, in the order of publication."""
        rows = tx.connection.execute(_PUBLISHED).all()
        if rows:
            holidays.note(tx, rows[0].calendar_body or "")
            meeting_dates.note(tx, rows[0].meeting_dates or "")
        return MappingProxyType({row.id: self.get(tx, row.id) for row in rows})

    def current(self, tx: Transaction) -> Revision:
        """Return the revision that new cases are pinned to: the one published last.

        Raises:
            NoRevision: none has been published.
        """
        published = self.published(tx)
        if not published:
            raise NoRevision
        return published[list(published)[-1]]

    def in_use(self, tx: Transaction) -> tuple[Revision, ...]:
        """Return the revisions whose roles lists must honour: every published one, because cases stay on theirs."""
        return tuple(self.published(tx).values())

    def publish(self, tx: Transaction, bundle: Bundle, person_id: int | None = None) -> str:
        """Store a revision, so that new cases run on it; the same files are stored once.

        The caller has checked it (`engine.diagrams.checks`); what cannot be read is refused here too.

        Returns:
            The revision's id.

        Raises:
            UnreadableRevision: the bundle is no revision.
        """
        exists = tx.connection.execute(_BUNDLE, {"revision_id": bundle.digest}).scalar_one_or_none()
        if exists is None:
            read = self._read.get(bundle.digest) or read_revision(bundle)
            row = {"id": bundle.digest, "title": read.title, "bundle": bundle.pack()}
            tx.connection.execute(sa.insert(revisions), {**row, "published_at": tx.at, "published_by": person_id})
            tx.after_commit(lambda: self._read.update({bundle.digest: read}))
        return bundle.digest

    def holdings(self, tx: Transaction, person: Person) -> frozenset[str]:
        """Return every `held_by` key that a person answers for under any revision in use."""
        return frozenset[str]().union(*(holdings(r.partnership, person) for r in self.in_use(tx)))

    def covered(self, tx: Transaction, person: Person) -> Mapping[int, Collection[str]]:
        """Return who is away and has a post that a person covers, by id, with the keys that it answers for."""
        found = dict[int, set[str]]()
        covered = [(post.covers.id, post) for post in person.posts if post.covers]
        for revision in self.in_use(tx) if covered else ():
            for number, post in covered:
                found.setdefault(number, set()).update(keys_of(revision.partnership, post))
        return found


def counting_by(revision: Revision, changes: tuple[Change, ...]) -> Revision:
    """Return a revision whose calendar has these changes, and nothing else that is different."""
    calendar = replace(revision.partnership.calendar, changes=changes)
    return replace(revision, partnership=replace(revision.partnership, calendar=calendar))


def meeting_on(revision: Revision, changes: tuple[bodies.DateChange, ...]) -> Revision:
    """Return a revision whose bodies meet on the dates after these changes, and nothing else that is different."""
    meetings = bodies.standing(revision.partnership.meetings, changes)
    return replace(revision, partnership=replace(revision.partnership, meetings=meetings))
