"""Days that are proclaimed holidays at short notice: the cases that begin afterwards count by them."""

from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa
import yaml
from pytest_bdd import given

from engine.diagrams.bundle import Bundle
from engine.diagrams.partnership import FILE
from engine.records import tables
from features.steps.people import EARLIEST
from features.steps.sentences import sentence
from features.steps.world import World

SOON_AFTER = timedelta(seconds=1)


@given(sentence('{on:day} is proclaimed a holiday: "{why}"'))
def _(world: World, on: date, why: str) -> None:
    world.act(f"proclaims {on} {why!r}", partial(_proclaim, on=on, why=why))


def _proclaim(world: World, on: date, why: str) -> None:
    """Publish the revision once more, with one more holiday in its calendar and nothing else changed."""
    kept = sa.select(tables.revision.c.bundle).where(tables.revision.c.id == world.revision.digest)
    with world.at(EARLIEST + SOON_AFTER), world.database.transaction() as tx:
        files = dict(Bundle.unpack(tx.connection.execute(kept).scalar_one()).files)
        partnership = yaml.safe_load(files[FILE])
        partnership["calendar"]["proclaimed"][on] = why
        files[FILE] = yaml.safe_dump(partnership, allow_unicode=True, sort_keys=False).encode()
        world.engine.revisions.publish(tx, Bundle(files))
