"""What is cleared at night, what stays, and that it comes again the next night."""

from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases.attempts import keep_draft
from engine.cases.clearing import clear
from engine.cases.drafts import begin_referral
from engine.cases.retention import erasing
from engine.jobs import ERASURES, read_next
from engine.periods import Housekeeping, Kept
from engine.records.retention import CLEARANCE, erasure
from engine.records.tables import draft, notice, session, upload, user_task
from engine.registers.sessions import open_session
from engine.registers.uploads import keep_file
from tests.engine import errand
from tests.engine.rows import AT

KEPT = Kept(draft_days=10, upload_days=20, notice_days=30, code_days=10, session_days=1)


@pytest.fixture
def keep(database, cases, asker, tmp_path):
    """Type for a task that is closed then, and for one that is not; upload two files, one of them named by a draft."""
    errand.start_errand(database, cases, asker)
    errand.start_errand(database, cases, asker)
    with clock.stopped_at(AT), database.transaction() as tx:
        done, still = tx.connection.scalars(sa.select(user_task.c.id).order_by(user_task.c.id)).all()
        for task_id in (done, still):
            keep_draft(tx, task_id=task_id, person_id=asker.id, answers={"done": "yes"})
        named, _ = (
            keep_file(
                tx, tmp_path / "uploads", person_id=asker.id, name=name, content=BytesIO(name.encode()),
                accept=("txt",), largest_bytes=100,
            )
            for name in ("named.txt", "dropped.txt")
        )  # fmt: skip
        referral = begin_referral(tx, person_id=asker.id)
        tx.connection.execute(draft.update().where(draft.c.id == referral).values(answers={"paper": [str(named)]}))
        tx.connection.execute(user_task.update().where(user_task.c.id == done).values(closed_at=AT))
        told = {"person_id": asker.id, "once_key": "1", "subject": "Today", "body": "2026-0001", "at": AT}
        tx.connection.execute(notice.insert(), told)
        open_session(tx, asker.id, minutes=30)

    def left(days):
        with clock.stopped_at(AT + timedelta(days=days)):
            clear(database, KEPT)
        with database.reading() as tx:
            tables = (draft, upload, notice, session)
            return [tx.connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables]

    return left


def test_each_goes_after_its_time_and_what_is_used_stays(keep):
    assert keep(days=1) == [3, 2, 1, 1]
    assert keep(days=11) == [2, 2, 1, 0]
    assert keep(days=21) == [2, 1, 1, 0]
    assert keep(days=31) == [2, 1, 0, 0]


def test_it_comes_again_the_next_night_and_is_asked_for_once(database, tmp_path):
    nights = list[int]()
    for day in range(3):
        with clock.stopped_at(AT + timedelta(days=day)):
            with database.transaction() as tx:
                erasing.clear_nightly(tx)
                (key,) = tx.connection.scalars(sa.select(erasure.c.id).where(erasure.c.what == CLEARANCE)).all()
            if day:
                erasing.erase(database, Housekeeping(data_folder=tmp_path, kept=KEPT), key)
            with database.reading() as tx:
                nights.append((clock.london_date(read_next(tx)[ERASURES]) - clock.london_date(AT)).days)
    assert nights == [1, 2, 3]
