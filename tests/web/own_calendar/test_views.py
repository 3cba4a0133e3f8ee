"""A person's own calendar: its page, its secret address, and what a calendar program reads there."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import vobject

from engine import clock
from engine.cases.moving import Move, open_dates, write_moves
from engine.records.tables import calendar_feed, user_task
from engine.registers.posts import close_account, reopen_account
from tests.engine.cases.journey import MONDAY, referred
from tests.web.cases.stage import staged


@pytest.fixture
def stage(tmp_path):
    journey = referred()
    with staged(journey, tmp_path) as made:
        yield made
    journey.close()


@pytest.fixture
def task(stage):
    return stage.journey.open_rows()[0]


@pytest.fixture
def me(stage, task):
    person = stage.journey.person(stage.journey.post_of(task))
    stage.sign_in(person)
    return person


def address(stage) -> str:
    """Make an address, and return its path."""
    shown = stage.post("/work/calendar/renew").one("//input[@id='address']").get("value")
    return shown.partition("http://localhost")[2]


def events(answer) -> list:
    calendar = vobject.readOne(answer.response.text, validate=True)
    return list(calendar.contents.get("vevent", ()))


def stranger(stage):
    """Somebody who is not signed in, such as a calendar program."""
    stage.site.client, stage._signed_in = stage.site.app.test_client(), None
    return stage


class TestPage:
    def test_shows_an_address_once(self, stage, me):
        assert "You have no address yet" in stage.get("/work/calendar").text
        made = address(stage)
        with stage.journey.database.reading() as tx:
            kept = tx.connection.execute(sa.select(calendar_feed)).one()
        assert made.removeprefix("/calendar/").removesuffix(".ics") not in str(kept)
        again = stage.get("/work/calendar")
        assert "cannot be shown again" in again.text
        assert again.all("//input[@id='address']") == []

    def test_leads_there_from_my_work(self, stage, me):
        assert stage.get("/work").one("//main//a[@href='/work/calendar']").text == "Your dates in your calendar"

    def test_a_new_address_ends_the_old_one_and_ending_it_ends_it(self, stage, me):
        first = address(stage)
        second = address(stage)
        assert (stage.get(first).status, stage.get(second).status) == (404, 200)
        assert stage.post("/work/calendar/end").path == "/work/calendar"
        assert stage.get(second).status == 404


class TestFeed:
    def test_holds_what_is_due_and_nothing_of_a_child(self, stage, me, task):
        path = address(stage)
        answer = stranger(stage).get(path)
        (event,) = events(answer)
        assert answer.response.content_type == "text/calendar; charset=utf-8"
        assert event.uid.value == task.id
        assert event.dtstart.value == task.due_on
        assert event.summary.value == f"{stage.journey.case().reference}: Check that the referral is complete"
        assert event.url.value == f"http://localhost/tasks/{task.id}"
        assert event.dtstamp.value == event.contents["last-modified"][0].value
        assert "Amy" not in answer.response.text

    def test_follows_when_a_date_moves_and_when_the_task_is_done(self, stage, me, task):
        path = address(stage)
        (before,) = events(stage.get(path))
        with stage.journey.database.transaction() as tx:
            tx.connection.execute(sa.update(user_task).where(user_task.c.id == task.id).values(due_on=MONDAY))
        (after,) = events(stage.get(path))
        assert (after.uid.value, after.dtstart.value) == (before.uid.value, MONDAY)
        with stage.journey.database.transaction() as tx:
            closing = {"closed_at": tx.at, "outcome": "completed"}
            tx.connection.execute(sa.update(user_task).where(user_task.c.id == task.id).values(closing))
        assert events(stage.get(path)) == []

    def test_is_told_as_unchanged_while_it_is(self, stage, me, task):
        path = address(stage)
        first = stage.get(path)
        with clock.stopped_at(datetime.now(UTC)):
            again = stage.get(path, headers={"If-None-Match": first.response.headers["ETag"]})
        assert again.status == 304
        assert first.response.headers["Cache-Control"] == "no-store"

    def test_is_the_same_after_a_step_that_moves_no_date_and_rises_when_one_moves(self, stage, me, task):
        path = address(stage)
        (before,) = events(stage.get(path))
        stage.post(f"/work/{task.id}/take")  # a change of the case
        (same,) = events(stage.get(path))
        assert same.serialize() == before.serialize()
        later = stage.journey.now + timedelta(hours=1)
        with clock.stopped_at(later), stage.journey.database.transaction() as tx:
            one = next(one for one in open_dates(tx, [task.case_id]) if one.id == task.id)
            write_moves(tx, stage.journey.revision, [Move(of=one, to=MONDAY + timedelta(days=9))])
        (after,) = events(stage.get(path))
        assert int(after.sequence.value) > int(before.sequence.value)
        assert after.contents["last-modified"][0].value == later

    def test_ends_when_the_account_is_closed_and_does_not_come_back(self, stage, me):
        path = address(stage)
        with stage.journey.database.transaction() as tx:
            close_account(tx, me.email)
        assert stranger(stage).get(path).status == 404
        with stage.journey.database.transaction() as tx:
            reopen_account(tx, me.email)
        assert stage.get(path).status == 404

    def test_is_nowhere_else(self, stage):
        answer = stage.get("/calendar/guessed.ics")
        assert (answer.status, answer.response.mimetype) == (404, "text/plain")

    def test_costs_few_statements(self, stage, me, task):
        path = address(stage)
        with stranger(stage).site.statements() as seen:
            stage.get(path)
        assert len(seen) <= 9, "\n".join(seen)

    def test_is_fetched_no_oftener_than_thirty_times_a_minute(self, stage, me):
        path = address(stage)
        assert [stage.get(path).status for _ in range(31)][-1] == 429
