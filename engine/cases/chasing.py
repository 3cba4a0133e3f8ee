"""What waits for others, and whom to chase: by case, with whom, how late; who was told last; a reminder out of turn."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.holders import holder
from engine.cases.reading import find_case
from engine.cases.recounting import lock
from engine.cases.reminding import Reminding
from engine.cases.rows import LOCK_TASK, TASK, not_open, read
from engine.cases.work import Desk
from engine.cases.work_items import ALL, Narrowed, WorkItem
from engine.diagrams.partnership import Partnership
from engine.diagrams.vocabulary import REMINDER
from engine.errors import CaseNotFound, EngineError, NotAllowed
from engine.records.db import Transaction
from engine.records.tables import delivery, letter, person, safeguarding_case, user_task

MOST = 500
"""So many tasks that wait are counted by case and by holder, the earliest due first."""
_t, _l, _c = user_task.c, letter.c, safeguarding_case.c
_ABOUT = sa.and_(
    _l.case_id == _t.case_id,
    _l.held_by == _t.held_by,
    _l.instance.is_not_distinct_from(_t.instance),
    sa.or_(_l.clause == _t.clause, _t.instance.is_not(None)),
    _l.at > _t.opened_at,
)
_LAST = (
    sa.select(_t.id, sa.select(sa.func.max(_l.id)).where(_ABOUT).scalar_subquery().label("letter_id"))
    .where(_t.id.in_(sa.bindparam("ids", expanding=True, type_=_t.id.type)), _t.clause != "")
    .subquery()
)
_TOLD = (
    sa.select(_LAST.c.id, _l.name, _l.at, person.c.name.label("person"))
    .join_from(_LAST, letter, _l.id == _LAST.c.letter_id)
    .outerjoin(delivery, delivery.c.letter_id == _l.id)
    .outerjoin(person, person.c.id == delivery.c.person_id)
    .order_by(_LAST.c.id, person.c.name)
)
_REMINDED_TODAY = sa.select(_l.at).where(
    _l.case_id == sa.bindparam("case_id", type_=_l.case_id.type),
    _l.held_by == sa.bindparam("held_by", type_=_l.held_by.type),
    _l.clause == sa.bindparam("clause", type_=_l.clause.type),
    _l.instance.is_not_distinct_from(sa.bindparam("instance", type_=_l.instance.type)),
    _l.name == REMINDER,
    _l.at >= sa.bindparam("since", type_=_l.at.type),
)


class RemindedTodayError(EngineError):
    """Who has the task was reminded of it today."""

    def __init__(self) -> None:
        super().__init__("They were reminded today already; write to them, or ring")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was last written of a task to who has it: when (UTC), to which people, and whether it was a reminder."""

    at: datetime
    people: tuple[str, ...]
    is_reminder: bool

    @property
    def is_reminder_of_today(self) -> bool:
        """Whether it is too early for another reminder."""
        return self.is_reminder and clock.london_date(self.at) == clock.today()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way to narrow a list: what it is asked for by, what it is called, how many tasks it leaves."""

    value: str
    name: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How what waits can be narrowed; each number counts what is left with the other ways as they are.

    Attributes:
        late: how many are late.
        in_time: how many are not.
        cases: by reference.
        holders: by name.
        is_all: the numbers count everything, not only the first `MOST`.
    """

    late: int
    in_time: int
    cases: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    is_all: bool


def ways(desk: Desk, partnership: Partnership, wanted: Narrowed = ALL) -> Ways:
    """Return how what waits for others can be narrowed further, in one statement."""
    rows = desk.others(MOST + 1)
    waiting = [_Waiting(row.reference, _with(row.held_by), row.due_on < clock.today()) for row in rows[:MOST]]
    called = {_with(row.held_by): holder(partnership, row.held_by).name for row in rows}
    late = Counter(each.is_late for each in waiting if each.fits(wanted, "late"))
    cases = Counter(each.reference for each in waiting if each.fits(wanted, "reference"))
    holders = Counter(each.holder for each in waiting if each.fits(wanted, "holder"))
    return Ways(
        late=late[True],
        in_time=late[False],
        cases=_choices(cases, str),
        holders=_choices(holders, called.__getitem__),
        is_all=len(rows) <= MOST,
    )


def told(tx: Transaction, items: Iterable[WorkItem]) -> Mapping[str, Told]:
    """Return what was last written of tasks to who has them since they were opened, by task, in one statement."""
    found = dict[str, Told]()
    for row in tx.connection.execute(_TOLD, {"ids": [item.task_id for item in items]}):
        before = found[row.id].people if row.id in found else ()
        people = (*before, row.person) if row.person else before
        found[row.id] = Told(at=row.at, people=people, is_reminder=row.name == REMINDER)
    return found


def remind_now(tx: Transaction, engine: CaseEngine, me: Person, task_id: str) -> str:
    """Remind who has a task of its time limit: who has taken it, or else everybody of its role; return its reference.

    It is the letter that goes out of its own accord before the day and on it, and goes at most once a day.

    Raises:
        NotAllowed: there is no such task, nothing is to be reminded of, or this person does not see the case from
            inside the partnership.
        TaskNotOpen: it was completed or cancelled.
        RemindedTodayError: it went today already.
        LetterError: the revision's letter cannot be written for this case.
    """
    row = read(tx, TASK, task_id=task_id, me=me.id)
    if row is None or not _sees_inside(tx, engine, me, row.reference):
        raise NotAllowed("send this reminder", needs="those who see all of the case")
    row = lock(tx, engine, LOCK_TASK, task_id=task_id, me=me.id)
    revision = engine.revisions.get(tx, row.revision_id)
    if row.closed_at is not None:
        raise not_open(tx, row, revision)
    if row.kind != "task" or not row.clause or row.due_on == clock.NO_DATE or REMINDER not in revision.letters:
        raise NotAllowed("send this reminder", needs="a task with a time limit")
    today = clock.today()
    since = clock.at(today, time())
    about = {"case_id": row.case_id, "held_by": row.held_by, "clause": row.clause, "instance": row.instance}
    if tx.connection.execute(_REMINDED_TODAY, {**about, "since": since}).first():
        raise RemindedTodayError
    reminding = Reminding(tx=tx, revision=revision, case=row, by=me.id)
    reminding.tell(row, row.role, row.held_by, row.person_id, today)
    reminding.write()
    return str(row.reference)


def _sees_inside(tx: Transaction, engine: CaseEngine, me: Person, reference: str) -> bool:
    try:
        return find_case(tx, engine.revisions, me, reference).is_inside
    except CaseNotFound:
        return False


@dataclass(frozen=True)
class _Waiting:
    reference: str
    holder: str
    is_late: bool

    def fits(self, wanted: Narrowed, but: str) -> bool:
        """Tell whether it is asked for, but for one way of narrowing."""
        return (
            (but == "reference" or wanted.reference in ("", self.reference))
            and (but == "holder" or wanted.holder in ("", self.holder))
            and (but == "late" or wanted.late in (None, self.is_late))
        )


def _with(held_by: str) -> str:
    """Return with whom a task is: the organisation, or the role where it is nobody's part."""
    role, _, part = held_by.partition("|")
    return part or role


def _choices(counted: Counter[str], name: Callable[[str], str]) -> tuple[Choice, ...]:
    found: Sequence[Choice] = [Choice(value=value, name=name(value), number=n) for value, n in counted.items()]
    return tuple(sorted(found, key=lambda choice: choice.name))
