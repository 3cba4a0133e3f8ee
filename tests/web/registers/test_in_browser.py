"""Registers, and what is published, as browsers show them: at both widths, with axe, without a script, on paper."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import answering, look_at
from tests.web.registers.office import register_in


@pytest.fixture
def office(register_revisions, tmp_path):
    """The office today: the server's threads know of no stopped clock."""
    return register_in(register_revisions, tmp_path)


def test_a_register_is_narrowed_and_an_entry_opened(page, office):
    office.start()
    office.finish(2)
    with answering(office.site.app) as address:
        office.site.sign_in(office.clerk)
        cookies = office.site.client._cookies.values()
        page.context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in cookies])
        page.goto(f"{address}/registers")
        look_at(page)
        page.get_by_role("link", name="Jobs", exact=True).click()
        look_at(page)
        page.get_by_label("State").select_option("Done (1)")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("tbody")).to_have_count(1)
        page.get_by_text("What else is on record").click()
        look_at(page)
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Show")).to_be_hidden()


def test_what_is_published_is_read_without_an_account(page, office):
    office.start(papers=[office.upload("Report.pdf")])
    office.finish()
    with answering(office.site.app) as address:
        page.goto(f"{address}/sign-in")
        page.get_by_role("link", name="Published reviews").click()
        look_at(page)
        page.get_by_role("link", name="Two jobs").click()
        look_at(page)
        expect(page.get_by_role("link", name="Two jobs (pdf)")).to_be_visible()
