"""An agency closes while it has a part in a case: whom its tasks and letters go to, and what can be chosen then."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine import audit
from engine.cases import papers
from engine.cases.asking import task_page
from engine.cases.attempts import retry
from engine.cases.claims import claim
from engine.cases.holders import people
from engine.cases.lists import lists_of
from engine.cases.reading import find_case
from engine.cases.work import Desk as Lists
from engine.correspondence.recipients import CLOSED
from engine.errors import AnswersRefused, CaseNotFound, StillNobody
from engine.records import tables
from tests.engine.cases.office import Office
from tests.engine.cases.test_attachments import task_of
from tests.engine.cases.test_holders_of_tasks import AGENCY, of
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form, letter

LAST, BEFORE, AFTER = date(2026, 3, 4), datetime(2026, 3, 4, 23, 30, tzinfo=UTC), datetime(2026, 3, 5, 9, tzinfo=UTC)
WHO = (
    PARTNERSHIP.replace("  Member: {who: partner}\n", "  Owner: {who: agency}\n").replace(
        "contacts: [Head]}",
        """contacts: [Head]}
  shop: {name: A shop, contacts: [Keeper], until: 2026-03-04, successor: store}
  store: {name: A store, contacts: [Manager], from: 2026-03-05}
  stall: {name: A stall, contacts: [Crier], until: 2026-03-04}""",
    )
    + "lists: {always: [school, shop]}\n"
)
ASKED = {
    "type": "group", "item": "Agency", "list": "asked", "key": "agency", "begins_with": "always", "optional": True,
    "fields": {"agency": AGENCY},
}  # fmt: skip


def drawn() -> Any:
    asking = Diagram("return").start().task("act", "answer", lane="Owner", limit="AB-1").end()
    asking.send("thank", "thanks", to="Owner").line("opened", "act", "thank", "closed")
    review = Diagram().list("asked").start().task("ask").call("follow", "return", many="asked").end()
    review.line("opened", "ask", "follow", "closed")
    ask = form("ask", anchors={"asked": {"from": "submission"}}, outcome="go_on/stop", asked=ASKED)
    return bundle(
        review,
        asking,
        partnership=WHO,
        ask=ask,
        answer=form("answer", outcome="go_on/stop", note="line"),
        thanks=letter("thanks"),
    )


class Closing(Office):
    """A case that asks a school and a shop; the shop closes on 4 March, and a store takes its place."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.clerk = self.officer = self.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
        self.keeper = self.person("A keeper", of("shop", "Keeper"))
        self.manager = self.person("A manager", of("store", "Manager"))

    def may_open(self, person: Any, task_id: str) -> bool:
        try:
            with self.clock(), self.database.reading() as tx:
                task_page(tx, self.engine, task_id, person)
        except CaseNotFound:
            return False
        return True

    def listed(self, person: Any) -> list[str]:
        with self.clock(), self.database.reading() as tx:
            return [item.task_id for item in Lists(tx, self.engine.revisions, person).mine().items]

    def thanked(self) -> Any:
        """The incident of the letter to the shop, which was answered for after it had closed."""
        self.start()
        self.now = AFTER
        self.submit(task_of(self, "act", "shop"), self.manager, note="It is done", late_reason="It closed")
        (found,) = self.rows(tables.incident)
        return found


@pytest.fixture
def office(database) -> Closing:
    return Closing(database, drawn())


class TestTasks:
    def test_are_the_agencys_until_the_end_of_its_last_day(self, office):
        office.start()
        task = task_of(office, "act", "shop")
        office.now = BEFORE
        assert office.may_open(office.keeper, task)
        assert not office.may_open(office.manager, task)
        assert (office.listed(office.keeper), office.listed(office.manager)) == ([task], [])

    def test_go_to_its_successor_with_their_date(self, office):
        office.start()
        task = task_of(office, "act", "shop")
        (before,) = office.rows(tables.user_task, tables.user_task.c.id == task)
        office.now = AFTER
        assert not office.may_open(office.keeper, task)
        assert (office.listed(office.keeper), office.listed(office.manager)) == ([], [task])
        with office.clock(), office.database.transaction() as tx:
            claim(tx, office.engine.revisions, office.manager, task)
        (after,) = office.rows(tables.user_task, tables.user_task.c.id == task)
        assert (after.held_by, after.due_on) == (before.held_by, before.due_on)

    def test_are_done_by_it_under_its_own_name(self, office):
        office.start()
        office.now = AFTER
        done = office.submit(
            task_of(office, "act", "shop"), office.manager, note="It is done", late_reason="It closed"
        ).submission_id
        (sent,) = office.rows(tables.submission, tables.submission.c.id == done)
        assert (sent.post, sent.instance) == ("Manager, A store", "shop")

    def test_say_who_has_taken_the_place(self, office):
        reference = office.start().reference
        office.now = AFTER
        with office.clock(), office.database.reading() as tx:
            case = find_case(tx, office.engine.revisions, office.manager, reference)
            (item,) = Lists(tx, office.engine.revisions, office.manager).mine().items
            holding = people(tx, case.revision.partnership, [item.holder.key])
        assert item.holder.name == "A shop (now A store)"
        assert [person.name for person in holding[item.holder.key]] == ["A manager"]


