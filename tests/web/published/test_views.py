"""What everybody can read: what was given to the public, while it is, and nothing else by any address."""

import pytest

from engine.records.tables import register_entry, submission
from tests.web.registers.office import PAPER


@pytest.fixture
def shelf(office):
    """The office with one case whose job is done, so that it is public; nobody is signed in."""
    office.public, office.private = office.upload("Nell Dean.pdf"), office.upload("Not for all.pdf", PAPER + b"!")
    office.start(papers=[office.public], private=[office.private])
    office.site.client = office.site.app.test_client()
    return office


@pytest.fixture
def address(shelf):
    shelf.finish()
    (sent,) = [row for row in rows(shelf, submission) if row.form == "ask"]
    return f"/published/{sent.id}"


def rows(office, table):
    with office.site.service.database.reading() as tx:
        return tx.connection.execute(table.select()).all()


class TestListing:
    def test_is_empty_before_anything_is_published(self, shelf):
        answer = shelf.site.get("/published")
        assert answer.status == 200
        assert "Nothing is published at present" in answer.text
        assert "Two jobs" not in answer.text

    def test_shows_what_is_published(self, shelf, address):
        answer = shelf.site.get("/published")
        assert answer.one("//main//h1").text_content() == "All jobs"
        assert answer.one("//main//h2/a").get("href") == address

    def test_names_neither_the_case_nor_the_child_nor_what_is_private(self, shelf, address):
        for path in ("/published", address):
            text = shelf.site.get(path).response.text
            for private in ("2026-0001", "Nell", "Mend the gate", "school", "A school", "cases/"):
                assert private not in text.partition("<main")[2].partition("</main>")[0], private

    def test_reads_few_statements_however_much_there_is(self, shelf, address):
        with shelf.site.statements() as few:
            shelf.site.get("/published")
        shelf.start(papers=[shelf.upload("Other.pdf")])
        shelf.finish()
        with shelf.site.statements() as more:
            shelf.site.get("/published")
        assert len(few) == len(more) <= 6

    @pytest.mark.parametrize("query", ["?before=x", "?before=2026-99-99~a"])
    def test_knows_no_such_page(self, shelf, query):
        assert shelf.site.get(f"/published{query}").status == 404

    def test_comes_in_pages(self, shelf, address, monkeypatch):
        monkeypatch.setattr("engine.cases.published.PAGE", 1)
        monkeypatch.setattr("engine.cases.published._PAGE", _limited(2))
        shelf.start(told="Another")
        shelf.finish()
        first = shelf.site.get("/published")
        second = shelf.site.get(first.one("//a[@rel='next']").get("href"))
        titles = [answer.one("//main//h2/a").text_content() for answer in (first, second)]
        assert sorted(titles) == ["Another", "Two jobs"]
        assert second.all("//a[@rel='next']") == []


def _limited(most):
    from engine.cases import published  # noqa: PLC0415 - what the page is built of

    return published._PAGE.limit(None).limit(most)


class TestOne:
    def test_can_be_downloaded_under_a_name_that_says_nothing_of_its_uploader_s(self, shelf, address):
        answer = shelf.site.get(shelf.site.get(address).one("//main//ul//a").get("href"))
        assert answer.response.get_data() == PAPER
        assert answer.response.headers["Content-Disposition"] == 'attachment; filename="Two jobs.pdf"'
        assert answer.response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        answer.response.close()

    def test_gives_no_other_file(self, shelf, address):
        for wrong in (shelf.private, "0", "9" * 30, "x", f"0{shelf.public}", f"{shelf.public}.pdf"):
            assert shelf.site.get(f"{address}/{wrong}").status == 404

    def test_is_gone_when_it_is_not_public_any_more(self, shelf, address):
        assert shelf.site.get(address).status == 200
        with shelf.site.service.database.transaction() as tx:
            tx.connection.execute(register_entry.update().values(published_as=None, state="left"))
        for gone in (address, f"{address}/{shelf.public}"):
            assert shelf.site.get(gone).status == 404

    def test_is_found_by_no_other_id(self, shelf, address):
        ids = {row.id for row in rows(shelf, submission)} - {address.rpartition("/")[2]}
        for wrong in (*ids, "x", "0" * 32, "' OR 1=1", "2026-0001", "1"):
            assert shelf.site.get(f"/published/{wrong}").status == 404

    def test_still_needs_an_account_for_the_case_and_its_files(self, shelf, address):
        for path in ("/cases/2026-0001", f"/uploads/{shelf.public}", "/registers/jobs"):
            assert shelf.site.get(path, follow=False).status == 302
