"""A case of the project's own revision, from its first form to its end, as people see it.

What they answer is the demonstration's first case, which is closed: nothing here names a form, a role or a question.
"""

import re
from datetime import UTC, datetime

import pytest
import yaml
from playwright.sync_api import Page, expect

from engine import clock
from engine.diagrams.revision import read_revision
from tests.web.browsing import answering, check_and_submit, fill, look_at
from web.app import create_app
from web.demonstration.cases import FILE, Step, filled
from web.demonstration.program import demonstration_in

AFTERNOON = datetime(2026, 4, 14, 14, tzinfo=UTC)


@pytest.fixture
def address(tmp_path, monkeypatch):
    """A demonstration that answers, on a Tuesday afternoon."""
    monkeypatch.setattr(clock, "_ahead", clock._ahead)
    service = demonstration_in(tmp_path, port=8000, starts_at=AFTERNOON)
    with answering(create_app(service)) as address:
        yield address
    service.database.close()


def become(page: Page, address: str, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.get_by_role("listitem").filter(has_text=name).get_by_role("button").click()


def test_a_referral_goes_all_the_way(page, address, bundle):
    revision = read_revision(bundle)
    names = {element.id: element.name for element in revision.elements.values()}
    closed = yaml.safe_load(FILE.read_text())["cases"][0]
    reference = ""
    for step in (Step(**step) for step in closed["steps"]):
        become(page, address, step.by)
        if not reference:
            page.goto(f"{address}/refer")
            page.get_by_role("button", name=re.compile("^Begin")).click()
        else:
            page.goto(f"{address}/cases/{reference}")
            look_at(page)
            page.locator("a[href^='/tasks/']", has_text=names[step.task]).first.click()
        fill(page, filled(step.answers, today=clock.today(), calendar=revision.partnership.calendar))
        look_at(page)
        check_and_submit(page)
        look_at(page)
        reference = re.search(r"\d{4}-\d{4}", page.locator("main").inner_text())[0]
    page.goto(f"{address}/cases/{reference}")
    expect(page.locator("main")).to_contain_text(re.compile("closed", re.IGNORECASE))
