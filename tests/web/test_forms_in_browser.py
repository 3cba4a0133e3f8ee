"""Forms in a real browser: with a script and without, with the keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from engine.records.tables import safeguarding_case
from tests.web.browsing import answering, check_and_submit, fill, look_at
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on

ANSWERS = {
    "who": "Nell", "why": "She is ill", "heavy": "yes", "cart": "large", "uses": ["bread"],
    "day": "2026-04-13", "place": "harbour",
    "bags": [{"owner": "Nell Dean", "weight": "5", "sealed": "yes", "seal": "Red"}, {"owner": "Ned", "sealed": "no"}],
}  # fmt: skip
PDF = {"name": "list.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}


@pytest.fixture
def live(errand_revisions, tmp_path):
    """The errand office, answering; its address is `live.address`."""
    errands = errands_on(make_site(bundle(), errand_revisions, tmp_path, largest_upload_bytes=100_000))
    with answering(errands.site.app) as errands.address:
        yield errands


def sign_in(page: Page, live, person: int) -> None:
    page.context.clear_cookies()
    page.goto(f"{live.address}/sign-in")
    page.evaluate(
        """person => { const form = document.querySelector("form[action='/sign-in/demonstration']");
        const box = document.createElement("input"); box.name = "person"; box.value = person;
        form.append(box); form.submit(); }""",
        str(person),
    )
    page.wait_for_url(re.compile("/work"))


def begin(page: Page, live) -> None:
    sign_in(page, live, live.asker)
    page.goto(f"{live.address}/refer")
    page.get_by_role("button", name="Begin a referral").click()


class TestWithAScript:
    def test_questions_come_and_go_with_the_answers_and_the_draft_saves_itself(self, page, live):
        begin(page, live)
        expect(page.get_by_text("Which cart?")).to_be_hidden()
        expect(page.get_by_text("Answer only if")).to_have_count(2)
        expect(page.get_by_text("Answer only if").first).to_be_hidden()
        page.check("[name=heavy][value=yes]")
        expect(page.get_by_text("Which cart?")).to_be_visible()
        expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved at")
        page.fill("#who", "Nell")
        expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved at")
        page.wait_for_timeout(1500)
        page.reload()
        expect(page.locator("#who")).to_have_value("Nell")
        expect(page.get_by_text("Which cart?")).to_be_visible()

    def test_errors_take_the_focus_and_lead_to_their_controls(self, page, live):
        begin(page, live)
        page.get_by_role("button", name="Check your answers").last.click()
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        page.get_by_role("link", name="Enter: The day").click()
        expect(page.locator("#day-day")).to_be_focused()
        assert page.title().startswith("Error: ")
        look_at(page)

    def test_a_whole_errand_goes_through_and_every_page_can_be_used_by_anyone(self, page, live):
        begin(page, live)
        look_at(page)
        fill(page, ANSWERS)
        page.set_input_files("[type=file]", PDF)
        page.get_by_role("button", name="Upload the chosen files").click()
        expect(page.locator(".app-uploads")).to_contain_text("list.pdf")
        look_at(page)
        page.get_by_role("button", name="Check your answers").last.click()
        look_at(page)
        page.get_by_role("link", name="Change The day").click()
        assert page.url.endswith("#day-day")
        check_and_submit(page)
        look_at(page)
        page.get_by_role("link", name="Read or print what was sent").click()
        look_at(page)
        sign_in(page, live, live.warden)
        page.get_by_role("link", name="Fetch it").first.click()
        look_at(page)

    def test_a_button_pressed_twice_opens_one_case(self, page, live):
        begin(page, live)
        fill(page, ANSWERS)
        page.get_by_role("button", name="Check your answers").last.click()
        page.locator("main form button").dblclick()
        page.wait_for_url(re.compile("/sent$"))
        assert live.count(safeguarding_case) == 1

    def test_the_keyboard_is_enough(self, page, live):
        begin(page, live)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        for _ in range(20):
            page.keyboard.press("Tab")
            page.wait_for_timeout(20)
            if page.evaluate("document.activeElement.id") == "who":
                break
        page.keyboard.type("Nell")
        page.keyboard.press("Enter")  # checks the answers, and loses none
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        expect(page.locator("#who")).to_have_value("Nell")


class TestWithoutAScript:
    @pytest.fixture
    def plain(self, browser):
        context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
        yield context.new_page()
        context.close()

    def test_a_whole_errand_goes_through(self, plain, live):
        live.site.sign_in(live.asker)
        token = live.site.client.get_cookie("signed_in").value
        plain.context.add_cookies([{"name": "signed_in", "value": token, "url": live.address}])
        plain.goto(f"{live.address}/refer")
        plain.get_by_role("button", name="Begin a referral").click()
        expect(plain.get_by_text("Which cart?")).to_be_visible()
        expect(plain.get_by_text("Answer only if you answered “Yes” to “Is it heavy?”.")).to_be_visible()
        fill(plain, ANSWERS)
        plain.get_by_role("button", name="Remove bag 2").click()
        expect(plain.locator("#bags-1")).to_have_count(0)
        plain.get_by_role("button", name="Save and come back later").click()
        expect(plain.get_by_text("Draft saved: ")).to_be_visible()
        plain.go_back()
        check_and_submit(plain)
        assert live.count(safeguarding_case) == 1
