"""Incidents: what stopped in a case, told to a person, with a retry.

Nothing is ever half-done: the step that failed was rolled back.
"""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.diagrams.partnership import Partnership
from engine.records import tables
from engine.records.db import Transaction

STEP_FAILED = "step_failed"
TIMERS_FAILED = "timers_failed"
DATES_FAILED = "dates_failed"
REMINDERS_FAILED = "reminders_failed"
MANY_TURNS = "many_turns"
WHAT = {
    STEP_FAILED: "A task could not be completed. What was typed is kept; nothing of the step was done.",
    TIMERS_FAILED: "A date was reached, but what should follow could not be done. Nothing of it was done.",
    DATES_FAILED: "The calendar has changed, but this case's dates could not be worked out by it. They are as before.",
    REMINDERS_FAILED: "People were to be reminded of a time limit, but the reminder could not be written.",
    MANY_TURNS: "The same step has come round very often. Somebody should decide how to go on.",
}
_incident = tables.incident


def open_incident(tx: Transaction, case_id: int, kind: str, *, facts: Mapping[str, Any]) -> int:
    """Record an incident on a case and return its number.

    Args:
        tx: a transaction of its own: that of the failed step was rolled back.
        case_id: the case.
        kind: one of this module's.
        facts: what a retry needs; nothing personal.
    """
    row = {"case_id": case_id, "kind": kind, "what": WHAT[kind], "facts": dict(facts), "at": tx.at}
    number: int = tx.connection.execute(sa.insert(_incident).returning(_incident.c.id), row).scalar_one()
    return number


def may_see(partnership: Partnership, keys: Collection[str], facts: Mapping[str, Any]) -> bool:
    """Tell whether who has a part in the case by `keys` may see an incident, and try it again.

    An incident may name letters and addresses: the partnership's business, but for one's own task that failed.
    """
    return access.may_read(partnership, keys, facts.get("held_by", ""))


def open_once(tx: Transaction, case_id: int, kind: str, *, facts: Mapping[str, Any]) -> None:
    """Record an incident unless the case has an open one of that kind."""
    is_open = sa.select(_incident.c.id).where(
        _incident.c.case_id == case_id, _incident.c.kind == kind, _incident.c.resolved_at.is_(None)
    )
    if tx.connection.execute(is_open).first() is None:
        open_incident(tx, case_id, kind, facts=facts)


def resolve(tx: Transaction, incident_id: int, person_id: int | None) -> None:
    """Mark an incident as resolved."""
    tx.connection.execute(
        sa.update(_incident)
        .where(_incident.c.id == incident_id, _incident.c.resolved_at.is_(None))
        .values(resolved_at=tx.at, resolved_by=person_id)
    )
