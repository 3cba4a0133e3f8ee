"""Pages of meetings in a real browser: looked at at both widths, filled in by the keyboard, and printed."""

from datetime import timedelta

import pytest

from engine import clock
from tests.engine.cases.meetings.moot import Moot
from tests.web.browsing import answering, look_at
from tests.web.meetings.conftest import Hall


@pytest.fixture
def address(hall: Hall, browser_context):
    hall.moot.now = clock.now()  # the real clock, because the server has threads of its own
    with answering(hall.site.app) as found:
        yield found


def come_in(hall: Hall, who: str, address: str, browser_context) -> None:
    hall.sign_in(who)
    cookies = [hall.site.client.get_cookie(name) for name in ("signed_in", "form")]
    browser_context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies if c])


class TestMeetings:
    def test_are_looked_at_before_and_after_they_are_held(self, hall, address, browser_context, page):
        moot: Moot = hall.moot
        ahead = (moot.now + timedelta(days=7)).astimezone(clock.LONDON)
        moot.plan(at=f"{ahead:%Y-%m-%d}T10:00")
        come_in(hall, "warden", address, browser_context)
        for path in ("/meetings", "/cases/2026-0001/meetings/plan"):
            page.goto(address + path)
            look_at(page)
        moot.move(at=f"{ahead:%Y-%m-%d}T14:00")
        moot.hold("second_miller")
        moot.do(day=f"{ahead:%Y-%m-%d}")
        for path in (
            "/cases/2026-0001/meetings/plan",
            "/meetings/of/council",
            f"/meetings/of/council/{ahead:%Y-%m-%d}",
        ):
            page.goto(address + path)
            look_at(page)
        page.emulate_media(media="print")
        assert page.locator("article h2").first.is_visible()
        assert not page.get_by_role("link", name="Record what is agreed").is_visible()

    def test_are_answered_by_the_keyboard(self, hall, address, browser_context, page):
        hall.moot.plan(at=f"{hall.moot.now + timedelta(days=7):%Y-%m-%d}T10:00")
        come_in(hall, "harbour", address, browser_context)
        page.goto(f"{address}/cases/2026-0001/meetings/plan")
        page.get_by_role("button", name="Keep it").press("Enter")
        page.wait_for_load_state()
        assert page.locator(".govuk-error-summary li").count() == 1
        look_at(page)
        page.locator("#comes-yes").focus()
        page.keyboard.press("Space")
        page.locator("#note").press_sequentially("Ada comes herself")
        page.get_by_role("button", name="Keep it").press("Enter")
        page.wait_for_load_state()
        assert "You have said that you come" in page.locator("main").inner_text()
