"""Search and the list of cases in a browser: nothing for axe to find, nothing wider than the window."""

from datetime import UTC, datetime

from engine import clock
from tests.web.browsing import answering, look_at


class TestPages:
    def test_can_be_used_by_everybody(self, errands, page, monkeypatch):
        ahead = clock.now() - datetime.now(UTC)
        monkeypatch.setattr(clock, "_ahead", ahead)  # the server has threads of its own
        errands.send(why="Left at home")
        with answering(errands.site.app) as address:
            errands.site.sign_in(errands.warden)
            cookies = [errands.site.client.get_cookie(name) for name in ("signed_in", "form")]
            page.context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies if c])
            page.goto(f"{address}/cases")
            page.get_by_label("Search cases").fill("home harbour nell")
            page.get_by_label("Search cases").press("Enter")
            assert "/search/" in page.url
            for asked in ("home", "harbour", "nothing"):
                page.get_by_label("What do you look for?").fill(asked)
                page.locator("main").get_by_role("button", name="Search").click()
                look_at(page)
            page.goto(f"{address}/cases?late=yes")
            look_at(page)
