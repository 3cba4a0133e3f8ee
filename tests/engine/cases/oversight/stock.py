"""Cases at random, with their user tasks: some seen by who oversees them, some not; and what is there, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st

from engine import clock
from engine.access import Person
from engine.cases.oversight.overseer import Overseer
from engine.cases.oversight.period import Month, Period
from engine.records.db import Database, Transaction
from engine.records.tables import safeguarding_case, submission, user_task
from tests.engine.cases.desk import Desks, _numbers, desks

PERIOD = Period(begins=Month(year=2026, number=2), ends=Month(year=2026, number=4))
"""Three months until that of `desk.NOW`, with the day on which summer time begins."""
DAYS = st.dates(date(2026, 1, 20), date(2026, 5, 10))
INSTANTS = st.one_of(
    st.builds(
        lambda on, hour, minute: datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC),
        DAYS,
        st.integers(0, 23),
        st.sampled_from([0, 59]),
    ),
    st.builds(
        lambda on, hour: datetime(on.year, on.month, on.day, hour, 30, tzinfo=UTC), DAYS, st.sampled_from([22, 23])
    ),
)
OUTCOMES = ("completed", "completed", "cancelled")


class _Undone(Exception):
    """Everything of an example is taken back."""


class Stock:
    """An office, and somebody who sees the figures of its cases.

    It is no dataclass: of an example that fails the whole revision would be printed.
    """

    def __init__(self, office: Desks, overseer: Person, key: str) -> None:
        self.office, self.overseer, self.key = office, overseer, key

    @contextmanager
    def example(self) -> Iterator[Transaction]:
        """Give a transaction for one example, and take everything back."""
        with suppress(_Undone), self.office.database.transaction() as tx:
            yield tx
            raise _Undone

    def oversee(self, tx: Transaction) -> Overseer:
        return Overseer(tx, self.office.revisions, self.overseer)

    def case(self, tx: Transaction, *, is_seen: bool = True, **said: Any) -> int:
        """Add a case; who does not see it has a part in another role."""
        return self.office.case(tx, self.overseer, self.key if is_seen else self.other, **said)

    @property
    def other(self) -> str:
        """A key that the overseer does not hold."""
        return next(role for role in self.office.office if role != self.key)

    def send(self, tx: Transaction, case_id: int, form: str, at: datetime, **answers: Any) -> str:
        """Keep a submission of a form."""
        sent = f"sent{next(_numbers)}"
        row = {
            "id": sent, "case_id": case_id, "task_id": answers.pop("task_id", sent), "process": "p", "element": "e",
            "form": form, "answers": answers, "person_id": self.overseer.id, "post": "", "at": at,
        }  # fmt: skip
        tx.connection.execute(submission.insert().values(row))
        return sent

    @property
    def clauses(self) -> list[str]:
        """Some clauses by which user tasks are due, one that may be extended among them."""
        clauses = self.office.revision.clauses.values()
        limited = [clause.id for clause in clauses if clause.limits]
        extensible = [clause.id for clause in clauses if clause.extends]
        return [*limited[:3], extensible[0]]

    @property
    def instances(self) -> list[str]:
        """Some agencies."""
        return list(self.office.revision.partnership.agencies)[:3]


@contextmanager
def stocked(database: Database) -> Iterator[Stock]:
    """Give an office at `desk.NOW` and somebody who sees figures."""
    with desks(database) as office:
        role = office.revision.partnership.figures.seen_by[0]
        yield Stock(office=office, overseer=office.in_office(role, "Helen Marsh"), key=role)


@st.composite
def tasks(draw: Any, clauses: Sequence[str], instances: Sequence[str]) -> dict[str, Any]:
    """What a user task's row says: due, open or closed, of some clause and instance."""
    due_on, closed_at = draw(DAYS), draw(st.one_of(st.none(), INSTANTS))
    if closed_at and draw(st.booleans()):
        closed_at = datetime(
            due_on.year, due_on.month, due_on.day, draw(st.integers(21, 23)), tzinfo=UTC
        )  # near its end
    return {
        "clause": draw(st.sampled_from(["", *clauses])),
        "instance": draw(st.sampled_from([None, *instances])),
        "due_on": draw(st.sampled_from([due_on, due_on, due_on, clock.NO_DATE])),
        "closed_at": closed_at,
        "outcome": draw(st.sampled_from(OUTCOMES)) if closed_at else None,
        "kind": draw(st.sampled_from(["task", "task", "task", "event"])),
        "opened_at": datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 999))),
    }


def rows(tx: Transaction, table: sa.Table = user_task) -> list[Any]:
    """Every row of a table, with what is known of its case."""
    return list(tx.connection.execute(sa.select(table)))


def cases(tx: Transaction) -> dict[int, Any]:
    """Every case, by its id."""
    return {row.id: row for row in tx.connection.execute(sa.select(safeguarding_case))}
