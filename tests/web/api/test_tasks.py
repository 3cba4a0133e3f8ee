"""Tasks through the interface: listed, read with their form, claimed, completed once."""

from datetime import UTC, datetime

import pytest

from engine import clock
from engine.records.tables import submission, user_task
from tests.web.api.program import ANSWERS, FETCHED, opened, program, task_of
from tests.web.errands import Errands


@pytest.fixture
def warden(errands: Errands):
    opened(errands)
    return program(errands.site, errands.warden)


@pytest.fixture
def task(errands: Errands, warden) -> str:
    return task_of(errands, errands.warden)


class TestList:
    def test_shows_what_the_person_can_do(self, warden):
        listed = warden.get("/tasks").json["items"]
        assert [(task["name"], task["case"], task["due_on"]) for task in listed] == [
            ("Fetch it", "2026-0001", "2026-04-15")
        ]

    def test_shows_nothing_to_others(self, errands, warden):
        assert program(errands.site, errands.miller).get("/tasks").json == {"items": [], "next": None}

    def test_of_what_is_claimed_is_empty_until_something_is(self, warden, task):
        assert warden.get("/tasks?list=claimed").json["items"] == []
        warden.post(f"/tasks/{task}/claim")
        assert [each["id"] for each in warden.get("/tasks?list=claimed").json["items"]] == [task]

    def test_tells_what_it_was_not_asked_for(self, warden):
        answer = warden.get("/tasks?list=yours&colour=red")
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json["errors"]} == {"?list", "?colour"}

    def test_goes_on_where_its_cursor_says(self, errands, warden, monkeypatch):
        monkeypatch.setattr("engine.cases.work.PAGE", 1)
        opened(errands)
        first = warden.get("/tasks")
        assert first.headers["Link"] == f'<{first.json["next"]}>; rel="next"'
        second = warden.get(first.json["next"].removeprefix("/api/v1"))
        ids = [page.json["items"][0]["id"] for page in (first, second)]
        assert len(set(ids)) == 2
        assert second.json["next"] is None
        assert "Link" not in second.headers

    def test_takes_no_cursor_that_it_did_not_give(self, errands, warden, monkeypatch):
        monkeypatch.setattr("engine.cases.work.PAGE", 1)
        opened(errands)
        cursor = warden.get("/tasks").json["next"].partition("cursor=")[2]
        assert warden.get(f"/cases?cursor={cursor}").status_code == 422
        assert warden.get(f"/tasks?cursor=x{cursor}").json["errors"][0]["pointer"] == "?cursor"


class TestOne:
    def test_has_its_form_as_a_json_schema(self, warden, task):
        found = warden.get(f"/tasks/{task}").json
        assert found["form"]["name"] == "fetched"
        schema = found["form"]["schema"]
        assert schema["required"] == ["done", "how"]
        assert schema["properties"]["done"] == {"title": "Is it done?", "type": "boolean"}

    def test_asks_why_when_it_is_late(self, errands, task):
        with clock.stopped_at(datetime(2026, 4, 20, 9, tzinfo=UTC)):
            found = program(errands.site, errands.warden).get(f"/tasks/{task}").json
        assert found["is_late"]
        assert "late_reason" in found["form"]["schema"]["required"]

    def test_is_not_there_for_others(self, errands, warden, task):
        other = program(errands.site, errands.miller)
        assert other.get(f"/tasks/{task}").status_code == 404
        assert other.get(f"/tasks/{task}").json["detail"] == other.get("/tasks/none").json["detail"]


class TestClaim:
    def test_is_seen_by_colleagues_and_taken_back(self, errands, warden, task):
        assert warden.post(f"/tasks/{task}/claim").json == {"case": "2026-0001", "task": task, "is_mine": True}
        second = program(errands.site, errands.second)
        refused = second.post(f"/tasks/{task}/claim")
        assert refused.status_code == 409
        assert refused.json["detail"].startswith("Wat Warden has taken this task")
        assert warden.post(f"/tasks/{task}/release").json["is_mine"] is False
        assert second.post(f"/tasks/{task}/claim").status_code == 200


class TestComplete:
    def test_does_what_the_page_does(self, errands, warden, task):
        answer = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED})
        assert answer.status_code == 201, answer.json
        assert answer.json["case"] == "2026-0001"
        assert answer.headers["Location"] == f"/api/v1/submissions/{answer.json['submission']}"
        with errands.site.service.database.reading() as tx:
            row = tx.connection.execute(user_task.select().where(user_task.c.id == task)).one()
        assert (row.closed_by, row.outcome) == (errands.warden, "completed")

    def test_tells_every_error_with_where_it_is(self, errands):
        wrong = {**ANSWERS, "day": "2026-02-30", "cart": "golden", "bags": [{"owner": "Nell", "sealed": True}]}
        answer = program(errands.site, errands.asker).post("/cases", {"answers": wrong})
        assert answer.status_code == 422
        assert answer.mimetype == "application/problem+json"
        assert [error["pointer"] for error in answer.json["errors"]] == [
            "#/answers/cart", "#/answers/day", "#/answers/bags/0/seal",
        ]  # fmt: skip

    def test_sent_again_is_done_once_and_answered_alike(self, errands, warden, task):
        first = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, key="mine")
        again = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, key="mine")
        assert (again.status_code, again.json, again.headers["Location"]) == (
            201, first.json, first.headers["Location"],
        )  # fmt: skip
        assert again.headers["Idempotency-Replayed"] == "true"
        assert errands.count(submission) == 2

    def test_a_key_is_one_request_s(self, warden, task):
        warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, key="mine")
        other = warden.post(f"/tasks/{task}/submission", {"answers": {**FETCHED, "how": "On foot"}}, key="mine")
        assert (other.status_code, other.json["type"]) == (422, "/api#key-used")

    def test_a_key_of_another_token_is_another_key(self, errands):
        for _ in range(2):
            program(errands.site, errands.asker).post("/cases", {"answers": ANSWERS}, key="one")
        assert errands.count(submission) == 2

    def test_a_key_is_free_again_if_nothing_was_done(self, warden, task):
        assert warden.post(f"/tasks/{task}/submission", {"answers": {}}, key="mine").status_code == 422
        assert warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, key="mine").status_code == 201

    def test_needs_a_key(self, warden, task):
        refused = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, key=None)
        assert (refused.status_code, refused.json["type"]) == (400, "/api#not-understood")

    def test_is_refused_if_it_was_done_under_another_key(self, warden, task):
        warden.post(f"/tasks/{task}/submission", {"answers": FETCHED})
        refused = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED})
        assert (refused.status_code, refused.json["type"]) == (409, "/api#task-not-open")

    def test_is_refused_if_the_case_has_gone_on(self, errands, warden, task):
        read = warden.get(f"/tasks/{task}").headers["ETag"]
        assert warden.get("/cases/2026-0001").headers["ETag"] == read
        warden.post(f"/tasks/{task}/claim")
        refused = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, If_Match=read)
        assert (refused.status_code, refused.json["type"]) == (412, "/api#case-moved")
        now = warden.get(f"/tasks/{task}").headers["ETag"]
        assert warden.post(f"/tasks/{task}/submission", {"answers": FETCHED}, If_Match=now).status_code == 201

    def test_is_judged_again_under_the_lock(self, errands, warden, task, monkeypatch):
        monkeypatch.setattr("web.api.tasks.head_as_read", lambda _: "as it was before")
        refused = warden.post(f"/tasks/{task}/submission", {"answers": FETCHED})
        assert refused.json["type"] == "/api#case-moved"
        assert errands.count(submission) == 1
