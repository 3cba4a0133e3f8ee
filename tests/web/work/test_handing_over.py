"""Handing a task over: from the list and from its own page, to colleagues alone; and what others are doing about it."""

import pytest

from tests.web.work.test_views import claimed_by, colleague, me, rows, stage, task, team  # noqa: F401 - fixtures


@pytest.fixture
def mine(stage, task, me, colleague):  # noqa: F811
    stage.post(f"/work/{task.id}/take")
    return stage.get("/work")


def form(page):
    return page.one("//main//form[contains(@action, '/hand-over')]")


class TestHandingOver:
    def test_from_my_work_takes_one_form(self, stage, task, colleague, mine):  # noqa: F811
        found = form(mine)
        assert str(colleague.id) in found.xpath(".//select/option/@value")
        page = stage.post(
            found.get("action"), {**dict(found.fields), "to": str(colleague.id), "note": "<b>Call</b> the school"}
        )
        assert page.path == "/work"
        assert f"Handed over to {colleague.name}" in page.text
        assert claimed_by(stage, task) == colleague.id
        stage.sign_in(colleague)
        (row,) = rows(stage.get("/work"))
        assert "Handed over by" in row.text_content()
        assert "<b>Call</b> the school" in row.text_content()
        assert "<b>Call</b> the school" in stage.get("history").text
        assert f"over to {colleague.name}." in stage.get("history").text

    def test_is_offered_on_the_tasks_own_page_unless_a_colleague_has_it(self, stage, task, colleague, mine):  # noqa: F811
        assert form(stage.get(f"/tasks/{task.id}")) is not None
        stage.sign_in(colleague)
        page = stage.get(f"/tasks/{task.id}")
        assert page.all("//main//form[contains(@action, '/hand-over')]") == []
        assert stage.post(f"/work/{task.id}/hand-over", {"to": str(colleague.id)}).status == 409

    def test_to_who_cannot_do_it_is_refused_and_keeps_the_note(self, stage, task, me, mine):  # noqa: F811
        stranger = stage.journey.person(stage.journey.referrer)
        for to in (str(stranger.id), str(me.id), "", "x", "9" * 30):
            page = stage.post(f"/work/{task.id}/hand-over", {"to": to, "note": "Call them"})
            assert page.status == 422
            assert "Call them" in page.text
        assert claimed_by(stage, task) == me.id
        stage.sign_in(stranger)
        assert stage.post(f"/work/{task.id}/hand-over", {"to": str(me.id)}).status == 404

    def test_is_not_offered_of_what_nobody_has_taken_but_taking_opens_it(self, stage, task, me):  # noqa: F811
        page = stage.get("/work")
        assert page.all("//main//form[contains(@action, '/hand-over')]") == []
        take = page.one("//main//form[contains(@action, '/take')]")
        opened = stage.post(take.get("action"), dict(take.fields))
        assert opened.path == f"/tasks/{task.id}"
        assert claimed_by(stage, task) == me.id
