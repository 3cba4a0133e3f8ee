import re

import pytest

from engine import clock
from engine.diagrams.bundle import Bundle
from engine.records.tables import draft, letter, user_task
from tests.web.errands import GOOD, bundle
from web.tasks import pages


@pytest.fixture
def page(errands):
    """The form of an errand, on its own page, as the asker."""
    return errands.begin()


def values(answer, name):
    return [control.get("value") for control in answer.all(f"//*[@name='{name}']")]


def said(answer):
    """The main part's words, the reference of the attempt excepted."""
    return re.sub("[0-9A-F]{6}", "", answer.one("//main").text_content())


class TestThePage:
    def test_draws_each_kind_of_question_with_its_component(self, errands, page):
        form = errands.site.get(page)
        assert form.one("//input[@id='who']").get("type") == "text"
        assert form.one("//textarea[@id='why']/ancestor::*[@data-maxwords]").get("data-maxwords") == "5"
        assert values(form, "heavy") == ["yes", "no"]
        assert values(form, "uses") == ["bread", "beer"]
        assert form.one("//input[@id='day-day']").get("inputmode") == "numeric"
        assert form.one("//input[@id='at-time']").get("inputmode") == "text"
        assert values(form, "place") == ["harbour"]
        assert form.one("//input[@type='file']").get("accept") == ".pdf,.txt"
        assert form.one("//fieldset[@id='bags-0']/legend").text_content().strip() == "Bag 1"
        assert form.one("//input[@id='bags-0-weight']").get("inputmode") == "numeric"

    def test_says_without_a_script_when_to_answer_a_conditional_question(self, errands, page):
        form = errands.site.get(page)
        phrase = form.one("//*[@data-question='cart']/p")
        assert phrase.text_content() == "Answer only if you answered “Yes” to “Is it heavy?”."
        assert "app-without-script" in phrase.get("class")
        assert "cart" not in form.one("//form[@data-asked]").get("data-asked").split()

    def test_puts_clauses_and_hints_beside_their_questions(self, errands, page):
        form = errands.site.get(page)
        assert form.one("//*[@data-question='heavy']//a").get("href") == "/framework#ERR-1"
        assert "It needs two people" in form.text
        assert form.one("//*[@id='beside']//details//div").text_content() == "ERR-1 An errand is fetched in a day."
        assert "The list (optional)" in form.text

    @pytest.mark.parametrize(("is_one", "levels"), [(False, ["h2", "h2", "h3"]), (True, ["h2"])])
    def test_leaves_no_level_of_heading_out(self, errands, is_one, levels):
        files = dict(bundle().files)
        form = files["forms/definitions/errand.yaml"].decode()
        second = "  - title: When and what\n    note: Say what you know.\n    fields:\n"
        files["forms/definitions/errand.yaml"] = form.replace(second, "").encode() if is_one else form.encode()
        with errands.site.service.database.transaction() as tx:
            errands.site.service.cases.revisions.publish(tx, Bundle(files))
        headings = errands.site.get(errands.begin()).all("//form//*[self::h2 or self::h3]")
        assert [heading.tag for heading in headings] == levels

    def test_says_what_happens_next_in_the_words_of_the_diagram(self, errands, page):
        steps = errands.site.get(page).all("//*[@id='beside']//ol/li")
        assert [step.text_content() for step in steps] == ["Tell the wardenThe service", "Fetch itWarden"]

    def test_says_which_clauses_the_step_itself_serves(self, errands):
        task = errands.site.get(errands.task())
        assert "ERR-1" in task.one("//h2[text()='What the framework says']/following-sibling::details").text_content()

    def test_says_nothing_of_earlier_answers_where_none_fill_it_in(self, errands):
        assert "No draft yet" in errands.site.get(errands.task()).text

    def test_shows_the_letter_that_came_with_the_task(self, errands):
        shown = errands.site.get(errands.task())
        assert (
            "Dear Warden" in shown.one("//details[contains(., 'The letter that came with this task')]").text_content()
        )

    def test_says_which_letter_is_which_if_several_came(self, errands):
        task = errands.task()
        with errands.site.service.database.transaction() as tx:
            came = tx.connection.execute(letter.select()).one()
            again = {name: value for name, value in came._mapping.items() if name != "id"}
            tx.connection.execute(letter.insert(), {**again, "subject": "Take the cart"})
        shown = errands.site.get(task)
        heads = [head.text_content() for head in shown.all("//details/summary") if "came with" in head.text_content()]
        assert heads == [f"A letter that came with this task: {said}" for said in (came.subject, "Take the cart")]

    def test_costs_few_statements(self, errands):
        task = errands.task()
        errands.site.get(task)
        with errands.site.statements() as seen:
            errands.site.get(task)
        assert len(seen) <= 9, seen  # one of them asks to whom the task can be handed over


