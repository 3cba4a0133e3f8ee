"""Changes of the calendar at short notice: a holiday that is proclaimed or withdrawn, and that undone again.

An administrator enters them (`engine.registers.holidays`); they hold for every case, whatever its revision. Nothing is
ever struck out: which days counted at any moment of the past can be told from them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import orjson

PROCLAIMED, WITHDRAWN, UNDONE = "proclaimed", "withdrawn", "undone"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of the calendar.

    Attributes:
        number: 1 for the first ever; no number is left out.
        kind: `proclaimed`, the day does not count; `withdrawn`, it counts although it was a holiday; `undone`, a
            change before it is taken back.
        on: the London date.
        why: what the day is, as every explanation names it; of a change that is taken back, why.
        at: when it was entered (UTC).
        person_id: who entered it.
        undoes: the number of the change that is taken back.
    """

    number: int
    kind: str
    on: date
    why: str
    at: datetime
    person_id: int
    undoes: int | None = None


def standing(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the proclaimed and withdrawn holidays that nobody has taken back, as they were entered."""
    found = {change.number: change for change in changes}
    for change in list(found.values()):
        if change.kind == UNDONE:
            del found[change.number]
            found.pop(change.undoes or 0, None)
    return tuple(found.values())


def as_json(changes: Sequence[Change]) -> str:
    """Return changes as they are stored: canonical JSON."""
    return orjson.dumps([[c.number, c.kind, c.on, c.why, c.at, c.person_id, c.undoes] for c in changes]).decode()


def from_json(stored: str) -> tuple[Change, ...]:
    """Read changes as they were stored."""
    return tuple(
        Change(
            number=number,
            kind=kind,
            on=date.fromisoformat(on),
            why=why,
            at=datetime.fromisoformat(at),
            person_id=person_id,
            undoes=undoes,
        )
        for number, kind, on, why, at, person_id, undoes in orjson.loads(stored or "[]")
    )
