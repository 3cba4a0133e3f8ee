"""What a program says of dates, instants, letters and the audit, printed as JSON: the same wherever it runs.

`test_clock` starts it as a program of its own (`python -m tests.engine.abroad`), in another time zone each time.
"""

import json
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases.attempts import fire_due_timers
from engine.records.db import Database
from engine.records.tables import audit, letter, metadata, timer, user_task
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT

MOMENTS = (
    AT,
    AT - timedelta(days=17),  # the Saturday before summer time begins
    AT + timedelta(hours=13, minutes=29),  # the last minute of the day in UTC, the next day in London
    AT + timedelta(days=193, hours=14),  # the night in which summer time ends
)


def said() -> list[Any]:
    """Begin an errand at each moment, and let its time limit pass, to the second."""
    database = Database("sqlite://")
    metadata.create_all(database.engine)
    cases, asker = engine_in(database), asker_in(database)
    found = list[Any]()
    for at in MOMENTS:
        case_id = start_errand(database, cases, asker, at)
        due_on = sa.select(user_task.c.due_on).where(user_task.c.case_id == case_id, user_task.c.clause != "")
        due_at = sa.select(timer.c.due_at).where(timer.c.case_id == case_id)
        with clock.stopped_at(at), database.reading() as tx:
            on, ends_at = tx.connection.execute(due_on).scalar_one(), tx.connection.execute(due_at).scalar_one()
            found.append([str(clock.today()), str(clock.now()), str(on), str(ends_at)])
        for after in (timedelta(0), timedelta(seconds=1)):
            with clock.stopped_at(ends_at + after):
                found.append(fire_due_timers(database, cases, case_id))
    with database.reading() as tx:
        found.append([row.body for row in tx.connection.execute(sa.select(letter.c.body))])
        found.append([str(row.at) for row in tx.connection.execute(sa.select(audit.c.at))])
    return found


if __name__ == "__main__":
    print(json.dumps(said()))  # noqa: T201 - for the test that started it
