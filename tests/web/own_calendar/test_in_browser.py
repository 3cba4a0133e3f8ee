"""The page of a person's own calendar as browsers show it."""

import re

from playwright.sync_api import expect

from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site


def test_an_address_is_made_shown_once_and_ended(page, bundle, revisions, tmp_path):
    made = make_site(bundle, revisions, tmp_path)
    made.person("Ruth Ashdown", ("partnership", "Business Manager"), is_demonstration=True)
    with answering(made.app) as address:
        page.goto(f"{address}/sign-in")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        page.get_by_role("listitem").filter(has_text="Ruth Ashdown").get_by_role("button").click()
        page.get_by_role("link", name="Your dates in your calendar").click()
        look_at(page)
        page.get_by_role("button", name="Make an address").click()
        expect(page.get_by_label("Your address")).to_have_value(re.compile(r"http://localhost/calendar/[\w-]{43}\.ics"))
        look_at(page)
        page.get_by_role("button", name="End this address").click()
        expect(page.locator("main")).to_contain_text("You have no address yet")