class TestErrors:
    def test_are_told_in_a_summary_that_links_to_the_controls_in_page_order(self, errands, page):
        answer = errands.site.post(page, {"day-day": "31", "day-month": "2", "day-year": "2026", "bags-0-weight": "x"})
        assert answer.status == 422
        assert list(answer.errors().items()) == [
            ("#who", "Enter: For whom?"),
            ("#why", "Enter: Why?"),
            ("#heavy", "Choose: Is it heavy?"),
            ("#day-day", "The day must be a real date"),
            ("#bags-0-owner", "Bag 1: Enter: Whose?"),
            ("#bags-0-weight", "Bag 1: Weight must be a whole number"),
            ("#bags-0-sealed", "Bag 1: Choose: Is it sealed?"),
        ]
        for link in answer.errors():
            answer.one(f"//*[@id='{link[1:]}']")

    def test_start_the_title_and_stand_at_their_questions(self, errands, page):
        answer = errands.site.post(page, {**GOOD, "bags-0-owner": " "})
        assert answer.title().startswith("Error: Ask for an errand")
        said = answer.one("//p[@id='bags-0-owner-error']").text_content()
        assert said.split() == ["Error:", "Enter:", "Whose?"]

    def test_leave_everything_as_it_was_typed(self, errands, page):
        typed = {**GOOD, "who": "  Nell\t<b>", "day-year": "20 26", "at-time": "half two", "bags-0-weight": "many"}
        answer = errands.site.post(page, {**typed, "uses": ["beer"]})
        kept = answer.fields("//form[@data-asked]")
        assert {name: kept[name] for name in typed} == typed
        assert [box.get("value") for box in answer.all("//input[@name='uses'][@checked]")] == ["beer"]

    def test_are_told_of_a_whole_megabyte_of_text(self, errands, page):
        answer = errands.site.post(page, {**GOOD, "why": "x" * 1_000_000})
        assert answer.status == 422
        assert answer.errors()["#why"].startswith("The answer to “Why?” must be 20,000 characters or fewer")

    def test_of_a_page_that_is_beyond_any_form_are_told_as_too_large(self, errands, page):
        assert errands.site.post(page, {**GOOD, "why": "x" * 5_000_000}).status == 413

    def test_of_a_forged_field_change_nothing(self, errands, page):
        answer = errands.site.post(page, {**GOOD, "status": "closed"})
        assert answer.status == 400
        assert "“status”" in answer.text
        with errands.site.service.database.reading() as tx:
            assert tx.connection.execute(draft.select()).one().answers == {}

    def test_of_a_forged_choice_are_told_at_the_question(self, errands, page):
        assert "#cart" in errands.site.post(page, {**GOOD, "cart": "boat"}).errors()


class TestAFailure:
    def test_after_the_answers_came_loses_nothing_that_was_typed(self, errands, page, monkeypatch):
        def fail(*_):
            raise RuntimeError

        errands.site.app.config["PROPAGATE_EXCEPTIONS"] = False
        monkeypatch.setattr(pages, "_errors", fail)
        assert errands.site.post(page, GOOD).status == 500
        assert errands.site.get(page).one("//input[@id='who']").get("value") == "Nell"


class TestButtons:
    def test_save_keeps_the_draft_however_incomplete(self, errands, page):
        assert errands.site.post(page, {"who": "Nell", "act": "save"}, follow=False).status == 302
        form = errands.site.get(page)
        assert values(form, "who") == ["Nell"]
        assert "Draft saved at 9:40am" in form.text

    def test_saving_for_later_leads_to_where_the_draft_is_found_again(self, errands, page):
        shown = errands.site.post(page, {"who": "Nell", "act": "save"})
        assert shown.path == "/refer"
        assert page in shown.all("//main//a/@href")
        task = errands.task()
        shown = errands.site.post(task, {"how": "By cart", "act": "save"})
        assert shown.path == "/work"
        assert task in shown.all("//main//a/@href")

    def test_add_and_remove_an_item_without_losing_the_others(self, errands, page):
        errands.site.post(page, {"bags-0-owner": "A", "act": "add:bags"})
        errands.site.post(page, {"bags-0-owner": "A", "bags-1-owner": "B", "act": "add:bags"})
        form = errands.site.get(page)
        assert [values(form, f"bags-{n}-owner")[0] or "" for n in range(3)] == ["A", "B", ""]
        assert not form.all("//button[@value='add:bags']")  # three are the most
        errands.site.post(page, {"bags-0-owner": "A", "bags-1-owner": "B", "act": "remove:bags-0"})
        assert values(errands.site.get(page), "bags-0-owner") == ["B"]

    def test_that_are_not_there_are_refused(self, errands, page):
        for act in ("steal", "add:who", "remove:bags-x", "drop:paper-1"):
            assert errands.site.post(page, {"act": act}).status == 400

    def test_enter_in_a_box_checks_the_answers(self, errands, page):
        assert errands.site.post(page, GOOD, follow=False).response.location == f"{page}/check"
        assert errands.site.get(page).all("//form[@data-asked]//button")[0].get("value") == "check"


