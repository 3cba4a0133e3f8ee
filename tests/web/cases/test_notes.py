"""The notes of a case as pages: written, corrected, refused, kept while they are typed; and by whom they are read."""

from datetime import timedelta

import pytest

from engine.cases.notes import LONGEST
from engine.records.tables import session

FORM = "//div[@id='write']//form"


@pytest.fixture
def write(stage, office):
    def write(text, *, act="write", query="", **more):
        page = stage.get(f"notes{query}")
        return stage.post("notes", {**page.fields(FORM), "text": text, "act": act, **more})

    return write


class TestNotes:
    def test_are_shown_with_who_wrote_them_when_and_as_which_post(self, stage, office, write):
        page = write("The mother rang.\n<b>She</b> asks for a visit.")
        (note,) = page.all("//article")
        head, text = note.xpath("h3")[0].text_content(), note.xpath("p[@class='app-noted__text']")[0].text
        assert office.name in head
        assert office.posts[0].title in head
        assert text == "The mother rang.\n<b>She</b> asks for a visit."
        assert page.one(f"{FORM}//textarea").text.strip() == ""

    def test_stand_on_the_cases_page_in_the_history_and_on_paper(self, stage, office, write):
        write("The mother rang.")
        assert "The mother rang." in stage.get().one("//section[@aria-labelledby='notes']").text_content()
        assert "The mother rang." in stage.get("print").text
        told = stage.get("history?kind=Notes").all("//ol[@class='app-history']/li")
        assert [li.xpath("b")[0].text for li in told] == [office.name]
        link = told[0].xpath("a/@href")[0]
        assert "The mother rang." in stage.get(link).text

    def test_are_not_for_who_referred(self, stage, office, journey, write):
        write("The mother rang.")
        stage.sign_in(journey.person(journey.referrer))
        for path in ("", "print", "answers", "letters"):
            assert "The mother rang." not in stage.get(path).text
        for answer in (stage.get("notes"), stage.post("notes", {"text": "Mine", "sent_as": "0" * 32})):
            assert answer.status == 404
            assert "It is open only to people named on the case" in answer.text

    def test_are_paged(self, stage, office, write, monkeypatch):
        for n in range(3):
            write(f"Number {n}")
        monkeypatch.setattr("engine.cases.notes.notes.__kwdefaults__", {"before": None, "most": 2})
        first = stage.get("notes")
        assert [p.text for p in first.all("//p[@class='app-noted__text']")] == ["Number 2", "Number 1"]
        second = stage.get(first.one("//a[@rel='next']").get("href"))
        assert [p.text for p in second.all("//p[@class='app-noted__text']")] == ["Number 0"]

    def test_cost_as_many_statements_as_one_does(self, stage, office, write):
        write("One")
        with stage.site.statements() as one:
            stage.get("notes")
        for n in range(4):
            write(f"Number {n}")
        with stage.site.statements() as many:
            stage.get("notes")
        assert len(one) == len(many) <= 9


class TestWriting:
    def test_refuses_what_is_empty_or_too_long_and_keeps_what_was_typed(self, stage, write):
        answer = write(" ")
        assert (answer.status, answer.errors()) == (422, {"#text": "Enter the note"})
        assert answer.title().startswith("Error: ")
        answer = write("x" * (LONGEST + 1))
        assert f"{LONGEST:,} characters or fewer" in answer.errors()["#text"]
        assert len(answer.one(f"{FORM}//textarea").text.strip()) == LONGEST + 1
        assert not stage.get("notes").all("//article")

    def test_keeps_one_note_of_a_page_that_is_sent_twice(self, stage, write):
        key = stage.get("notes").fields(FORM)["sent_as"]
        for _ in range(2):
            page = write("Once", sent_as=key)
        assert len(page.all("//article")) == 1

    @pytest.mark.parametrize("wrong", [{"sent_as": "me"}, {"act": "publish"}])
    def test_takes_nothing_that_its_page_does_not_send(self, stage, write, wrong):
        assert write("Mine", **wrong).status == 400

    def test_corrects_a_note_of_the_case(self, stage, write):
        write("On Monday")
        (link,) = stage.get("notes").all("//a[contains(@href, 'corrects=')]/@href")
        number = link.partition("corrects=")[2].partition("#")[0]
        page = write("On Tuesday", query=f"?corrects={number}")
        after, before = page.all("//article")
        assert "It corrects an earlier note" in after.text_content()
        assert "corrects this one" in before.text_content()
        assert "On Monday" in before.text_content()
        for none in ("999", "0", "x", "1" * 30):
            assert stage.get(f"notes?corrects={none}").status == 404


class TestDrafts:
    def test_are_saved_and_stand_there_again(self, stage, write):
        assert "Draft saved" in write("Half a sen", act="save").text
        assert stage.get("notes").one(f"{FORM}//textarea").text.strip() == "Half a sen"
        assert not stage.get("notes").all("//article")
        write("", act="drop")
        assert stage.get("notes").one(f"{FORM}//textarea").text.strip() == ""

    def test_are_saved_by_the_script(self, stage, office):
        url = stage.get("notes").one(FORM).get("data-draft-url")
        answer = stage.post(url, {"text": "Half"}, headers={"Accept": "application/json"})
        assert answer.response.json["asked"] == []
        assert stage.get("notes").one(f"{FORM}//textarea").text.strip() == "Half"

    def test_outlive_a_session(self, stage, office, journey):
        fields = stage.get("notes").fields(FORM)
        with journey.database.transaction() as tx:
            tx.connection.execute(session.update().values(expires_at=journey.now - timedelta(minutes=1)))
        answer = stage.post("notes", {**fields, "text": "Typed late"})
        assert "Typed late" not in answer.text
        stage.sign_in(office)
        assert stage.get("notes").one(f"{FORM}//textarea").text.strip() == "Typed late"
