"""Restricted cases, conflicts, cases opened in an emergency and the log of reads, as their pages do it."""

import re
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from engine import clock
from engine.diagrams.bundle import Bundle
from engine.records.protection import case_read, conflict, named_person, opening, restriction
from engine.records.tables import delivery, letter, safeguarding_case, user_task
from tests.engine.rows import AT
from tests.web.conftest import make_site
from tests.web.errands import Errands, bundle, errands_on


def guarded_bundle() -> Bundle:
    files = dict(bundle().files)
    guard = b"oversight: Keeper\nguard: Keeper\nopened_minutes: 60\nroles:"
    files["bpmn/partnership.yaml"] = files["bpmn/partnership.yaml"].replace(b"roles:", guard, 1)
    files["forms/letters/opened.txt"] = b"Subject: {{ case.reference }}: opened\n\nSomebody opened it.\n"
    return Bundle(files)


@dataclass
class Guards:
    """The errand office with a keeper who guards its cases, and somebody of the mill, who has no part in them."""

    errands: Errands
    keeper: int

    @property
    def site(self):
        return self.errands.site

    @property
    def reference(self) -> str:
        return self.row(safeguarding_case).reference

    def row(self, table):
        with self.site.service.database.reading() as tx:
            return tx.connection.execute(sa.select(table)).one()

    def rows(self, table, *where):
        with self.site.service.database.reading() as tx:
            return tx.connection.execute(sa.select(table).where(*where)).all()

    def change(self, **typed):
        return self.site.post(f"/need-to-know/cases/{self.reference}", typed)

    def page(self, person):
        self.site.sign_in(person)
        return self.site.get(f"/cases/{self.reference}")


@pytest.fixture
def guards(errand_revisions, tmp_path):
    with clock.stopped_at(AT):
        errands = errands_on(make_site(guarded_bundle(), errand_revisions, tmp_path, largest_upload_bytes=100_000))
        keeper = errands.site.person("Kit Keeper", ("partnership", "Keeper"), is_demonstration=True)
        made = Guards(errands=errands, keeper=keeper)
        errands.task()
        yield made


def restrict(guards: Guards, *persons: int, **typed):
    guards.site.sign_in(guards.keeper)
    return guards.change(do="restrict", person=[str(one) for one in persons], reason="A colleague's child", **typed)