class TestTheDraftThatTheScriptSaves:
    def save(self, errands, page, fields, **more):
        return errands.site.post(f"{page}/draft", fields, headers={"Accept": "application/json"}, **more).response

    def test_is_kept_and_answered_with_the_questions_that_are_asked_now(self, errands, page):
        answer = self.save(errands, page, {"heavy": "yes", "bags-0-sealed": "no"})
        assert answer.json["saved_at"] == "9:40am"
        assert {"cart", "bags-0-sealed"} <= set(answer.json["asked"])
        assert "bags-0-seal" not in answer.json["asked"]

    def test_of_someone_signed_out_is_refused(self, errands, page):
        errands.site.post("/sign-out")
        assert self.save(errands, page, {"who": "Nell"}).status_code == 401

    def test_of_a_task_that_somebody_finished_says_so_and_is_kept(self, errands):
        task = errands.task()
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        errands.site.post(f"{task}/submit")
        errands.site.sign_in(errands.second)
        assert self.save(errands, task, {"how": "by cart"}).status_code == 409
        assert "by cart" in errands.site.get(f"{task}/compare").text


class TestATask:
    def test_says_whose_it_is_until_when_and_what_was_sent_before(self, errands):
        page = errands.site.get(errands.task())
        assert "Warden · due Wednesday 15 April 2026, 1 working day left" in page.text
        assert page.all("//*[@id='beside']//a[starts-with(@href,'/submissions/')]")

    @pytest.mark.parametrize("who", ["asker", "miller"])
    def test_of_another_role_cannot_be_told_from_one_that_is_not_there(self, errands, who):
        task = errands.task()
        errands.site.sign_in(getattr(errands, who))
        strange, missing = errands.site.get(task), errands.site.get("/tasks/no-such-task")
        assert strange.status == missing.status == 404
        assert said(strange) == said(missing)
        for address in (task, f"{task}/submit", f"{task}/draft"):
            assert errands.site.post(address, {"done": "yes"}).status == 404

    def test_that_is_late_says_so_and_asks_why(self, errands):
        task = errands.task()
        with clock.stopped_at(clock.now().replace(day=17)):
            errands.site.sign_in(errands.warden)
            page = errands.site.get(task)
            assert "This is 2 working days late" in page.text
            answer = errands.site.post(task, {"done": "yes", "how": "on foot"})
            assert answer.errors() == {"#late_reason": "Enter: Why this is late"}


class TestTwoPeopleAtOneTask:
    def test_the_second_is_told_who_was_first_and_keeps_the_text(self, errands):
        task = errands.task()
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        errands.site.sign_in(errands.second)
        errands.site.post(task, {"done": "no", "how": "by cart"})
        errands.site.sign_in(errands.warden)
        errands.site.post(f"{task}/submit")
        errands.site.sign_in(errands.second)
        answer = errands.site.post(f"{task}/submit")
        assert answer.status == 409
        assert "Wat Warden submitted this at 9:40am" in answer.text
        compared = errands.site.get(f"{task}/compare")
        assert "by cart" in compared.text
        assert "on foot" in compared.text

    def test_what_is_typed_after_the_first_was_done_is_kept_as_well(self, errands):
        task = errands.task()
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        errands.site.post(f"{task}/submit")
        errands.site.sign_in(errands.second)
        assert errands.site.post(task, {"done": "no", "how": "typed too late"}).status == 409
        assert "typed too late" in errands.site.get(f"{task}/compare").text

    def test_sending_ones_own_twice_shows_what_came_of_it(self, errands):
        task = errands.task()
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        first = errands.site.post(f"{task}/submit")
        second = errands.site.post(f"{task}/submit")
        assert first.path == second.path
        assert errands.site.get(task).path == first.path


class TestASessionThatLapsed:
    def test_keeps_what_was_typed_and_leads_back_to_it(self, errands):
        task = errands.task()
        site = errands.site
        token = site.csrf()
        with clock.stopped_at(clock.now().replace(hour=11)):
            answer = site.post(task, {"done": "yes", "how": "typed for an hour", "csrf_token": token}, csrf=False)
            assert "Your draft is safe" in answer.text
            assert answer.one("(//input[@name='next'])[1]").get("value") == task
            assert site.get(task).path == "/sign-in"
            site.sign_in(errands.warden)
            assert "typed for an hour" in site.get(task).text

    def test_opens_nothing(self, errands):
        task = errands.task()
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        token = errands.site.csrf()
        with clock.stopped_at(clock.now().replace(hour=11)):
            answer = errands.site.post(f"{task}/submit", {"csrf_token": token}, csrf=False)
            assert answer.path == "/sign-in"
            assert errands.count(user_task.select().where(user_task.c.closed_by == errands.warden).subquery()) == 0

    def test_keeps_nothing_for_a_task_of_another_role(self, errands):
        task = errands.task()
        errands.site.sign_in(errands.miller)
        token = errands.site.csrf()
        with clock.stopped_at(clock.now().replace(hour=11)):
            assert errands.site.post(task, {"done": "yes", "csrf_token": token}, csrf=False).status == 404
