"""Beginnings that scenarios share are gone through once: a later scenario goes on from there.

What is done in a scenario makes a path: the case is referred, a task is completed, a day ends. A path that another
scenario has taken before is only noted; the database is put back where that path led when something new is done or
something is asked, and not before. Nobody can tell the difference: the same things are done in the same order, and
what they left in the database is what is read. `Beginnings(most_bytes=0)` keeps nothing, and goes every path anew.
"""

import json
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine.access import Person, Post
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Database

MOST_BYTES = 128_000_000
_ENTRIES = sa.select(tables.audit.c.body)


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What a scenario itself knows at some moment, besides the database."""

    now: datetime
    case_id: int | None
    refused: str
    people: dict[Post, Person]
    revision: Revision


@dataclass(eq=False)
class Moment:
    """Where a path of actions has led.

    Attributes:
        before: the moment before the last action; none at the start.
        redo: does the last action again.
        remembered: none until the action has been done once, without failing.
        following: by what was said to be done next.
        taken: the sequence flows that the case had taken, as `process/id`, if that is noted.
    """

    before: "Moment | None" = None
    redo: Callable[[Any], None] | None = None
    remembered: Remembered | None = None
    following: dict[str, "Moment"] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()


class Beginnings:
    """The moments of one revision that scenarios have come to, and the one database in which they are played.

    Args:
        database: an empty one; by default one in memory.
        most_bytes: how much may be kept of it as it was; the moment that was unused for longest is forgotten, but the
            start never.
        notes_flows: note of each moment which sequence flows the case had taken, for `go_on_with`.
    """

    def __init__(
        self, database: Database | None = None, *, most_bytes: int = MOST_BYTES, notes_flows: bool = False
    ) -> None:
        self.database = database or Database("sqlite://", is_durable=False)
        tables.metadata.create_all(self.database.engine)
        self.start = Moment()
        self._most_bytes, self._notes_flows = most_bytes, notes_flows
        self._kept: OrderedDict[Moment, bytes] = OrderedDict()
        self._kept_bytes = 0
        self._blank = self._image() if most_bytes else b""
        self._played: tuple[str, Revision] | None = None
        self._at: Moment | None = None

    @property
    def is_shared(self) -> bool:
        """Tell whether one scenario goes on from what another has left."""
        return self._most_bytes > 0

    # ---- one revision after another -----------------------------------------------------------------------

    def play(self, what: str, begin: Callable[[], Revision]) -> Revision:
        """Be about a revision: at its start, if it is another than before, `begin` is called on an empty database."""
        if self._played is None or self._played[0] != what or not self._most_bytes:
            self._kept.clear()
            self._kept_bytes = 0
            self.start = self._at = Moment()
            if self._blank:
                self._restore(self._blank)
            self._played = what, begin()
            self.came_to(self.start)
        return self._played[1]

    def go_on_with(self, revision: Revision, may_stay: Callable[[Moment], bool]) -> None:
        """Go on with another revision in the place of the one that is played.

        Args:
            revision: the other one, under the same id.
            may_stay: whether all that led to a moment would have been the same; what followed others is forgotten.
        """
        assert self._played is not None, "a revision has been played"
        self._played = self._played[0], revision
        self._notes_flows = False  # which was for this
        waiting = [self.start]
        while waiting:
            moment = waiting.pop()
            if moment.remembered:
                moment.remembered = replace(moment.remembered, revision=revision)
            moment.following = {said: then for said, then in moment.following.items() if may_stay(then)}
            waiting += moment.following.values()

    # ---- moments ------------------------------------------------------------------------------------------

    def stands_at(self, moment: Moment) -> bool:
        """Tell whether the database is as it was at a moment."""
        return self._at is moment

    def came_to(self, moment: Moment) -> None:
        """Note that the database is now as at a moment, and keep it if there is room."""
        self._at = moment
        if not self._most_bytes:
            return
        if self._notes_flows:
            moment.taken = self._taken()
        self._kept_bytes -= len(self._kept.get(moment, b""))
        self._kept[moment] = self._image()
        self._kept_bytes += len(self._kept[moment])
        self._kept.move_to_end(self.start, last=False)
        while len(self._kept) > 1 and self._kept_bytes > self._most_bytes:
            forgotten = next(moment for moment in self._kept if moment is not self.start)
            self._kept_bytes -= len(self._kept.pop(forgotten))

    def leave(self) -> None:
        """Note that the database is as at no moment: something has begun to change it."""
        self._at = None

    def stay_at(self, moment: Moment) -> None:
        """Note that what had begun has failed; where nothing is kept, the database stays as that has left it."""
        if not self._most_bytes:
            self._at = moment

    def go_back(self, moment: Moment) -> list[Moment]:
        """Put the database back to the nearest moment before one, and return what is to be done again from there."""
        again = list[Moment]()
        while moment is not self._at and moment not in self._kept:
            again.append(moment)
            assert moment.before is not None, "the start of a revision is always kept"
            moment = moment.before
        if moment is not self._at:
            self._restore(self._kept[moment])
            self._kept.move_to_end(moment)
            self._at = moment
        return again[::-1]

    def _taken(self) -> frozenset[str]:
        with self.database.reading() as tx:
            bodies = tx.connection.execute(_ENTRIES).scalars()
            flows = (flow for body in bodies for flow in json.loads(body).get("flows", ()))
            return frozenset(sys.intern("/".join(flow[:2])) for flow in flows)

    # ---- images of the database ---------------------------------------------------------------------------

    def _image(self) -> bytes:
        image: bytes = self._connection().serialize()
        return image

    def _restore(self, image: bytes) -> None:
        self._connection().deserialize(image)

    def _connection(self) -> Any:
        pooled = self.database.engine.raw_connection()
        found = pooled.driver_connection
        pooled.close()
        return found
