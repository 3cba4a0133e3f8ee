"""What sending a form would do, found out by doing it and taking it back: so it is never wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.steps import Completed, complete_user_task, start_case
from engine.cases.submissions import Effects, effects_of, find_submission
from engine.records.db import Database, Transaction


class _TakenBack(Exception):
    """Rolls the transaction back."""


def preview_user_task(
    database: Database, engine: CaseEngine, *, task_id: str, person: Person, answers: Mapping[str, Any]
) -> Effects:
    """Return what completing a user task with `answers` would open and send; nothing is kept.

    Raises:
        EngineError: what `complete_user_task` refuses.
    """
    return _try(
        database,
        engine,
        person,
        lambda tx: complete_user_task(tx, engine, task_id=task_id, person=person, answers=answers),
    )


def preview_referral(database: Database, engine: CaseEngine, *, person: Person, answers: Mapping[str, Any]) -> Effects:
    """Return what opening a case with `answers` would open and send; nothing is kept.

    Raises:
        EngineError: what `start_case` refuses.
    """
    return _try(database, engine, person, lambda tx: start_case(tx, engine, person=person, answers=answers))


def _try(database: Database, engine: CaseEngine, person: Person, do: Callable[[Transaction], Completed]) -> Effects:
    found: Effects | None = None
    try:
        with database.transaction() as tx:
            done = do(tx)
            found = effects_of(tx, engine, person, find_submission(tx, engine, person, done.submission_id))
            raise _TakenBack  # noqa: TRY301 - only an exception rolls a transaction back
    except _TakenBack:
        assert found is not None
    return found
