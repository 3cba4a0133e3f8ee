"""What tests of every package may ask for: a PostgreSQL database, a page of a real browser."""

import itertools
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from engine.records import schema
from engine.records.db import Database
from tests import postgresql

_numbers = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has the time test with more."""
    told = "with how many cases workers are killed, and worse; 100 or more"
    parser.addoption("--errands", type=int, default=100, help=told)


@pytest.fixture(scope="session")
def number(request: pytest.FixtureRequest) -> int:
    """How many cases a test of what may befall workers has."""
    return request.config.getoption("--errands")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The socket folder of a PostgreSQL server that lives as long as the tests."""
    with postgresql.server() as folder:
        yield folder


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of an empty database of this test's own."""
    return postgresql.create_database(postgresql_server, f"test_{next(_numbers)}")


@pytest.fixture(scope="session")
def _migrated(postgresql_server: str) -> str:
    """The name of a database with the tables that the migrations make, for others to be made like it."""
    name = "migrated"
    database = Database(postgresql.create_database(postgresql_server, name), is_durable=False)
    schema.migrate(database)
    database.close()
    return name


@pytest.fixture
def migrated_postgresql_url(postgresql_server: str, _migrated: str) -> str:
    """The address of a database of this test's own, with its tables."""
    return postgresql.create_database(postgresql_server, f"test_{next(_numbers)}", like=_migrated)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. A developer may do without it, CI may not."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing = "no Chromium on this machine: apt-get install --no-install-recommends chromium"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.geteuid() != 0)
        yield launched
        launched.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser window at desktop width: no cookies, London's clock and language."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Iterator[Page]:
    """A page; a script error, or something that the content security policy blocked, fails the test at its end."""
    opened = browser_context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # a 404 that a test asks for
            complaints.append(message.text)

    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []
