"""The pages of a real case, parsed strictly: what they say, to whom, and what their buttons do."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine.records.tables import delivery, submission, user_task
from tests.engine.cases.journey import MONDAY, TUESDAY, WEDNESDAY
from web import words
from web.cases import views

SECTIONS = ("", "answers", "letters", "people", "history")


def give_views(stage, *numbers):
    rows = stage.journey.several(MONDAY)
    element = stage.journey.element(rows[0])
    offered = stage.journey.labels(element)
    for row, number in zip(rows, numbers, strict=False):
        stage.journey.do(row, TUESDAY, stage.journey.view(offered[number]))
    return element


class TestAccess:
    @pytest.mark.parametrize("section", [*SECTIONS, "clocks/REF-5", "dates/referral_received", "letters/1"])
    def test_says_the_same_to_a_stranger_whether_or_not_the_case_exists(self, stage, section):
        *_, other = stage.journey.revision.partnership.agencies.values()
        stage.sign_in(stage.journey.person(f"{other.contacts[0]} of {other.name}"))
        there, not_there = stage.get(section), stage.get(f"/cases/2026-9999/{section}".rstrip("/"))
        assert (there.status, not_there.status) == (404, 404)
        assert there.one("//main").text_content().split()[:20] == not_there.one("//main").text_content().split()[:20]

    def test_asks_to_sign_in_first(self, stage):
        assert stage.get("", follow=False).status == 302

    def test_never_says_the_childs_name(self, stage, office, journey):
        give_views(stage, 0, 1)
        with journey.database.reading() as tx:
            answers = tx.connection.execute(sa.select(submission.c.answers)).scalars().first()
        name = next(child["name"] for child in answers["children"])
        for path in (*SECTIONS, "/work", "/work/waiting", "/cases"):
            answer = stage.get(path)
            assert answer.status == 200
            assert name not in answer.response.text, path

    def test_shows_who_referred_their_own_answers_alone(self, stage, journey):
        give_views(stage, 0, 1)
        stage.sign_in(journey.person(journey.referrer))
        assert len(stage.get("answers").all("//tbody/tr")) == 1
        page = stage.get()
        assert not page.all("//*[@id='decisions']")
        assert len(page.all("//main//a[contains(@href, '/submissions/')]")) <= 1


class TestPage:
    def test_begins_with_what_is_next_and_the_button_for_it(self, stage, office, journey):
        row = journey.open_rows()[0]
        page = stage.get()
        panel = page.one("//div[contains(@class, 'app-panel--next')]")
        assert f"Next: {journey.element(row).name}" in panel.text_content()
        assert words.day(row.due_on) in panel.text_content()
        assert panel.xpath(".//a[contains(@class, 'govuk-button')]/@href") == [f"/tasks/{row.id}"]

    def test_says_whom_it_waits_for(self, stage, office, journey):
        rows = journey.several(MONDAY)
        for row in journey.open_rows():
            if not journey.element(row).collection:
                journey.do(row, MONDAY)
        panel = stage.get().one("//div[contains(@class, 'app-panel--next')]").text_content()
        assert f"Waiting: {journey.element(rows[0]).name}" in panel
        assert any(p.name in panel for p in journey.revision.partnership.partners.values())

    def test_is_named_by_reference_initials_and_age(self, stage, office, journey):
        case = journey.case()
        page = stage.get()
        assert page.one("//h1").text.startswith(f"{case.reference}: {case.initials}, ")
        assert page.title().startswith(f"{case.reference}: {case.initials}, ")

    def test_shows_a_clock_with_its_date_and_why(self, stage, office, journey):
        row = journey.open_rows()[0]
        clock = next(
            li
            for li in stage.get().all("//ul[@class='app-clocks']/li")
            if journey.element(row).name in li.text_content()
        )
        assert "1 working day left" in clock.text_content()
        assert words.day(row.due_on) in clock.text_content()
        assert f"{stage.case_url}/clocks/{row.clause}" in clock.xpath(".//a/@href")

    def test_counts_no_days_of_what_may_never_come(self, stage, office):
        possible = stage.get().all("//ul[@class='app-clocks']/li[@class='app-clock--possible']")
        assert possible
        for one in possible:
            assert one.xpath("string(strong)").strip() == "If it comes to this"
            assert " left" not in one.text_content()

    def test_says_that_what_may_come_would_come_late(self, stage, office, journey):
        assert "It would be late" not in stage.get().text
        journey.go_to(WEDNESDAY + timedelta(days=3))
        stage.sign_in(office)
        assert "It would be late: due " in stage.get().text

    def test_says_late_in_words(self, stage, office, journey):
        journey.go_to(WEDNESDAY)
        stage.sign_in(office)
        page = stage.get()
        assert "1 working day late" in page.one("//ul[@class='app-clocks']/li[@class='app-clock--late']").text_content()
        assert "1 working day late" in page.one("//tr[@class='app-row--late']").text_content()

    def test_draws_the_diagram_and_says_the_same_in_words(self, stage, office, journey):
        element = give_views(stage, 0, 0)
        page = stage.get(f"steps/{element.process}")
        assert page.one("//figure//*[local-name()='svg']").get("class") == "app-diagram"
        row = next(r for r in page.all("//table[@id='steps']/tbody/tr") if element.name in r.text_content())
        assert "Now, 2 of 3" in row.text_content()
        missing = list(journey.revision.partnership.partners.values())[2]
        assert f"Waiting for {missing.name}" in row.text_content()

    def test_links_every_process_that_the_case_has_entered(self, stage, office, journey):
        journey.do(journey.open_rows()[0], MONDAY)
        links = stage.get().all("//nav[@aria-label='Diagrams of this case']//a/@href")
        assert len(links) > 2
        for link in links:
            assert stage.get(link).status == 200
        assert stage.get("steps/nowhere").status == 404

    def test_tells_decisions_with_reasons(self, stage, office, journey):
        row = journey.open_rows()[0]
        journey.do(row, MONDAY)
        told = stage.get().one("//section[@aria-labelledby='decisions']").text_content()
        assert office.name in told
        assert any(question.label in told for question in journey.revision.forms[journey.element(row).form].routed)

    def test_tells_decisions_newest_first(self, stage, office):
        give_views(stage, 0, 1, 0)
        told = stage.get().all("//section[@aria-labelledby='decisions']/ol/li/time/@datetime")
        assert told == sorted(told, reverse=True)

    def test_folds_the_decisions_of_long_ago(self, stage, office, journey, monkeypatch):
        give_views(stage, 0, 0, 0)
        for row in journey.open_rows():
            journey.do(row, WEDNESDAY)
        of = "//section[@aria-labelledby='decisions']"
        every = stage.get().all(f"{of}/ol/li/time/@datetime")
        monkeypatch.setattr(views, "MOST_DECISIONS", 1)
        page = stage.get()
        assert len(every) > 1
        assert page.all(f"{of}/ol/li/time/@datetime") == every[:1]
        assert page.all(f"{of}/details//ol/li/time/@datetime") == every[1:]
        assert f"Earlier decisions: {len(every) - 1}" in page.one(f"{of}/details/summary").text_content()

    def test_tells_what_happened_newest_first(self, stage, office, journey):
        row = journey.open_rows()[0]
        journey.do(row, TUESDAY)
        told = [li.text_content() for li in stage.get().all("//h2[@id='history']/following-sibling::ol/li")]
        assert f"{office.name} completed “{journey.element(row).name}”" in told[0]
        assert "opened the case" in told[-1]

    def test_takes_as_many_statements_at_the_end_as_at_the_start(self, stage, office, journey):
        stage.get()
        with stage.site.statements() as early:
            stage.get()
        give_views(stage, 0, 1, 0)
        stage.get()
        with stage.site.statements() as late:
            stage.get()
        assert len(early) == len(late) <= 15  # the last two note who has read it, and which case they opened lately

    def test_says_that_it_is_closed_and_how_it_ended(self, stage, office, journey):
        for _ in range(15):
            if not journey.open_rows():
                break
            journey.do(journey.open_rows()[0], journey.now.date())
        page = stage.get()
        panel = page.one("//div[contains(@class, 'app-panel--done')]").text_content()
        assert "This case is closed" in panel
        assert "It ended with" in panel
        assert "To come" not in page.one("//table[@id='steps']").text_content()


class TestEvents:
    def test_that_can_be_recorded_now_are_linked_to_their_form(self, stage, office, journey):
        """A returned referral may be decided without an answer: an event, once it is open."""
        row = journey.open_rows()[0]
        form = journey.revision.forms[journey.element(row).form]
        question = next(q for q in form.routed if q.type == "yes_no")
        missing = next(q for q in form.fields if q.when and q.type == "text" and question.name in q.when.names)
        journey.do(row, MONDAY, {question.label: "no", missing.label: "The date of birth"})
        event = next(r for r in journey.rows(user_task) if r.kind == "event")
        holder = next(p for p in journey.offices if p.id != office.id)
        stage.sign_in(holder)
        assert f"/tasks/{event.id}" in stage.get().all("//main//a/@href")
        stage.sign_in(office)
        assert f"/tasks/{event.id}" not in stage.get().all("//main//a/@href")


class TestClockPage:
    def test_answers_in_its_heading(self, stage, office, journey):
        row = journey.open_rows()[0]
        page = stage.get(f"clocks/{row.clause}")
        assert page.one("//h1").text == f"{journey.element(row).name}: due on {words.day(row.due_on)}"
        assert "1 working day left, not counting today" in page.one("//main").text_content()

    def test_counts_each_day_and_names_what_is_skipped(self, stage, office, journey):
        clause, due = longest(journey)
        page = stage.get(f"clocks/{clause}")
        cells = page.all("//table[@class='app-calendar'][1]//td[not(contains(@class, 'app-day--out'))]")
        assert len(cells) >= len(due.reckoned[0].days) + 1
        assert "Good Friday (3 April)" in page.text
        assert journey.revision.clauses[clause].says in page.text
        assert journey.revision.partnership.calendar.version in page.text

    def test_shows_the_other_limits_and_the_one_worked_to(self, stage, office, journey):
        anchors = journey.facts().anchors_seen_from()
        clause = next(
            c for c in journey.revision.clauses.values() if len(journey.revision.due(c.id, anchors).reckoned) > 1
        )
        page = stage.get(f"clocks/{clause.id}")
        assert "Earliest, so this is worked to" in page.text
        assert len(page.all("//table[contains(@class, 'app-table')][1]/tbody/tr")) >= len(clause.limits)

    def test_says_what_it_waits_for_when_it_has_no_date(self, stage, office, journey):
        anchors = journey.facts().anchors_seen_from()
        clause = next(
            c
            for c in journey.revision.clauses.values()
            if c.limits and not journey.revision.due(c.id, anchors).reckoned
        )
        assert "no date yet" in stage.get(f"clocks/{clause.id}").one("//h1").text

    def test_is_of_one_instance_where_several_have_the_limit(self, stage, office, journey):
        row = journey.several(MONDAY)[0]
        page = stage.get(f"clocks/{row.clause}?for={row.instance}")
        assert journey.revision.partnership.partners[row.instance].name in page.text
        assert stage.get(f"clocks/{row.clause}?for=somebody").status == 404

    def test_does_not_exist_for_a_clause_without_a_limit(self, stage, office, journey):
        clause = next(c for c in journey.revision.clauses.values() if not c.limits)
        assert stage.get(f"clocks/{clause.id}").status == 404
        assert stage.get("clocks/NO-SUCH").status == 404


def longest(journey):
    """The clause whose first limit counts the most days now."""
    anchors = journey.facts().anchors_seen_from()
    dues = {c.id: journey.revision.due(c.id, anchors) for c in journey.revision.clauses.values() if c.limits}
    known = {clause: due for clause, due in dues.items() if due.reckoned and due.reckoned[0].days}
    return max(known.items(), key=lambda item: len(item[1].reckoned[0].days))


class TestViews:
    def test_stand_side_by_side_and_mark_the_one_that_differs(self, stage, office, journey):
        element = give_views(stage, 0, 1, 0)
        page = stage.get(f"views/{element.process}/{element.id}")
        cards = page.all("//ul[@class='app-views']/li")
        assert [card.get("class") for card in cards] == [None, "app-view--differs", None]
        assert "they differ" in page.text
        offered = journey.labels(element)
        assert offered[1] in cards[1].text_content()

    def test_name_who_has_not_given_one(self, stage, office, journey):
        element = give_views(stage, 0)
        page = stage.get(f"views/{element.process}/{element.id}")
        assert "1 of 3 views are in" in page.text
        assert len(page.all("//li[@class='app-view--missing']")) == 2

    def test_stand_above_the_form_of_who_weighs_them(self, stage, office, journey):
        element = give_views(stage, 0, 1, 0)
        row = next(row for row in journey.open_rows() if "|" in row.held_by)
        stage.sign_in(journey.person(journey.post_of(row)))
        page = stage.get(f"/tasks/{row.id}")
        assert len(page.all("//ul[@class='app-views']/li")) == 3
        assert journey.labels(element)[1] in page.one("//li[@class='app-view--differs']").text_content()

    def test_do_not_exist_for_a_step_that_one_person_does(self, stage, office):
        assert stage.get("views/no/such").status == 404


class TestLetters:
    def test_are_listed_with_their_state_and_read_as_sent(self, stage, office, journey):
        page = stage.get("letters")
        link = page.all("//tbody//a/@href")[0]
        assert page.all("//tbody//span[contains(@class, 'app-state')]")
        assert stage.get(link).all("//article//h2")[0].text == page.all("//tbody//a")[0].text
        assert stage.get("letters/99999").status == 404

    def test_say_what_became_of_each(self, stage, office, journey):
        first, *_ = journey.rows(delivery, delivery.c.id)
        back = {"state": "bounced", "sent_at": journey.now, "error": "No <b>such</b> mailbox", "attempts": 2}
        with journey.database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).where(delivery.c.id == first.id).values(back))
        assert any("Came back" in row.text_content() for row in stage.get("letters").all("//tbody/tr"))
        page = stage.get(f"letters/{first.letter_id}")
        (row,) = [row for row in page.all("//article//tbody/tr") if first.address in row.text_content()]
        assert "Came back" in row.text_content()
        assert "No <b>such</b> mailbox." in row.text_content()
        assert "Two attempts" in row.text_content()

    def test_say_what_they_were_written_from_to_the_partnership_alone(self, stage, office, journey):
        for path in stage.get("letters").all("//tbody//a/@href"):
            page = stage.get(path)
            assert f"of the revision {journey.revision.title}" in page.text
            assert "It cannot be changed" in page.text
        journey.do(journey.open_rows()[0], MONDAY)
        stage.sign_in(journey.person(journey.referrer))
        (path, *_) = stage.get("letters").all("//tbody//a/@href")
        assert "What it was written from" not in stage.get(path).text


class TestPeople:
    def test_say_who_holds_each_part_and_what_each_has_done(self, stage, office, journey):
        journey.do(journey.open_rows()[0], MONDAY)
        rows = {row.xpath("./th")[0].text: row.text_content() for row in stage.get("people").all("//tbody/tr")}
        role = next(iter(journey.revision.partnership.roles))
        assert role in rows
        assert any(office.name in told for told in rows.values())


class TestList:
    def test_shows_each_case_with_its_stage_and_next_date(self, stage, office, journey):
        page = stage.get("/cases")
        row = journey.open_rows()[0]
        told = page.one("//tbody/tr").text_content()
        assert journey.case().reference in told
        assert journey.revision.processes[row.process].name in told
        assert words.short_day(row.due_on) in told
        assert "Open (1)" in page.text

    def test_has_closed_cases_on_a_view_of_their_own(self, stage, office):
        assert "No closed case" in stage.get("/cases?show=closed").text
        assert stage.get("/cases?show=everything").status == 404
        for wrong in ("yesterday", "0001-01-01T00:00:00~1", f"2026-03-02T09:00:00~{2**63}", "2026-03-02~-1"):
            assert stage.get(f"/cases?before={wrong}").status == 404, wrong

    def test_goes_on_from_page_to_page(self, stage, office, journey, monkeypatch):
        monkeypatch.setattr("engine.cases.listing.PAGE", 2)
        for _ in range(2):
            journey.refer(journey.referrer, MONDAY, {})
        first = stage.get("/cases")
        second = stage.get(first.one("//a[@rel='next']").get("href"))
        references = [a.text for page in (first, second) for a in page.all("//tbody//th/a")]
        assert references == sorted(set(references), reverse=True)
        assert len(references) == 3
