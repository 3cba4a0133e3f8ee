"""The administrators' calendar in a real browser: wide and narrow, by the keyboard alone, without script, in print."""

from datetime import date

import pytest

from engine.records.tables import user_task
from tests.web.administration.test_views import Desk
from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on


@pytest.fixture
def desk(errand_revisions, tmp_path) -> Desk:
    """By the real clock, because the server has threads of its own."""
    return Desk(errands_on(make_site(bundle(), errand_revisions, tmp_path)))


@pytest.fixture
def due_on(desk) -> date:
    with desk.site.service.database.reading() as tx:
        (row,) = tx.connection.execute(user_task.select().where(user_task.c.clause != ""))
    return row.due_on


@pytest.fixture
def address(desk, browser_context):
    with answering(desk.site.app) as found:
        cookies = [desk.site.client.get_cookie(name) for name in ("signed_in", "form")]
        browser_context.add_cookies([{"name": c.key, "value": c.value, "url": found} for c in cookies if c])
        yield found


class TestCalendar:
    def test_is_looked_at_entered_and_taken_back_by_the_keyboard(self, desk, due_on, address, page):
        page.goto(f"{address}/calendar")
        look_at(page)
        press(page, "Enter a proclaimed or withdrawn holiday", role="button")
        look_at(page)
        press(page, "See what moves")
        assert page.locator(".govuk-error-summary li").count() == 3
        look_at(page)
        page.locator("#kind-proclaimed").focus()
        page.keyboard.press("Space")
        for part in ("day", "month", "year"):
            page.locator(f"#{part}").focus()
            page.keyboard.type(str(getattr(due_on, part)))
        page.locator("#why").focus()
        page.keyboard.type("A coronation")
        enter(page)
        assert page.locator("tbody tr").count() == 1
        look_at(page)
        press(page, "Enter it, and move the dates")
        assert "The dates of 1 case are being worked out" in page.locator("main").inner_text()
        look_at(page)
        desk.work()
        press(page, "Take it back", role="link")
        page.locator("#why").focus()
        page.keyboard.type("It was another year")
        enter(page)
        look_at(page)
        press(page, "Take it back, and move the dates")
        desk.work()
        assert desk.due() == {due_on}

    def test_prints_the_whole_list_and_no_button(self, desk, due_on, address, page):
        page.goto(f"{address}/calendar/change")
        page.locator("#kind-proclaimed").check(force=True)
        for part in ("day", "month", "year"):
            page.fill(f"#{part}", str(getattr(due_on, part)))
        page.fill("#why", "A coronation")
        page.get_by_role("button", name="See what moves").click()
        page.emulate_media(media="print")
        assert page.locator("tbody tr").first.is_visible()
        assert not page.get_by_role("button", name="Enter it, and move the dates").is_visible()

    def test_works_without_the_script(self, desk, due_on, address, browser):
        context = browser.new_context(java_script_enabled=False)
        cookies = [desk.site.client.get_cookie(name) for name in ("signed_in", "form")]
        context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies if c])
        page = context.new_page()
        page.goto(f"{address}/calendar/change")
        page.locator("#kind-proclaimed").check(force=True)
        for part in ("day", "month", "year"):
            page.fill(f"#{part}", str(getattr(due_on, part)))
        page.fill("#why", "A coronation")
        page.get_by_role("button", name="See what moves").click()
        page.get_by_role("button", name="Enter it, and move the dates").click()
        assert "is a holiday now" in page.locator(".app-panel--done").inner_text()
        context.close()


def press(page, name: str, role: str = "button") -> None:
    """Press what can be reached by the keyboard."""
    found = page.get_by_role(role, name=name).first
    found.focus()
    enter(page)


def enter(page) -> None:
    """Press the key, and wait for what it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


class TestAccounts:
    def test_are_looked_at_opened_given_a_post_and_closed(self, desk, address, page):
        page.goto(f"{address}/administration/accounts")
        look_at(page)
        page.get_by_role("button", name="Open an account").click()
        page.get_by_label("A contact of an agency").check(force=True)
        page.get_by_role("button", name="Open the account").click()
        look_at(page)
        page.get_by_label("Signs in, and holds posts").check(force=True)
        page.get_by_label("Name", exact=True).fill("Jo Park")
        page.get_by_label("Work address").fill("jo.park@example.org")
        page.get_by_role("button", name="Open the account").click()
        look_at(page)
        page.get_by_role("button", name="Give a post").click()
        page.get_by_role("button", name="Give the post").click()
        look_at(page)
        page.select_option("#post", "harbour|Harbour Master")
        page.get_by_role("button", name="Give the post").click()
        assert "Jo Park holds the post of Harbour Master" in page.locator("main").inner_text()
        page.locator("a", has_text="End it").click()
        look_at(page)
        page.go_back()
        page.get_by_role("link", name="Close the account").click()
        look_at(page)
        page.get_by_role("button", name="Close the account").click()
        look_at(page)
        for path in ("posts", "log"):
            page.goto(f"{address}/administration/{path}")
            look_at(page)
