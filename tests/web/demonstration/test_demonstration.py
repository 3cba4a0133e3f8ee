"""The demonstration's data fit the project's own revision, whatever that says today."""

import re
from datetime import UTC, datetime

import pytest

from engine import clock
from engine.access import Post, keys_of
from engine.cases.published import shelf
from engine.cases.register_lists import Narrowing, RegisterList
from engine.cases.work import Desk
from engine.diagrams.revision import read_revision
from engine.records.tables import delivery, safeguarding_case
from engine.registers.people import accounts
from tests.web.site import Site
from web.app import create_app
from web.demonstration import cases
from web.demonstration.cases import StoryBroken
from web.demonstration.people import add_people, groups
from web.demonstration.program import demonstration_in
from web.security import limiter

TUESDAY = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)
SUNDAY_EVENING = datetime(2026, 4, 12, 20, tzinfo=UTC)
BANK_HOLIDAY = datetime(2026, 12, 28, 7, tzinfo=UTC)


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Start a demonstration in a folder of its own; the clock of this program is put back afterwards."""
    monkeypatch.setattr(clock, "_ahead", clock._ahead)

    def start(**options):
        return demonstration_in(tmp_path, port=8000, **options)

    return start


class TestPeople:
    def test_hold_posts_that_the_partnership_knows(self, bundle):
        partnership = read_revision(bundle).partnership
        for one in (one for group in groups() for one in group.people if not one.is_administrator):
            post = Post(organisation=one.organisation, title=one.post)
            assert keys_of(partnership, post), f"{one.name}: {post} answers for nothing"

    def test_include_a_contact_whom_no_button_signs_in(self, site):
        with site.service.database.transaction() as tx:
            add_people(tx, [])
            there = {account.email: account.id for account in accounts(tx)}
        (one,) = [one for group in groups() for one in group.people if one.is_contact]
        assert one.name in site.get("/sign-in").text
        assert site.post("/sign-in/demonstration", {"person": str(there[one.email])}).status == 404

    def test_include_an_administrator_who_sees_no_case(self):
        (one,) = [one for group in groups() for one in group.people if one.is_administrator]
        assert (one.organisation, one.post) == ("", "")

    def test_are_there_for_every_role_partner_and_agency(self, bundle):
        partnership = read_revision(bundle).partnership
        everybody = [one for group in groups() for one in group.people]
        assert set(partnership.agencies) | set(partnership.partners) <= {one.organisation for one in everybody}
        held = frozenset().union(
            *(keys_of(partnership, Post(organisation=o.organisation, title=o.post)) for o in everybody)
        )
        acting = {name for name, role in partnership.roles.items() if role.who != "mailbox"}
        assert {key.partition("|")[0] for key in held} == acting
        seniors = {(key, agency.senior) for key, agency in partnership.agencies.items()}
        assert seniors <= {(one.organisation, one.post) for one in everybody}, "who hears when an agency is late"


class TestCases:
    @pytest.mark.parametrize("at", [TUESDAY, SUNDAY_EVENING, BANK_HOLIDAY])
    def test_wait_at_different_stages_and_nobody_is_late(self, start, at):
        service = start(starts_at=at)
        with service.database.reading() as tx:
            people = {account.name: account.person for account in accounts(tx)}
            listed = Desk(tx, service.cases.revisions, people["Ruth Ashdown"]).mine()
            waits_for_group = Desk(tx, service.cases.revisions, people["Hugh Maddern"]).mine()
            tracker = RegisterList(tx, service.cases.revisions, people["Ruth Ashdown"], "tracker").counts(Narrowing())
            (published,) = shelf(tx, service.cases.revisions).items
            cases = tx.connection.execute(safeguarding_case.select()).all()
        service.database.close()
        assert {case.status for case in cases} == {"open", "closed"}
        assert len({item.name for item in listed.items}) > 1
        everything = (*listed.items, *waits_for_group.items)
        assert not [item for item in everything if item.time_left and item.time_left.is_late]
        assert {"agree_further_action", "assure"} <= {item.element for item in waits_for_group.items}
        assert {c.state.name for c in tracker if c.number} == {"open", "reported", "assured", "not_done"}
        assert published.files

    def test_are_made_once(self, start):
        first = start(starts_at=TUESDAY)
        first.database.close()
        second = start()
        with second.database.reading() as tx:
            references = [row.reference for row in tx.connection.execute(safeguarding_case.select())]
            assert len(references) == len(set(references)) == 11
            assert tx.connection.execute(delivery.select()).first()
        second.database.close()

    def test_are_made_anew_if_the_first_start_was_cut_short(self, start, tmp_path):
        start(starts_at=TUESDAY).database.close()
        (tmp_path / "ready").unlink()
        again = start(starts_at=TUESDAY)
        with again.database.reading() as tx:
            assert len(tx.connection.execute(safeguarding_case.select()).all()) == 11
        again.database.close()

    @pytest.mark.parametrize(
        ("instead", "because"),
        [
            (
                "task: give_view, by: Ruth Ashdown",
                "in case 2026-0001, Ruth Ashdown has no 'give_view' to complete; open: ",
            ),
            ("task: check_referral, by: Rose Nobody", "names Rose Nobody, but nobody of people.yaml"),
        ],
    )
    def test_that_do_not_fit_the_revision_say_where(self, start, tmp_path, monkeypatch, instead, because):
        told = tmp_path / "cases.yaml"
        first, check, _ = re.split(r"(?=\{task: check_referral, by: Ruth Ashdown)", cases.FILE.read_text(), maxsplit=2)
        told.write_text(first + check.splitlines()[0].replace("task: check_referral, by: Ruth Ashdown", instead))
        monkeypatch.setattr(cases, "FILE", told)
        with pytest.raises(StoryBroken, match=because):
            start(starts_at=TUESDAY)


class TestClock:
    def test_moves_to_the_next_working_day_and_stays_there(self, start):
        service = start(starts_at=datetime(2026, 4, 17, 15, tzinfo=UTC))
        limiter.enabled = True
        site = Site(app=create_app(service), service=service)
        with service.database.reading() as tx:
            ruth = next(account.id for account in accounts(tx) if account.name == "Ruth Ashdown")
        site.sign_in(ruth)
        answer = site.post("/demonstration/clock", {"next": "/work"})
        assert answer.path == "/work", "whoever moves it stays signed in"
        assert "The clock stands at Monday 20 April 2026, 9am." in answer.text
        service.database.close()
        clock.start_at(TUESDAY)
        start().database.close()
        assert f"{clock.now():%d %B}" == "20 April"

    def test_cannot_be_moved_elsewhere(self, real_site):
        assert real_site.post("/demonstration/clock").status == 404
