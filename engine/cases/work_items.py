"""Open user tasks as lists show them, and how a list is asked for: from where on, narrowed to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.cases.holders import Holder, Named
from engine.cases.time_left import TimeLeft


@dataclass(frozen=True, kw_only=True)
class Handed:
    """How a task came to who has it: who handed it over, when (UTC), and with which note, if any."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """One open user task in a list. Of the child it knows initials and birth date, nothing more.

    Attributes:
        name: of the user task, with the instance that it belongs to.
        dated_at: when its due date was last set (UTC).
        handed: how it came to who has claimed it; none if they claimed it themselves.
        is_remindable: people can be reminded of its time limit.
    """

    task_id: str
    case_id: int
    name: str
    process: str
    element: str
    reference: str
    initials: str
    born_on: date | None
    clause: str
    time_left: TimeLeft | None
    holder: Holder
    opened_at: datetime
    claimed_by: Named | None
    claimed_at: datetime | None
    draft_saved_at: datetime | None
    dated_at: datetime
    handed: Handed | None
    is_remindable: bool


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of a list starts: after this due date and task."""

    due_on: date = date.min
    task_id: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """One page of open user tasks by due date, those without one last; `more` if there is another page."""

    items: tuple[WorkItem, ...]
    more: After | None = None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much is open, read up to `CAP`: mine, by key that I hold, and waiting for others."""

    mine: int
    teams: Mapping[str, int]
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What of the tasks that wait for others is asked for.

    Attributes:
        reference: of the one case; empty for every case.
        holder: the organisation, or the role that is nobody's part, with whom it is; empty for all.
        late: those whose date has passed, or those whose has not; none for both.
    """

    reference: str = ""
    holder: str = ""
    late: bool | None = None


FIRST, ALL = After(), Narrowed()
