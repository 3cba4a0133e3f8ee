"""What tests of oversight's pages share: a site with somebody who oversees its cases, and some cases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine import clock
from engine.access import OFFICE, Person, Post
from tests.engine.cases.desk import NOW, Desks
from tests.engine.cases.oversight.stock import Stock
from web.service import Service


def stock_of(service: Service, person: int, role: str) -> Stock:
    """Return who adds cases to a site, and reads figures there."""
    with service.database.reading() as tx:
        revision = service.cases.revisions.current(tx)
    office = Desks(database=service.database, revisions=service.cases.revisions, revision=revision)
    post = Post(organisation=OFFICE, title=revision.partnership.roles[role].posts[0])
    return Stock(office, Person(id=person, name="Helen Marsh", email="", posts=(post,)), role)


@pytest.fixture
def overseen(site):
    """The site, signed in as who oversees; its stock of cases is its attribute `stock`."""
    with clock.stopped_at(NOW):
        with site.service.database.reading() as tx:
            partnership = site.service.cases.revisions.current(tx).partnership
        role = partnership.figures.seen_by[0]
        title = partnership.roles[role].posts[0]
        person = site.person("Helen Marsh", (OFFICE, title), is_demonstration=True)
        site.stock = stock_of(site.service, person, role)
        site.sign_in(person)
        yield site


def add_deadlines(stock: Stock, *, kept: int, missed: int, due_on: date = date(2026, 3, 12)) -> None:
    """Add deadlines of one clause, each of a case of its own."""
    on_the_day = datetime(due_on.year, due_on.month, due_on.day, 12, tzinfo=UTC)
    with stock.office.database.transaction() as tx:
        for number in range(kept + missed):
            at = on_the_day + timedelta(days=0 if number < kept else 3)
            case_id = stock.case(tx)
            stock.office.task(tx, case_id, stock.key, due_on, closed_at=at, outcome="completed")
