"""Cases that a program has in memory, and a database that is not what it was."""

import shutil
from datetime import timedelta

from engine import audit, clock
from engine.cases.attempts import fire_due_timers
from engine.records import schema
from engine.records.db import Database
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT

LATE = AT + timedelta(days=2)


def test_a_case_is_not_gone_on_with_that_the_database_has_lost(tmp_path):
    """Its last step was lost, with the server's last moments or by a restore; then something else was recorded."""
    kept, restored = tmp_path / "kept.sqlite", tmp_path / "restored.sqlite"
    database = Database(f"sqlite:///{kept}", is_durable=False)
    schema.migrate(database)
    cases = engine_in(database)
    case_id = start_errand(database, cases, asker_in(database))
    database.close()
    shutil.copyfile(kept, restored)
    with clock.stopped_at(LATE):
        database = Database(f"sqlite:///{kept}", is_durable=False)
        assert fire_due_timers(database, cases, case_id) == 1
        database.close()
        database = Database(f"sqlite:///{restored}", is_durable=False)
        with database.transaction() as tx:
            audit.append(tx, case_id, person_id=None, action="delivery_sent", facts={})
        assert fire_due_timers(database, cases, case_id) == 1
        with database.reading() as tx:
            assert not audit.verify(tx).broken
        database.close()
