"""Documents in a real browser: on a desk, on a phone, in print, written in any script."""

import re

import pytest

from engine.cases.revisions import Revisions
from tests.engine.report import with_report
from tests.web.browsing import answering, look_at
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on

LONG = "A bruise was seen, and the account was written down.\n\nNobody asked further.\n" * 6
ARABIC = "\u0642\u0627\u0644\u062a \u0627\u0644\u0623\u0645: \u0643\u0627\u0646 \u0628\u062e\u064a\u0631"
ODD = "# so | it | is <b>typed</b> [here](javascript:alert(1))"


@pytest.fixture(scope="module")
def revisions() -> Revisions:
    return Revisions()


@pytest.fixture
def live(revisions, tmp_path):
    """The application with an errand and its report, answering; its address is `live.address`."""
    errands = errands_on(make_site(with_report(bundle()), revisions, tmp_path))
    with answering(errands.site.app) as errands.address:
        yield errands


def written(live, context, how) -> str:
    """Have a report written, and return the address of its page, with the warden signed in."""
    task = live.task()
    live.site.post(task, {"done": "yes", "how": how}, follow=False)
    live.site.post(f"{task}/submit")
    case = live.site.get("/cases?show=closed").one("//main//a[contains(@href, '/cases/')][1]/@href")
    page = live.site.get(f"{case}/documents").one("//main//th/a/@href")
    cookies = [live.site.client.get_cookie(name) for name in ("signed_in", "form")]
    context.add_cookies([{"name": c.key, "value": c.value, "url": live.address} for c in cookies if c])
    return page


class TestADocument:
    @pytest.mark.parametrize("how", [LONG, ARABIC, ODD])
    def test_is_accessible_and_never_scrolls_sideways(self, live, browser_context, page, how):
        address = written(live, browser_context, how)
        for path in (address.rpartition("/")[0], address):
            page.goto(live.address + path)
            look_at(page)

    def test_of_another_script_runs_the_other_way_and_nothing_around_it_does(self, live, browser_context, page):
        page.goto(live.address + written(live, browser_context, ARABIC))
        assert page.locator("article p[dir='rtl']").inner_text() == ARABIC
        assert page.locator("article [dir='rtl']").count() == 1

    def test_is_printed_with_its_words_and_nothing_of_the_frame(self, live, browser_context, page):
        page.goto(live.address + written(live, browser_context, LONG))
        page.emulate_media(media="print")
        assert page.locator("article h1").is_visible()
        assert not page.get_by_text("Download as a Word file").is_visible()
        page.evaluate("document.fonts.ready")
        assert re.match(rb"%PDF", page.pdf(format="A4"))