class TestRestrict:
    def test_says_what_nobody_could_do_before_it_changes_anything(self, guards):
        found = restrict(guards, guards.keeper)
        assert "Nothing is changed yet" in found.text
        assert "Fetch it (Warden)" in found.text
        assert guards.rows(restriction) == []
        assert "can be done by somebody named" in restrict(guards, guards.errands.warden).text

    def test_keeps_out_who_is_not_named_and_the_referrer_keeps_their_part(self, guards):
        restrict(guards, guards.errands.warden, confirmed="yes")
        assert guards.page(guards.errands.warden).status == 200
        assert guards.page(guards.errands.second).status == 404
        assert guards.page(guards.keeper).status == 404
        assert guards.page(guards.errands.asker).status == 200
        guards.site.sign_in(guards.errands.second)
        assert guards.reference not in guards.site.get("/work").text + guards.site.get("/cases").text
        assert guards.site.get(f"/tasks/{guards.errands.open_tasks()[0]}").status == 404

    def test_names_nobody_as_a_holder_who_is_kept_out(self, guards):
        people = f"/cases/{guards.reference}/people"
        before = guards.page(guards.errands.warden)
        assert "Restricted" not in before.one("//main").text_content()
        assert "Sim Second" in guards.site.get(people).text
        restrict(guards, guards.errands.warden, confirmed="yes")
        page = guards.page(guards.errands.warden)
        assert "Restricted Only people who are named see this case" in page.text.replace("\u2002", " ")
        shown = guards.site.get(people).text
        assert "Wat Warden" in shown
        assert "Sim Second" not in shown
        assert "Ada Harbour" in shown
        task = guards.site.get(f"/tasks/{guards.errands.open_tasks()[0]}")
        assert "Sim Second" not in task.text

    def test_gives_back_what_somebody_else_had_taken(self, guards):
        guards.site.sign_in(guards.errands.second)
        guards.site.post(f"/work/{guards.errands.open_tasks()[0]}/take")
        restrict(guards, guards.errands.warden, confirmed="yes")
        assert guards.rows(user_task, user_task.c.person_id.is_not(None)) == []

    def test_names_take_off_and_lift(self, guards):
        restrict(guards, guards.errands.warden, confirmed="yes")
        guards.change(do="name", person=str(guards.errands.second))
        assert guards.page(guards.errands.second).status == 200
        guards.site.sign_in(guards.keeper)
        number = guards.rows(named_person, named_person.c.person_id == guards.errands.second)[0].id
        guards.change(do="remove", number=str(number))
        assert guards.page(guards.errands.second).status == 404
        guards.site.sign_in(guards.keeper)
        last = guards.rows(named_person, named_person.c.removed_at.is_(None))[0].id
        assert "Name at least one" in guards.change(do="remove", number=str(last)).text
        guards.change(do="lift", reason="It was somebody else")
        assert guards.page(guards.errands.second).status == 200
        assert "lifted the restriction" in guards.site.get(f"/cases/{guards.reference}/history").text

    def test_refuses_without_a_reason_or_with_a_stranger(self, guards):
        guards.site.sign_in(guards.keeper)
        assert guards.change(do="restrict", person=str(guards.errands.warden)).status == 422
        found = restrict(guards, guards.errands.asker, confirmed="yes")
        assert (found.status, guards.rows(restriction)) == (422, [])

    @pytest.mark.parametrize("who", ["warden", "asker", "miller"])
    def test_is_for_the_guard_alone(self, guards, who):
        guards.site.sign_in(getattr(guards.errands, who))
        assert guards.site.get(f"/need-to-know/cases/{guards.reference}").status == 404
        assert guards.site.get(f"/need-to-know/cases/{guards.reference}/reads").status == 404
        assert guards.site.get(f"/need-to-know/people/{guards.keeper}/reads").status in (403, 404)
        typed = {"do": "restrict", "person": str(guards.errands.warden), "reason": "-", "confirmed": "yes"}
        assert guards.change(**typed).status == 404
        assert guards.rows(restriction) == []


class TestConflict:
    def declare(self, guards, person):
        guards.site.sign_in(person)
        return guards.site.post(f"/cases/{guards.reference}/conflict", {"reason": "My neighbour's child"})

    def test_shuts_out_at_once_and_reads_like_no_case_at_all(self, guards):
        found = self.declare(guards, guards.errands.warden)
        assert "is closed to you" in found.text
        assert "My neighbour's child" in found.text
        closed, none = guards.page(guards.errands.warden), guards.site.get("/cases/2026-9999")
        assert closed.status == none.status == 404
        quoted = re.compile(r"quote \w+")  # each page of an error has a number of its own
        said = [
            quoted.sub("", page.text.replace(guards.reference, "").replace("2026-9999", "")) for page in (closed, none)
        ]
        assert said[0] == said[1]
        assert guards.page(guards.errands.second).status == 200

    def test_leaves_nothing_of_the_case_among_what_was_sent(self, guards):
        guards.site.sign_in(guards.errands.warden)
        assert guards.reference in guards.site.get("/work/sent").text
        self.declare(guards, guards.errands.warden)
        assert guards.reference not in guards.site.get("/work/sent").text

    def test_is_lifted_by_the_guard_and_not_by_oneself(self, guards):
        self.declare(guards, guards.errands.warden)
        number = guards.row(conflict).id
        guards.site.sign_in(guards.keeper)
        assert guards.change(do="lift_conflict", number=str(number)).status == 422
        guards.change(do="lift_conflict", number=str(number), reason="Another child")
        assert guards.page(guards.errands.warden).status == 200

    def test_is_declared_for_somebody_else(self, guards):
        guards.site.sign_in(guards.keeper)
        guards.change(do="declare", person=str(guards.errands.warden), reason="Her sister's file")
        assert guards.page(guards.errands.warden).status == 404
        assert "Her sister" not in guards.site.get("/need-to-know").text

    def test_of_the_guard_ends_their_guard(self, guards):
        guards.site.sign_in(guards.keeper)
        guards.change(do="declare", person=str(guards.keeper), reason="My own child")
        assert guards.site.get(f"/need-to-know/cases/{guards.reference}").status == 404
        assert guards.site.get(f"/need-to-know/find?reference={guards.reference}").status == 404


