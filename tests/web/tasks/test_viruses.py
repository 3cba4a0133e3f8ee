"""Uploads where a scanner is set: what it finds is refused and recorded, and nothing is kept that it has not seen."""

import logging
from datetime import UTC, datetime
from io import BytesIO

import pytest

from engine import clock
from engine.records.tables import upload
from engine.settings import Clamd
from tests.clamd import VIRUS, clamd_on_a_port
from tests.web.conftest import make_site
from tests.web.errands import GOOD, bundle, errands_on

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def made(errand_revisions, tmp_path):
    """Makes the errand office on a site with that scanner."""

    def make(scanner):
        return errands_on(make_site(bundle(), errand_revisions, tmp_path, scanner=scanner))

    with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC)):
        yield make


class TestScanner:
    def test_has_a_virus_refused_and_keeps_what_was_typed(self, made, caplog, tmp_path):
        with clamd_on_a_port() as (_, scanner), caplog.at_level(logging.WARNING):
            errands = made(scanner)
            page = errands.begin()
            files = [(BytesIO(PDF), "list.pdf"), (BytesIO(PDF + VIRUS), "Nell Dean.pdf")]
            answer = errands.site.post(page, {**GOOD, "paper-new": files, "act": "upload"})
        assert answer.status == 422
        assert answer.errors() == {
            "#paper": "Nell Dean.pdf holds a virus (Test.Virus), so it was not kept; tell your IT support"
        }
        assert answer.one("//input[@id='who']").get("value") == "Nell"
        assert errands.count(upload) == 1  # the other one
        assert VIRUS not in b"".join(file.read_bytes() for file in (tmp_path / "uploads").glob("*/*"))
        assert "Test.Virus" in caplog.text
        assert "Nell" not in caplog.text

    def test_keeps_nothing_while_it_is_away(self, made):
        errands = made(Clamd(host="127.0.0.1", port=1))
        page = errands.begin()
        answer = errands.site.post(page, {**GOOD, "paper-new": (BytesIO(PDF), "list.pdf"), "act": "upload"})
        said = "list.pdf cannot be checked for viruses at the moment, so it was not kept; wait, then choose it again"
        assert answer.errors() == {"#paper": said}
        assert errands.count(upload) == 0
        assert errands.site.get(page).one("//input[@id='who']").get("value") == "Nell"
