"""Publishes the project's own revision, so that cases can run on it."""

from pathlib import Path

from engine.cases.engine import CaseEngine
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import Problem
from engine.errors import EngineError
from engine.records.db import Database

OURS = Path(__file__).parents[1]


class RevisionNotPublishedError(EngineError):
    """The revision has problems, so no case may run on it."""

    def __init__(self, problems: list[Problem]) -> None:
        first = "\n".join(f"  {problem}" for problem in problems[:5])
        super().__init__(
            f"the revision was not published, because it has {len(problems)} problems; "
            f"`cspr check` tells them all, the first are:\n{first}"
        )


def publish_project(database: Database, cases: CaseEngine, *, only_first: bool = False) -> None:
    """Publish the project's revision, checked, unless it was published before.

    Args:
        database: where to.
        cases: the engine that will run cases on it.
        only_first: leave it alone if any revision was published: in production a person publishes the next.

    Raises:
        RevisionNotPublishedError: it has problems.
    """
    bundle = Bundle.read(OURS)
    with database.reading() as tx:
        present = cases.revisions.published(tx)
    if bundle.digest in present or (only_first and present):
        return
    problems = check_bundle(bundle)
    if problems:
        raise RevisionNotPublishedError(problems)
    with database.transaction() as tx:
        cases.revisions.publish(tx, bundle)
