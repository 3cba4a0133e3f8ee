"""Signing in in a real browser: an app's codes without a script, a passkey with a device that the browser makes up."""

from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site
from tests.web.sign_in.test_sign_in import PASSWORD
from web.service import NAME

DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
          "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.fixture
def address(bundle, revisions, tmp_path):
    """Where an installation answers that demands a second step, now; passkeys are not for addresses in numbers."""
    site = make_site(bundle, revisions, tmp_path, is_demonstration=False, demands_second_step=True)
    site.person("Ruth Ashdown", ("partnership", "Business Manager"), email="ruth@example.org", password=PASSWORD)
    with answering(site.app) as bare:
        at = bare.replace("127.0.0.1", "localhost")
        settings = replace(site.service.settings, public_address=at)
        site.app.extensions[NAME] = replace(site.service, settings=settings)
        yield at


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill("ruth@example.org")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()


class TestApp:
    def test_works_without_a_script_and_a_passkey_says_that_it_needs_one(self, browser: Browser, address):
        context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
        page = context.new_page()
        sign_in(page, address)
        page.get_by_role("button", name="Set up an app").click()
        key = page.locator(".app-key").text_content().replace(" ", "")
        page.get_by_label("Code that the app shows").fill(pyotp.TOTP(key).now())
        page.get_by_role("button", name="Set up the app").click()
        code = page.locator(".app-codes li").first.text_content()
        page.get_by_role("button", name="I have kept them").click()
        expect(page.get_by_text("Ruth Ashdown")).to_be_visible()
        sign_out(page)
        expect(page.get_by_text("A passkey needs JavaScript")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
        sign_in(page, address)
        page.get_by_role("link", name="Use a recovery code").click()
        page.get_by_label("Enter a recovery code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("Ruth Ashdown")).to_be_visible()
        context.close()


class TestPasskey:
    def test_is_made_signs_in_alone_and_only_with_its_holder(self, page: Page, address):
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        device = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
        sign_in(page, address)
        look_at(page)
        page.get_by_role("button", name="Make a passkey").click()
        look_at(page)
        page.get_by_role("button", name="Make a passkey").click()
        expect(page.get_by_text("Your passkey is made.")).to_be_visible()
        look_at(page)
        page.get_by_role("button", name="I have kept them").click()
        page.goto(f"{address}/account")
        expect(page.get_by_text("Chrome on Linux").first).to_be_visible()
        look_at(page)
        sign_out(page)
        look_at(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_text("Ruth Ashdown")).to_be_visible()
        page.goto(f"{address}/account")
        expect(page.get_by_text("last used")).to_be_visible()
        sign_out(page)
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_text("The passkey was not used")).to_be_visible()
        expect(page.get_by_text("Not signed in")).to_be_visible()

    def test_stands_in_for_the_code_after_a_password(self, page: Page, address):
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        sign_in(page, address)
        page.get_by_role("button", name="Make a passkey").click()
        page.get_by_role("button", name="Make a passkey").click()
        page.get_by_role("button", name="I have kept them").click()
        sign_out(page)
        sign_in(page, address)
        expect(page.get_by_role("heading", name="Prove that it is you")).to_be_visible()
        look_at(page)
        page.get_by_role("button", name="Use your passkey").click()
        expect(page.get_by_text("Ruth Ashdown")).to_be_visible()