class TestChoices:
    def test_offer_who_stands_and_name_everybody_in_what_was_answered(self, office):
        for now, offered in (
            (BEFORE, ["A school", "A shop", "A stall"]),
            (AFTER, ["A school", "A store"]),
        ):
            office.now = now
            with office.clock(), office.database.reading() as tx:
                revision = office.engine.revisions.current(tx)
                assert sorted(lists_of(tx, revision)("agencies").values()) == offered
                assert len(lists_of(tx, revision, with_past=True)("agencies")) == 4

    @pytest.mark.parametrize(
        ("now", "agency", "why"),
        [
            (AFTER, "shop", "A shop closed on 4 March 2026, and A store took its place: Whose?"),
            (AFTER, "stall", "A stall closed on 4 March 2026, and nobody took its place: Whose?"),
            (BEFORE, "store", "A store begins on 5 March 2026: Whose?"),
        ],
    )
    def test_refuse_who_does_not_and_say_whom_instead(self, office, now, agency, why):
        office.now = now
        with pytest.raises(AnswersRefused) as refused:
            office.start(asked=[{"agency": agency}])
        assert refused.value.errors == {"asked": {0: {"agency": [why]}}}

    def test_a_list_of_those_always_asked_asks_the_successor(self, office):
        office.now = AFTER
        office.start()
        assert sorted(row.instance for row in office.rows(tables.user_task) if row.instance) == ["school", "store"]


class TestLetters:
    def test_wait_and_say_whom_to_ask(self, office):
        found = office.thanked()
        assert found.kind == CLOSED
        assert found.what == (
            "A shop closed on 4 March 2026, and A store took its place, so the letter “A matter” waits. "
            "Ask there for the Manager. Try again to send it to A store in its place."
        )  # fmt: skip
        assert office.rows(tables.delivery) == []

    def test_are_sent_on_by_who_tries_again_with_the_reason(self, office):
        found = office.thanked()
        with office.clock():
            retry(office.database, office.engine, found.id, office.clerk)
        (sent,) = office.rows(tables.delivery)
        because = "A shop closed on 4 March 2026, and A store took its place"
        assert (sent.person_id, sent.state, sent.because) == (office.manager.id, "queued", because)
        with office.database.reading() as tx:
            entries = audit.entries(tx, found.case_id)
        assert [entry.action for entry in entries[-2:]] == ["letter_sent_on", "incident_resolved"]
        assert entries[-2].facts == {
            "letter": sent.letter_id, "from": "shop", "to": "store", "because": because,
        }  # fmt: skip

    def test_wait_on_while_nobody_there_can_be_written_to(self, office):
        found = office.thanked()
        held = tables.post_held
        with office.clock(), office.database.transaction() as tx:
            tx.connection.execute(held.update().where(held.c.organisation == "store").values(until_on=LAST))
        with office.clock(), pytest.raises(StillNobody):
            retry(office.database, office.engine, found.id, office.clerk)
        assert office.rows(tables.incident, tables.incident.c.resolved_at.is_(None))

    def test_of_before_are_read_by_who_has_taken_the_place(self, office):
        reference = office.start().reference
        office.submit(task_of(office, "act", "shop"), office.keeper, note="It is done")
        office.now = AFTER
        with office.clock(), office.database.reading() as tx:
            case = find_case(tx, office.engine.revisions, office.manager, reference)
            assert [letter.name for letter in papers.letters(tx, case)] == ["thanks"]
            with pytest.raises(CaseNotFound):
                find_case(tx, office.engine.revisions, office.keeper, reference)
