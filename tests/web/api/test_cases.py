"""Cases, papers, clocks and registers through the interface: what the pages show, as data."""

from io import BytesIO

import jsonschema_rs
import pytest
from werkzeug.test import TestResponse

from engine.records.tables import safeguarding_case
from tests.web.api.program import ANSWERS, FETCHED, Program, opened, program, task_of
from tests.web.errands import Errands
from tests.web.walls.site import walled
from web.api import operations


@pytest.fixture
def warden(errands: Errands) -> Program:
    opened(errands)
    return program(errands.site, errands.warden)


class TestMe:
    def test_is_the_person_and_what_the_token_may(self, errands):
        found = program(errands.site, errands.miller, ["read"]).get("/me").json
        assert (found["name"], found["token"]["scopes"]) == ("Mo Miller", ["read"])
        assert found["posts"] == [
            {"organisation": "mill", "organisation_name": "The Mill", "title": "Master Miller", "covers": ""}
        ]


class TestCases:
    def test_are_those_that_the_person_sees(self, errands, warden):
        line = warden.get("/cases").json["items"][0]
        assert (line["reference"], line["status"], line["child"]) == (
            "2026-0001", "open", {"initials": "N.D.", "age": ""},
        )  # fmt: skip
        assert (line["due_on"], line["clause"], line["open_tasks"]) == ("2026-04-15", "ERR-1", 1)
        assert line["holders"] == [{"role": "Warden", "organisation": ""}]
        assert program(errands.site, errands.miller).get("/cases").json == {"items": [], "next": None}

    def test_are_listed_by_status(self, errands, warden):
        warden.post(f"/tasks/{task_of(errands, errands.warden)}/submission", {"answers": FETCHED})
        assert warden.get("/cases").json["items"] == []
        assert [each["status"] for each in warden.get("/cases?status=closed").json["items"]] == ["closed"]

    def test_go_on_where_their_cursor_says(self, errands, warden, monkeypatch):
        monkeypatch.setattr("engine.cases.listing.PAGE", 1)
        opened(errands)
        first = warden.get("/cases").json
        second = warden.get(first["next"].removeprefix("/api/v1")).json
        assert [page["items"][0]["reference"] for page in (first, second)] == ["2026-0002", "2026-0001"]

    def test_show_one_s_own_part_to_who_asked(self, errands, warden):
        asker = program(errands.site, errands.asker).get("/cases/2026-0001").json
        whole = warden.get("/cases/2026-0001").json
        assert (asker["is_whole"], asker["tasks"]) == (False, [])
        assert (whole["is_whole"], [task["name"] for task in whole["tasks"]]) == (True, ["Fetch it"])

    def test_cost_as_many_statements_whatever_there_is(self, errands, warden):
        warden.get("/me")  # which notes that the token is used
        counts = []
        for _ in range(2):
            with errands.site.statements() as seen:
                warden.get("/cases")
            counts.append(len(seen))
            opened(errands)
        assert counts[0] == counts[1] <= 8


class TestOpening:
    def test_has_a_form_that_good_answers_keep_to(self, errands):
        schema = program(errands.site, errands.asker).get("/opening-form").json["form"]["schema"]
        validator = jsonschema_rs.validator_for(schema)
        assert list(validator.iter_errors(ANSWERS)) == []
        assert not validator.is_valid({**ANSWERS, "cart": "golden"})

    def test_is_done_once(self, errands):
        asker = program(errands.site, errands.asker)
        first, again = (asker.post("/cases", {"answers": ANSWERS}, key="one") for _ in range(2))
        assert first.json == again.json
        assert [each["reference"] for each in asker.get("/cases").json["items"]] == [first.json["case"]]
        assert first.headers["Location"] == "/api/v1/cases/2026-0001"

    def test_is_done_once_by_two_who_ask_at_the_same_time(self, errands, monkeypatch):
        asker, looked = program(errands.site, errands.asker), operations._answered_before
        first = asker.post("/cases", {"answers": ANSWERS}, key="one")
        looks = iter([lambda _: None, looked])

        def look_too_early_once(asked):
            return next(looks)(asked)

        monkeypatch.setattr(operations, "_answered_before", look_too_early_once)
        again = asker.post("/cases", {"answers": ANSWERS}, key="one")
        assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
        assert errands.count(safeguarding_case) == 1

    def test_is_for_who_may_refer(self, errands):
        keeper = program(errands.site, errands.warden)
        assert keeper.post("/cases", {"answers": ANSWERS}).status_code == 404


