"""The work pages, parsed strictly."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine.cases import work
from engine.records.tables import case_member, delivery, incident, notice, user_task
from tests.engine.cases.journey import MONDAY, TUESDAY, WEDNESDAY, referred
from tests.engine.rows import AT
from tests.web.cases.stage import staged
from web import words
from web.work.views import slug


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


@pytest.fixture
def colleague(stage, task):
    """Somebody in another post of the same role."""
    return stage.journey.person(stage.journey.revision.partnership.roles[task.role].posts[1])


@pytest.fixture
def team(task):
    return f"/work/team/{slug(task.held_by)}"


def rows(page):
    return page.all("//main//table//tbody/tr")


def claimed_by(stage, task):
    with stage.journey.database.reading() as tx:
        return tx.connection.execute(sa.select(user_task.c.person_id).where(user_task.c.id == task.id)).scalar_one()


class TestSent:
    def test_shows_each_their_own_letters_and_notices_alone(self, stage, me, colleague, task):
        with stage.journey.database.transaction() as tx:
            for number, to in enumerate((me, colleague)):
                row = {"person_id": to.id, "once_key": f"k{number}", "subject": f"Yours {number}", "at": AT}
                said = tx.connection.execute(sa.insert(notice).values(**row, body="What waits")).inserted_primary_key[0]
                sending = {"person_id": to.id, "address": to.email, "message_id": f"<{number}>", "attempts": 1}
                sending |= {"state": "failed", "error": "No such address", "try_at": AT, "notice_id": said}
                tx.connection.execute(sa.insert(delivery).values(sending))
        page = stage.get("/work/sent").text
        assert "Yours 0" in page
        assert "What waits" in page
        assert "It could not be sent. No such address." in page
        assert "Yours 1" not in page

    def test_says_that_nothing_has_been_sent(self, stage, me):
        assert "Nothing has been sent to you yet." in stage.get("/work/sent").text


class TestMine:
    def test_says_the_answer_first(self, stage, me, task):
        assert "Nothing is late, and nothing is due today." in stage.get("/work").text
        stage.journey.go_to(task.due_on)
        assert "Nothing is late and one task is due today." in stage.get("/work").text
        stage.journey.go_to(task.due_on + timedelta(days=1))
        assert "One task is late." in stage.get("/work").text

    def test_shows_task_case_due_date_working_days_and_clause(self, stage, me, task):
        (row,) = rows(stage.get("/work"))
        told = row.text_content()
        case = stage.journey.case()
        assert stage.journey.element(task).name in told
        assert f"{case.initials}, " in told
        assert words.short_day(task.due_on) in told
        assert "1 day left" in " ".join(told.split())
        links = row.xpath(".//a/@href")
        assert links == [
            f"/tasks/{task.id}",
            f"/cases/{case.reference}",
            f"/cases/{case.reference}/clocks/{task.clause}",
        ]

    def test_groups_by_urgency_late_first(self, stage, me):
        stage.journey.refer(stage.journey.referrer, TUESDAY, {})
        stage.journey.go_to(WEDNESDAY)
        captions = [caption.text_content() for caption in stage.get("/work").all("//caption")]
        assert captions == ["Late (1)", "Due today (1)"]

    def test_is_calm_when_there_is_nothing(self, stage, task):
        stage.sign_in(stage.journey.offices[-1])
        page = stage.get("/work")
        assert "Nothing is waiting for you." in page.text
        assert not rows(page)

    def test_tells_the_next_dates(self, stage, me, task):
        told = stage.get("/work").one("//h2[text()='Next dates']/following-sibling::ul").text_content()
        assert "Good Friday: not counted" in told
        assert any(f"{body} meets" in told for body in stage.journey.revision.partnership.meetings)

    def test_goes_on_from_page_to_page(self, stage, me, monkeypatch):
        monkeypatch.setattr(work, "PAGE", 2)
        for _ in range(2):
            stage.journey.refer(stage.journey.referrer, MONDAY, {})
        first = stage.get("/work")
        second = stage.get(first.one("//a[@rel='next']").get("href"))
        assert [len(rows(page)) for page in (first, second)] == [2, 1]
        assert stage.get("/work?after=never").status == 404

    def test_takes_few_statements(self, stage, me):
        stage.get("/work")
        with stage.site.statements() as seen:
            stage.get("/work")
        # session, revisions (twice), which way to read, list, counts, meetings ahead, what stopped, colleagues
        assert len(seen) <= 9


class TestTeam:
    def test_shows_who_has_what_and_offers_to_take_it(self, stage, me, task, team):
        page = stage.get(team)
        assert "No one has taken it yet." in page.text
        form = page.one("//tbody//form")
        assert form.get("action") == f"/work/{task.id}/take"

    def test_taking_and_giving_back_leads_back_to_the_list(self, stage, me, task, team):
        form = stage.get(team).one("//tbody//form")
        page = stage.post(form.get("action"), dict(form.fields))
        assert page.path == team
        assert claimed_by(stage, task) == me.id
        assert "You have this" in page.text
        form = page.one("//tbody//form")
        page = stage.post(form.get("action"), dict(form.fields))
        assert claimed_by(stage, task) is None
        assert "No one yet" in page.text

    def test_does_not_exist_for_a_role_that_one_does_not_hold(self, stage, me, task):
        for role in stage.journey.revision.partnership.roles:
            assert (stage.get(f"/work/team/{slug(role)}").status == 200) is (role == task.role)

    def test_never_redirects_out_of_the_service(self, stage, me, task):
        for back in ("https://elsewhere.example", "//elsewhere.example", "/work/../sign-in", "/cases/x?y=http://z"):
            answer = stage.post(f"/work/{task.id}/take", {"back": back}, follow=False)
            assert answer.response.location == "/work"


class TestTaking:
    def test_what_a_colleague_has_says_who_has_it(self, stage, me, colleague, task):
        stage.post(f"/work/{task.id}/take")
        stage.sign_in(colleague)
        answer = stage.post(f"/work/{task.id}/take")
        assert answer.status == 409
        assert f"{me.name} has this task" in answer.text
        assert claimed_by(stage, task) == me.id

    def test_what_was_completed_says_by_whom(self, stage, me, task):
        stage.journey.do(task, MONDAY)
        answer = stage.post(f"/work/{task.id}/take")
        assert answer.status == 409
        assert f"{me.name} completed" in answer.text

    def test_what_is_for_another_role_is_refused(self, stage, task):
        stage.sign_in(stage.journey.person(stage.journey.referrer))
        assert stage.post(f"/work/{task.id}/take").status == 404
        assert stage.post("/work/no-such-task/give-back").status == 404


@pytest.fixture
def insider(stage, me, task):
    """Somebody else of the office, who has a part in the case too."""
    roles = stage.journey.revision.partnership.roles
    role = next(name for name, held in roles.items() if held.who == "posts" and name != task.role)
    with stage.journey.database.transaction() as tx:
        row = {"case_id": stage.journey.case_id, "held_by": role}
        tx.connection.execute(sa.insert(case_member).prefix_with("OR IGNORE").values(row))
    stage.sign_in(stage.journey.person(roles[role].posts[0]))


@pytest.mark.usefixtures("insider")
class TestWaiting:
    def test_tells_one_that_refers_nothing_of_others(self, stage):
        stage.sign_in(stage.journey.person(stage.journey.referrer))
        assert "Waiting for others" not in stage.get("/work").text
        assert rows(stage.get("/work/waiting")) == []

    def test_says_whom_to_chase_and_since_when(self, stage, me, task):
        page = stage.get("/work/waiting")
        assert "One task in your cases is with somebody else." in page.text
        (row,) = rows(page)
        assert task.role in row.text_content()
        assert me.name in row.text_content()
        assert "Opened at 10am" in row.text_content()
        assert not row.xpath(".//a[starts-with(@href, '/tasks/')]")

    def test_says_what_to_do_about_a_late_one(self, stage, me, task):
        stage.journey.go_to(WEDNESDAY)
        page = stage.get("/work/waiting")
        assert page.one("//caption").text == "Late with them (1)"
        assert "What you can do about a late one" in page.text


class TestSlug:
    def test_is_fit_for_an_address(self):
        assert slug("Virtual Panel member|health") == "virtual-panel-member-health"


@pytest.fixture
def incident_on_case(stage):
    with stage.journey.database.transaction() as tx:
        row = {
            "case_id": stage.journey.case_id,
            "kind": "timers_failed",
            "what": "It stopped.",
            "facts": {},
            "at": stage.journey.now,
        }
        return tx.connection.execute(sa.insert(incident).returning(incident.c.id), row).scalar_one()


class TestWhatStopped:
    def test_stands_on_top_of_my_work_until_it_is_resolved(self, stage, me, incident_on_case):
        page = stage.get("/work")
        assert "It stopped." in page.text
        assert page.all(f"//main//a[@href='{stage.case_url}']")
        with stage.journey.database.transaction() as tx:
            tx.connection.execute(sa.update(incident).values(resolved_at=stage.journey.now, resolved_by=me.id))
        assert "It stopped." not in stage.get("/work").text

    def test_is_not_told_to_who_refers(self, stage, me, incident_on_case):
        stage.sign_in(stage.journey.person(stage.journey.referrer))
        assert "It stopped." not in stage.get("/work").text


@pytest.mark.usefixtures("insider")
class TestNarrowing:
    def test_links_lead_to_as_many_as_they_say(self, stage):
        page = stage.get("/work/waiting")
        assert [link.text_content() for link in page.all("//nav[@aria-label='Narrow this list']/p/a")] == [
            "All (1)",
            "Late (0)",
            "Not late (1)",
        ]
        assert len(rows(stage.get("/work/waiting?late=no"))) == 1
        assert rows(stage.get("/work/waiting?late=yes")) == []
        assert rows(stage.get("/work/waiting?case=2020-0001&with=nobody%25")) == []
        assert stage.get("/work/waiting?late=perhaps").status == 404

    def test_takes_few_statements_and_no_more_for_more_rows(self, stage):
        stage.get("/work/waiting")
        with stage.site.statements() as few:
            stage.get("/work/waiting")
        for _ in range(3):
            stage.journey.refer(stage.journey.referrer, MONDAY, {})
        with stage.site.statements() as many:
            stage.get("/work/waiting")
        assert len(few) == len(many) <= 10


@pytest.mark.usefixtures("insider")
class TestReminding:
    def test_sends_one_a_day_and_says_who_got_it(self, stage, me, task):
        stage.journey.go_to(TUESDAY)
        button = stage.get("/work/waiting").one("//main//form[contains(@action, '/remind')]")
        page = stage.post(button.get("action"))
        assert "is on its way" in page.text
        assert "Reminded at " in page.text
        assert f": {me.name}" in page.text
        assert page.all("//main//form[contains(@action, '/remind')]") == []
        assert "reminded today already" in stage.post(button.get("action")).text

    def test_is_not_for_who_refers(self, stage, task):
        stage.sign_in(stage.journey.person(stage.journey.referrer))
        assert stage.post(f"/work/{task.id}/remind").status == 404


class TestStoppedAlike:
    def test_are_one_line_that_leads_to_all(self, stage, me, incident_on_case):
        with stage.journey.database.transaction() as tx:
            row = tx.connection.execute(sa.select(incident)).mappings().one()
            for number in range(25):
                again = {**row, "id": row["id"] + number + 1, "what": f"It stopped, too: {number}."}
                tx.connection.execute(sa.insert(incident), again)
        page = stage.get("/work")
        assert "25 like it" in page.text
        assert "It stopped, too" not in page.text
        every = stage.get(page.one("//main//a[contains(., '25 like it')]").get("href"))
        assert len(rows(every)) == 26
        assert stage.get("/work/stopped?after=never~1").status == 404
