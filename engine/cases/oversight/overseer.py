"""Who sees figures: the roles that the revision in force names, and of each case only what they may see."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from engine.access import Person, may_oversee
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.diagrams.revision import Revision
from engine.errors import NotAllowed
from engine.records.db import Transaction

Statement = sa.Select[*tuple[Any, ...]]
PAGE = 50
"""So many rows are on one page of a list behind a number."""


class Overseer:
    """Somebody who reads figures, in one transaction.

    Attributes:
        tx: the transaction.
        revision: the one in force, which says who sees figures.
        in_use: every revision by its id: cases stay on theirs.
        newest_first: the same, the one in force first.

    Raises:
        NotAllowed: none of the person's roles sees figures.
    """

    def __init__(self, tx: Transaction, revisions: Revisions, me: Person) -> None:
        self.tx = tx
        self.in_use: Mapping[str, Revision] = revisions.published(tx)
        self.newest_first: tuple[Revision, ...] = tuple(self.in_use.values())[::-1]
        self.revision = self.newest_first[0]
        if not may_oversee(self.revision.partnership, me):
            needs = ", ".join(self.revision.partnership.figures.seen_by)
            raise NotAllowed("see figures of all cases", needs=needs)
        self._viewer = Viewer.of(tx, revisions, me)
        self._sees_many = self._viewer.sees_many_inside(tx)

    def rows(self, statements: Sequence[Statement], **values: Any) -> Sequence[sa.Row[Any]]:
        """Execute a statement whose condition of who may see a case has the two shapes: of many cases, and of few."""
        many, few = statements
        chosen = many if self._sees_many else few
        return self.tx.connection.execute(chosen, {**self._viewer.values, **values}).all()

    def process_name(self, process: str) -> str:
        """Return what a process is called, in the newest revision that has it."""
        named = (r.processes[process].name for r in self.newest_first if process in r.processes)
        return next(named, process)