class TestOpen:
    def open(self, guards, person, **typed):
        guards.site.sign_in(person)
        wanted = {"reference": guards.reference.lower(), "reason": "A call in the night", **typed}
        return guards.site.post("/need-to-know/open", wanted)

    def test_reads_for_a_time_and_changes_nothing(self, guards):
        assert guards.page(guards.errands.miller).status == 404
        found = self.open(guards, guards.errands.miller)
        assert found.status == 200
        assert "You have no part in this case" in found.text
        typed = {"reason": "Me"}
        assert guards.site.post(f"/cases/{guards.reference}/conflict", typed).status == 404
        assert guards.reference not in guards.site.get("/cases").text
        with clock.stopped_at(AT.replace(hour=AT.hour + 1, minute=AT.minute + 1)):
            assert guards.page(guards.errands.miller).status == 404

    def test_writes_to_the_guard_and_to_who_is_at_work_at_once(self, guards):
        self.open(guards, guards.errands.miller)
        told = {row.id: row.held_by for row in guards.rows(letter, letter.c.name == "opened")}
        assert set(told.values()) == {"Keeper", "Warden"}
        assert {row.person_id for row in guards.rows(delivery) if row.letter_id in told} == {
            guards.keeper,
            guards.errands.warden,
            guards.errands.second,
        }

    def test_stands_until_somebody_else_has_looked_at_it(self, guards):
        self.open(guards, guards.errands.miller)
        number = guards.row(opening).id
        guards.site.sign_in(guards.errands.warden)
        assert guards.site.post(f"/need-to-know/openings/{number}/review", {"words": "Fine"}).status == 404
        guards.site.sign_in(guards.keeper)
        assert "A call in the night" in guards.site.get("/need-to-know").text
        assert guards.site.post(f"/need-to-know/openings/{number}/review", {"words": ""}).status == 422
        found = guards.site.post(f"/need-to-know/openings/{number}/review", {"words": "The police had called"})
        assert "There is none that waits" in found.text
        assert "Looked at by Kit Keeper" in guards.site.get(f"/need-to-know/cases/{guards.reference}").text

    def test_opens_neither_a_restricted_case_nor_one_of_a_conflict_nor_any_to_an_agency(self, guards):
        assert self.open(guards, guards.errands.asker).status == 404
        assert self.open(guards, guards.errands.miller, reason="").status == 422
        none = self.open(guards, guards.errands.miller, reference="2026-9999")
        restrict(guards, guards.errands.warden, confirmed="yes")
        closed = self.open(guards, guards.errands.miller)
        assert (closed.status, closed.errors()) == (none.status, none.errors()) == (422, none.errors())
        assert guards.rows(opening) == []


class TestReads:
    def test_every_page_of_a_case_is_kept_with_who_and_what(self, guards):
        guards.page(guards.errands.warden)
        guards.site.get(f"/cases/{guards.reference}/history")
        guards.site.get(f"/tasks/{guards.errands.open_tasks()[0]}")
        kept = [row.what for row in guards.rows(case_read, case_read.c.person_id == guards.errands.warden)]
        assert kept[-3:] == ["cases.page", "cases.history", "tasks.page"]

    def test_what_was_refused_is_not_kept_as_read(self, guards):
        assert guards.page(guards.errands.miller).status == 404
        assert guards.rows(case_read, case_read.c.person_id == guards.errands.miller) == []

    def test_is_shown_by_case_and_by_person_and_as_a_file(self, guards):
        guards.page(guards.errands.warden)
        guards.site.sign_in(guards.keeper)
        found = guards.site.get(f"/need-to-know/cases/{guards.reference}/reads")
        assert "Wat Warden" in found.text
        assert "The case's page" in found.text
        told = guards.site.get(f"/need-to-know/people/{guards.errands.warden}/reads")
        assert guards.reference in told.text
        file = guards.site.get(f"/need-to-know/cases/{guards.reference}/reads.csv")
        assert "Wat Warden" in file.response.text
