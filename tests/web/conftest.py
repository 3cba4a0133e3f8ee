"""The whole application on a database in memory, with the project's own revision published."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import clock
from engine.cases.engine import CaseEngine
from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import metadata
from engine.settings import MailFolder, Settings
from tests.web.errands import bundle as errand_bundle
from tests.web.errands import errands_on
from tests.web.site import Site
from web.app import create_app
from web.security import limiter
from web.service import Service

PROJECT = Path(__file__).parents[2]
KEY = "of the tests alone, and long enough to be one"


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return Bundle.read(PROJECT)


@pytest.fixture(scope="session")
def revisions() -> Revisions:
    """Read once for all tests: revisions never change."""
    return Revisions()


def make_site(
    bundle: Bundle, revisions: Revisions, folder: Path, *, url: str = "sqlite://", **settings: object
) -> Site:
    database = Database(url, is_durable=False)
    if database.is_sqlite:
        metadata.create_all(database.engine)
    else:  # where a step that writes a letter needs the queue as well
        schema.migrate(database)
    made = Settings(
        **{
            "database_url": url,
            "data_folder": folder,
            "secret_key": KEY,
            "public_address": "http://localhost",
            "mail": MailFolder(path=folder / "mail"),
            "mail_from": "reviews@example.org",
            "demands_second_step": False,
            "is_demonstration": True,
            **settings,
        }
    )
    service = Service(database=database, cases=CaseEngine(revisions=revisions), settings=made)
    with database.transaction() as tx:
        revisions.publish(tx, bundle)
    limiter.reset() if limiter._storage else None
    return Site(app=create_app(service), service=service)


@pytest.fixture
def site(bundle, revisions, tmp_path) -> Site:
    """The demonstration's application: signing in takes one button."""
    return make_site(bundle, revisions, tmp_path)


@pytest.fixture
def real_site(bundle, revisions, tmp_path) -> Site:
    """The application as in production, but for its address."""
    return make_site(bundle, revisions, tmp_path, is_demonstration=False)


@pytest.fixture(scope="session")
def errand_revisions() -> Revisions:
    return Revisions()


@pytest.fixture
def errands(errand_revisions, tmp_path):
    """The application on a tiny revision, on a Tuesday in April."""
    with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC)):
        yield errands_on(make_site(errand_bundle(), errand_revisions, tmp_path, largest_upload_bytes=100_000))
