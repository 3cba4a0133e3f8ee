"""The pages of work and of a case in a real browser: wide and narrow, without script, in print."""

from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from tests.engine.cases.journey import MONDAY, TUESDAY, WEDNESDAY
from tests.web.browsing import answering, look_at
from web.work.views import slug


@pytest.fixture
def late(stage, monkeypatch):
    """A case in which three views differ and the decision is late, and another that has just come; the address."""
    journey = stage.journey
    rows = journey.several(MONDAY)
    offered = journey.labels(journey.element(rows[0]))
    for row, number in zip(rows, (0, 1, 0), strict=True):
        journey.do(row, TUESDAY, journey.view(offered[number]))
    first = journey.case_id
    journey.refer(journey.referrer, WEDNESDAY, {})
    journey.case_id = first
    journey.go_to(WEDNESDAY + timedelta(days=1))
    monkeypatch.setattr(clock, "_ahead", journey.now - datetime.now(UTC))  # the server has threads of its own
    with answering(stage.site.app) as address:
        yield address


def sign_in(stage, address, context, person):
    """Take the session of a person over into the browser."""
    stage.sign_in(person)
    cookies = [stage.site.client.get_cookie(name) for name in ("signed_in", "form")]
    context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies if c])


def paths(stage):
    """Every page of mine and of the case."""
    journey, case = stage.journey, stage.case_url
    element = next(e for e in journey.revision.elements.values() if e.collection and e.kind == "userTask")
    clauses = {row.clause for row in journey.open_rows() if row.clause}
    office = next(name for name, role in journey.revision.partnership.roles.items() if role.who == "posts")
    places = journey.places(journey.offices[0])
    return [
        *("/work", f"/work/team/{slug(office)}", "/work/waiting", "/cases", "/cases?show=closed", case),
        *(f"{case}/{each}" for each in ("answers", "letters", "letters/1", "people", "history", "notes", "print")),
        *(f"{case}/clocks/{clause}" for clause in clauses),
        *(f"{case}/steps/{process}" for process in places),
        f"{case}/views/{element.process}/{element.id}",
    ]


class TestPages:
    def test_are_accessible_and_never_scroll_sideways(self, stage, late, browser_context, page):
        sign_in(stage, late, browser_context, stage.journey.offices[0])
        for path in paths(stage):
            answer = page.goto(late + path)
            assert answer.status == 200, path
            look_at(page)

    def test_of_who_decides_and_of_a_correction_are_too(self, stage, late, browser_context, page):
        row = next(row for row in stage.journey.open_rows() if "|" in row.held_by)
        sign_in(stage, late, browser_context, stage.journey.person(stage.journey.post_of(row)))
        page.goto(late + stage.case_url)
        assert page.locator(".app-panel--next-late").count() == 1
        look_at(page)
        sign_in(stage, late, browser_context, stage.journey.offices[0])
        page.goto(late + stage.case_url)
        page.locator("a[href*='/dates/']").first.click()
        look_at(page)
        page.get_by_role("button", name="See what moves").click()
        assert page.locator(".govuk-error-summary").is_visible()
        look_at(page)
        for part, typed in zip(("day", "month", "year"), ("27", "3", "2026"), strict=True):
            page.fill(f"#{part}", typed)
        page.fill("#reason", "It lay in a mailbox")
        page.get_by_role("button", name="See what moves").click()
        look_at(page)
        page.get_by_role("button", name="Correct the date").click()
        assert "now Friday 27 March 2026" in page.locator("main").inner_text()

    def test_work_without_script_by_keyboard(self, stage, late, browser):
        context = browser.new_context(java_script_enabled=False)
        sign_in(stage, late, context, stage.journey.offices[0])
        page = context.new_page()
        office = next(name for name, role in stage.journey.revision.partnership.roles.items() if role.who == "posts")
        page.goto(f"{late}/work/team/{slug(office)}")
        page.get_by_role("button", name="Take it").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("You have this").wait_for()
        page.get_by_role("button", name="Give it back").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("You have this").wait_for(state="detached")
        context.close()

    def test_print_what_they_say_and_nothing_of_the_frame(self, stage, late, browser_context, page):
        sign_in(stage, late, browser_context, stage.journey.offices[0])
        page.emulate_media(media="print")
        for path in (stage.case_url, f"{stage.case_url}/history"):
            page.goto(late + path)
            assert page.locator("h1").is_visible()
            assert not page.locator(".app-masthead").is_visible()
            assert not page.locator("main .app-subnav").first.is_visible()
            assert page.pdf(format="A4").startswith(b"%PDF")

    def test_print_what_was_sent_from_the_first_sheet_on(self, stage, late, browser_context, page):
        sign_in(stage, late, browser_context, stage.journey.offices[0])
        page.goto(f"{late}{stage.case_url}/answers")
        page.goto(late + page.locator("a[href^='/submissions/']").last.get_attribute("href"))
        page.evaluate("document.fonts.ready")
        sheets = page.pdf(format="A4", page_ranges="1")
        assert b"/Font" in sheets, "the first sheet is empty"
