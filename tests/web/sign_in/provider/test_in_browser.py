"""To the provider and back in a real browser: its cookies, our policy, and signing out there."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site
from tests.web.sign_in.provider.running import running
from tests.web.sign_in.provider.test_provider import at_provider
from web.service import NAME


@pytest.fixture
def address(bundle, revisions, tmp_path):
    site = make_site(bundle, revisions, tmp_path, is_demonstration=False)
    site.person("Ruth Ashdown", ("partnership", "Business Manager"), email="ruth@example.org")
    with answering(site.app) as at, running(f"{at}/sign-in/provider/return") as issuer:
        settings = replace(site.service.settings, public_address=at, provider=at_provider(issuer))
        site.app.extensions[NAME] = replace(site.service, settings=settings)
        yield at


def test_there_and_back_again(browser_context, address):
    page: Page = browser_context.new_page()
    page.goto(f"{address}/cases")
    look_at(page)
    page.get_by_role("button", name="Sign in with Example Council").click()
    page.get_by_placeholder("Enter any login").fill("ruth@example.org")
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Ruth Ashdown").first).to_be_visible()
    assert page.url == f"{address}/cases"
    page.get_by_role("button", name="Sign out").click()
    look_at(page)
    page.get_by_role("button", name="Sign out of Example Council").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert page.url.startswith(f"{address}/sign-in")
    page.get_by_role("button", name="Sign in with Example Council").click()
    page.get_by_placeholder("Enter any login").fill("stranger@example.org")
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is no account for you here")).to_be_visible()
    look_at(page)
