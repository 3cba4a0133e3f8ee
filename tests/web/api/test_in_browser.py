"""The pages about the interface in a browser: a token is made; axe finds nothing, nothing is too wide."""

from datetime import UTC, datetime

from engine import clock
from tests.web.browsing import answering, look_at


class TestPages:
    def test_can_be_used_by_everybody(self, errands, page, monkeypatch):
        ahead = clock.now() - datetime.now(UTC)
        monkeypatch.setattr(clock, "_ahead", ahead)  # the server has threads of its own
        with answering(errands.site.app) as address:
            errands.site.sign_in(errands.warden)
            cookies = [errands.site.client.get_cookie(name) for name in ("signed_in", "form")]
            page.context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in cookies if c])
            page.goto(f"{address}/account")
            page.get_by_role("link", name="Tokens for other programs").click()
            page.get_by_role("button", name="Make the token").click()
            look_at(page)  # with what is wrong
            page.get_by_label("What is it for?").fill("The case system")
            page.get_by_role("button", name="Make the token").click()
            assert page.get_by_label("Your token").input_value().startswith("cspr_")
            look_at(page)
            page.get_by_role("button", name="End it now").click()
            look_at(page)
            page.get_by_role("link", name="interface for other programs").click()
            look_at(page)
