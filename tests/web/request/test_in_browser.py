"""From a letter to an answer, on a phone and without a script; and the pages as axe sees them."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page

from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site
from tests.web.request.harbour import Harbour, bundle, harbour_on

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def harbour(harbour_revisions, tmp_path) -> Harbour:
    """As of this moment: the server that answers a browser does not share a clock that stands."""
    return harbour_on(make_site(bundle(), harbour_revisions, tmp_path))


@pytest.fixture
def phone(browser: Browser):
    """A page of a phone whose browser runs no script."""
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def come_in(page: Page, harbour: Harbour, address: str) -> None:
    page.goto(address + harbour.ask())
    page.get_by_role("button", name="Send me a code").click()
    harbour.send_mail()
    page.get_by_label("Enter the code from the mail").fill(harbour.mailbox.code())
    page.get_by_role("button", name="Open the request").click()
    assert page.url == f"{address}/request"


def workbook() -> bytes:
    content = BytesIO()
    Workbook().save(content)
    return content.getvalue()


def narrow(page: Page) -> bool:
    """Whether nothing stands beyond the edge of the phone, once the page has loaded."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


class TestOnAPhoneWithoutAScript:
    def test_an_agency_says_no_with_one_press_and_a_confirmation(self, harbour, phone):
        with answering(harbour.site.app) as address:
            come_in(phone, harbour, address)
            assert narrow(phone)
            phone.get_by_role("button", name="Say no").click()
            assert "When you submit" in phone.locator("main").inner_text()
            phone.locator("main form button").click()
            assert "Your answers are sent" in phone.locator("h1").inner_text()
            phone.goto(f"{address}/request")
            assert "What you have answered" in phone.locator("main").inner_text()
            assert narrow(phone)

    def test_an_agency_uploads_its_return_and_its_chronology(self, harbour, phone):
        with answering(harbour.site.app) as address:
            come_in(phone, harbour, address)
            phone.get_by_role("button", name="Fill in the form").click()
            phone.check("[name='known'][value='here']")
            phone.fill("[name='how']", "It stands in the shed")
            phone.set_input_files("[name='paper-new']", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
            sheet = {"name": "b.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
            phone.set_input_files("[name='rows-new']", sheet)
            phone.get_by_role("button", name="Check your answers").last.click()
            assert phone.url.endswith("/check"), phone.locator("main").inner_text()
            text = phone.locator("main").inner_text()
            assert ("a.pdf" in text, "b.xlsx" in text) == (True, True)
            phone.locator("main form button").click()
            assert "Your answers are sent" in phone.locator("h1").inner_text()


def test_the_pages_are_accessible_at_both_widths(harbour, page):
    with answering(harbour.site.app) as address:
        link = harbour.ask()
        page.goto(address + link)
        look_at(page)
        page.get_by_role("button", name="Send me a code").click()
        look_at(page)
        page.get_by_role("button", name="Open the request").click()  # with nothing typed
        look_at(page)
        harbour.send_mail()
        page.get_by_label("Enter the code from the mail").fill(harbour.mailbox.code())
        page.get_by_role("button", name="Open the request").click()
        look_at(page)
        page.get_by_role("button", name="Close").click()
        look_at(page)
        page.goto(f"{address}/request/nothing")
        look_at(page)