class TestPapers:
    def test_give_the_answers_as_they_are_kept(self, errands, warden):
        sent = warden.get("/cases/2026-0001/submissions").json["items"]
        assert [(each["name"], each["by"]["name"]) for each in sent] == [("Ask for an errand", "Ada Harbour")]
        assert warden.get(f"/submissions/{sent[0]['id']}").json["answers"] == ANSWERS

    def test_give_letters_with_what_became_of_them(self, warden):
        letter = warden.get("/cases/2026-0001/letters").json["items"][0]
        assert (letter["subject"], letter["deliveries"][0]["state"]) == ("2026-0001: an errand", "queued")
        assert "Dear Warden" in warden.get(f"/cases/2026-0001/letters/{letter['number']}").json["body"]

    def test_give_documents_as_words_and_as_a_file(self, tmp_path):
        with walled(tmp_path) as world:
            office = Program(world.site, world.callers["office"].bears)
            of_case = f"/cases/{world.here['reference']}"
            found = office.get(f"{of_case}/documents").json["items"]
            one = office.get(f"{of_case}/documents/{found[0]['number']}").json
            assert one["text"].startswith(one["title"])
            content = office.get(f"{of_case}/documents/{found[0]['number']}/content")
            assert content.data.startswith(b"PK")
            assert office.get("/registers").json["items"][0]["name"] == "errands"
            entries = office.get("/registers/errands?case=open").json["items"]
            assert {entry["case"] for entry in entries} == {world.here["reference"]}
            assert entries[0]["cells"]


class TestClocks:
    def test_are_listed_and_explained_day_by_day(self, warden):
        clock = warden.get("/cases/2026-0001/clocks").json["items"][0]
        assert (clock["clause"], clock["running"], clock["due_on"]) == ("ERR-1", "now", "2026-04-15")
        explained = warden.get("/cases/2026-0001/clocks/ERR-1").json
        assert explained["reckoned"][0]["days"] == [{"on": "2026-04-15", "counts": True, "reason": "working day"}]
        assert explained["explanation"][0].startswith("The local limit, 1 working day after “asked”")
        assert explained["moves"][0]["became_on"] == "2026-04-15"

    def test_are_not_there_if_the_clause_limits_nothing(self, warden):
        for path in ("ERR-2", "ERR-1?instance=mill"):
            assert warden.get(f"/cases/2026-0001/clocks/{path}").status_code == 404


class TestDescriptionForPeople:
    def test_tells_of_every_operation_and_kind_of_problem(self, errands):
        page = errands.site.get("/api")
        assert "GET /api/v1/cases/{reference}/clocks/{clause}" in page.text
        assert page.all("//*[@id='case-moved']")
        linked = {link.get("href")[1:] for link in page.all("//main//a[starts-with(@href,'#')]")}
        assert linked <= {each.get("id") for each in page.all("//main//*[@id]")}


class TestFiles:
    def send(self, bearing: Program, path: str, content: bytes, name: str = "list.txt") -> TestResponse:
        headers = {"Authorization": f"Bearer {bearing.secret}", "Idempotency-Key": "file"}
        data = {"file": (BytesIO(content), name)}
        return bearing.client.post(f"/api/v1{path}", data=data, headers=headers)

    def test_are_sent_before_the_answers_that_name_them(self, errands):
        asker = program(errands.site, errands.asker)
        sent = self.send(asker, "/opening-form/files/paper", b"Bread, beer")
        assert (sent.status_code, sent.json["name"]) == (201, "list.txt")
        assert self.send(asker, "/opening-form/files/paper", b"Bread, beer").json == sent.json
        done = asker.post("/cases", {"answers": {**ANSWERS, "paper": [sent.json["id"]]}})
        assert done.status_code == 201, done.json
        warden = program(errands.site, errands.warden)
        with warden.get(f"/files/{sent.json['id']}") as read:
            assert (read.data, read.mimetype) == (b"Bread, beer", "application/octet-stream")
            assert read.headers["Content-Disposition"].startswith("attachment")
        assert program(errands.site, errands.miller).get(f"/files/{sent.json['id']}").status_code == 404

    def test_are_nobody_else_s_until_they_are_sent(self, errands):
        asker = program(errands.site, errands.asker)
        own = self.send(asker, "/opening-form/files/paper", b"Bread").json["id"]
        assert program(errands.site, errands.warden).get(f"/files/{own}").status_code == 404

    def test_are_judged_by_what_they_hold(self, errands):
        asker = program(errands.site, errands.asker)
        refused = self.send(asker, "/opening-form/files/paper", b"MZ\x90\x00", "list.pdf")
        assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/file")
        assert self.send(asker, "/opening-form/files/who", b"Bread").status_code == 404
        assert asker.post("/opening-form/files/paper", {"file": "x"}).status_code == 415
        assert self.send(asker, "/opening-form/files/paper", b"Bread", "").status_code == 422
        assert self.send(asker, "/opening-form/files/paper", b"x" * 100_001).status_code == 422
