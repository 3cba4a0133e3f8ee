"""The whole application on a database in memory, with the project's own revision published."""

from pathlib import Path

import pytest

from engine.cases.engine import CaseEngine
from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.records.db import Database
from engine.records.tables import metadata
from engine.settings import MailFolder, Settings
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


def make_site(bundle: Bundle, revisions: Revisions, folder: Path, **settings: object) -> Site:
    database = Database("sqlite://", is_durable=False)
    metadata.create_all(database.engine)
    made = Settings(
        **{
            "database_url": "sqlite://",
            "data_folder": folder,
            "secret_key": KEY,
            "public_address": "http://localhost",
            "mail": MailFolder(path=folder / "mail"),
            "mail_from": "reviews@example.org",
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
