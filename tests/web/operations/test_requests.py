"""Each request has an id and a line in the log, and in no line is anything of anybody."""

import json
import logging

import pytest

from engine import logs
from tests.web.conftest import make_site
from tests.web.errands import bundle


@pytest.fixture
def lines():
    """What a program that logs as JSON would write, line by line."""
    found, handler = [], logging.Handler()
    handler.setFormatter(logs.Machine())
    handler.emit = lambda record: found.append(json.loads(handler.format(record)))
    root, requests = logging.getLogger(), logging.getLogger(logs.REQUESTS)
    before = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield found
    root.removeHandler(handler)
    requests.setLevel(before)


class TestRequestId:
    def test_is_returned_and_stands_in_the_log(self, real_site, lines):
        first, second = (real_site.get("/privacy").response.headers["X-Request-Id"] for _ in range(2))
        assert first != second
        assert [line["request"] for line in lines] == [first, second]

    def test_is_a_proxys_only_where_there_is_one(self, real_site, errand_revisions, tmp_path):
        given = {"X-Request-Id": "from-the-proxy-1"}
        assert real_site.get("/privacy", headers=given).response.headers["X-Request-Id"] != "from-the-proxy-1"
        behind = make_site(bundle(), errand_revisions, tmp_path, trusted_proxies=1)
        assert behind.get("/health", headers=given).response.headers["X-Request-Id"] == "from-the-proxy-1"
        forged = {"X-Request-Id": 'x" injected="1'}
        assert behind.get("/health", headers=forged).response.headers["X-Request-Id"] != 'x" injected="1'


class TestLine:
    def test_says_what_was_asked_by_its_route_and_what_it_cost(self, errands, lines):
        errands.site.sign_in(errands.warden)
        lines.clear()
        errands.site.get("/cases/2026-0001?name=Nell")
        (refused, line) = lines
        assert "refused GET /cases/<reference> (2026-0001)" in refused["message"]
        assert (line["method"], line["route"], line["status"]) == ("GET", "/cases/<reference>", 404)
        assert (line["level"], line["logger"]) == ("INFO", "web.requests")
        assert line["statements"] > 2
        assert line["milliseconds"] > 0
        assert "Nell" not in json.dumps(lines)
