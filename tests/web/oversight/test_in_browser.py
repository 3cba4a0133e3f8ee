"""Figures as browsers show them: at both widths, with axe; each picture's numbers stand in its table."""

from datetime import datetime, time, timedelta

from playwright.sync_api import expect

from engine import clock
from engine.access import OFFICE
from tests.web.browsing import answering, look_at
from tests.web.oversight.conftest import add_deadlines, stock_of


def test_figures_are_read_with_their_tables(page, site):
    with site.service.database.reading() as tx:
        revision = site.service.cases.revisions.current(tx)
    role = revision.partnership.figures.seen_by[0]
    person = site.person("Helen Marsh", (OFFICE, revision.partnership.roles[role].posts[0]), is_demonstration=True)
    stock = stock_of(site.service, person, role)
    month_ago = clock.today() - timedelta(days=30)
    add_deadlines(stock, kept=6, missed=2, due_on=month_ago)
    at = datetime.combine(month_ago, time(12), clock.LONDON)
    form, question = next((form.form, q) for form in revision.forms.values() for q in form.themes if q.type == "choice")
    with stock.office.database.transaction() as tx:
        case_id = stock.case(tx, initials="S.W.", opened_at=at)
        stock.office.task(tx, case_id, stock.key, clock.today())
        stock.send(tx, case_id, form, at, **{question.name: next(iter(question.choices))})
    site.sign_in(person)
    with answering(site.app) as address:
        cookies = site.client._cookies.values()
        page.context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in cookies])
        page.goto(f"{address}/oversight")
        expect(page.locator("main")).to_contain_text("6 of 8 deadlines were kept.")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        look_at(page)
        page.get_by_role("link", name="Open cases", exact=True).click()
        look_at(page)
        page.get_by_role("link", name="Themes", exact=True).click()
        look_at(page)
        page.get_by_text("The numbers as a table, each with its cases").first.click()
        page.locator("main table a").first.click()
        look_at(page)
