"""Days that are proclaimed holidays at short notice, before the scenario's case begins."""

from datetime import date
from functools import partial

import sqlalchemy as sa
import yaml
from pytest_bdd import given

from engine.diagrams.bundle import Bundle
from engine.diagrams.partnership import FILE
from engine.records import tables
from features.steps.sentences import sentence
from features.steps.world import ONE_SECOND, World


@given(sentence('{on:day} is proclaimed a holiday: "{why}"'))
def _(world: World, on: date, why: str) -> None:
    assert world.case_id is None, "a case counts by the calendar that was in force when it began: say it before"
    world.act(f"proclaims {on} {why!r}", partial(_proclaim, on=on, why=why))


def _proclaim(world: World, on: date, why: str) -> None:
    """Publish the revision once more, with one more holiday in its calendar and nothing else changed."""
    kept = sa.select(tables.revision.c.bundle).where(tables.revision.c.id == world.revision.digest)
    with world.database.reading() as tx:
        files = dict(Bundle.unpack(tx.connection.execute(kept).scalar_one()).files)
    partnership = yaml.safe_load(files[FILE])
    partnership["calendar"].setdefault("proclaimed", {})[on] = why
    files[FILE] = yaml.safe_dump(partnership, allow_unicode=True, sort_keys=False).encode()
    world.now += ONE_SECOND  # of two revisions, new cases keep the one that was published last
    world.publish(Bundle(files))
