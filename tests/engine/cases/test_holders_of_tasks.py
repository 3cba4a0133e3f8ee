"""Who holds the tasks of a case: whom a form chose, the agency of an item, its senior; and dates of items."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Person, Post
from engine.cases.asking import task_page
from engine.cases.attempts import submit_user_task
from engine.cases.claims import claim
from engine.cases.holders import people
from engine.cases.opening import start_case
from engine.cases.reading import find_case
from engine.errors import CaseNotFound
from engine.records import tables
from engine.records.db import Database
from tests.engine.cases.office import Office
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form, letter

WHO = (
    PARTNERSHIP.replace(
        "  Member: {who: partner}\n",
        """  Reviewer: {who: chosen, by: ask.reviewer}
  Convenor: {who: chosen, by: ask.convenor}
  Helper: {who: chosen, by: ask.helper}
  Owner: {who: agency}
  Owner's senior: {who: agency, senior: true}
  Board: {who: mailbox, mailbox: board@example.org}
""",
    ).replace("contacts: [Head]}", "contacts: [Head], senior: Dean}\n  shop: {name: A shop, contacts: [Keeper]}")
    + "lists: {always: [school]}\n"
)
AGENCY = {"type": "agency", "label": "Whose?"}
ASK = form(
    "ask",
    anchors={"asked": {"from": "submission"}},
    reviewer={"type": "person", "choices_from": "Chair"},
    convenor={"type": "choice", "choices_from": "partners"},
    helper={"type": "agency"},
    actions={
        "type": "group", "item": "Action", "list": "actions", "optional": True, "anchors": {"asked": {"from": "by"}},
        "fields": {"owner": AGENCY, "by": {"type": "date", "label": "By when?"}},
    },
)  # fmt: skip


def drawn() -> Any:
    action = Diagram("action").start().task("act", "answer", lane="Owner", limit="AB-1").end()
    action.send("warn", "warning", to="Owner's senior").line("opened", "warn", "act", "closed")
    review = Diagram().list("actions").start().task("ask").both("split", "join").end()
    review.task("read", "report", lane="Reviewer").task("meet", "report", lane="Convenor")
    review.task("help", "report", lane="Helper").call("follow", "action", many="actions")
    review.send("write", "note", to="Board").line("opened", "ask", "write", "split")
    for name in ("read", "meet", "help", "follow"):
        review.line("split", name, "join")
    letters = {"a": letter("warning"), "b": letter("note")}
    return bundle(review.flow("join", "closed"), action, partnership=WHO, ask=ASK, report=form("report"), **letters)


def asked_again() -> Any:
    review = Diagram().start().task("ask").task("meet", "report", lane="Convenor").end("closed", "told")
    review.message("ask_again", "ask", on="meet", interrupts=False)
    review.line("opened", "ask", "meet", "closed").line("ask_again", "told")
    ask = {path: data.replace(b"list: actions", b"list: others") for path, data in ASK.items()}
    return bundle(review, partnership=WHO, ask=ask, report=form("report"))


class Desk(Office):
    """A case of the revision above."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.clerk = self.person("A clerk", Post(organisation=OFFICE, title="Clerk"), of("school", "Head"))
        self.chair = self.person("A chair", of(OFFICE, "Chair"))

    def ask(self, **answers: Any) -> None:
        given = {"reviewer": str(self.chair.id), "convenor": "east", "helper": "shop", **answers}
        with self.clock(), self.database.transaction() as tx:
            start_case(tx, self.engine, person=self.clerk, answers=given)

    def held(self, element: str) -> list[Any]:
        task = tables.user_task
        return self.rows(task, task.c.element == element, task.c.closed_at.is_(None))

    def may(self, person: Person, element: str) -> bool:
        """Tell whether a person is shown the task, and can complete it."""
        task_id = self.held(element)[0].id
        try:
            with self.clock(), self.database.reading() as tx:
                task_page(tx, self.engine, task_id, person)
        except CaseNotFound:
            return False
        with self.clock():
            submit_user_task(self.database, self.engine, task_id=task_id, person=person, answers={"note": "x"})
        return True


def of(organisation: str, title: str) -> Post:
    return Post(organisation=organisation, title=title)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, drawn())


class TestWhomAFormChose:
    def test_is_the_person_and_nobody_else_of_the_post(self, desk):
        desk.ask()
        colleague = desk.person("Another chair", of(OFFICE, "Chair"))
        assert [row.held_by for row in desk.held("read")] == [f"Reviewer|person:{desk.chair.id}"]
        assert not desk.may(colleague, "read")
        assert desk.may(desk.chair, "read")

    def test_is_the_partner_by_its_member(self, desk):
        desk.ask()
        assert [row.held_by for row in desk.held("meet")] == ["Convenor|east"]
        assert not desk.may(desk.person("West", of("west", "Head")), "meet")
        assert not desk.may(desk.person("A typist", of("east", "Typist")), "meet")
        assert desk.may(desk.person("East", of("east", "Head")), "meet")

    def test_is_the_agency_by_its_contacts(self, desk):
        desk.ask()
        assert [row.held_by for row in desk.held("help")] == ["Helper|shop"]
        assert not desk.may(desk.clerk, "help")
        assert desk.may(desk.person("A keeper", of("shop", "Keeper")), "help")

    def test_is_known_by_name_to_colleagues(self, desk):
        desk.ask()
        keeper = desk.person("A keeper", of("shop", "Keeper"))
        keys = [f"Reviewer|person:{desk.chair.id}", "Helper|shop", "Convenor|west"]
        with desk.clock(), desk.database.reading() as tx:
            found = people(tx, desk.engine.revisions.current(tx).partnership, keys)
        assert {key: [who.id for who in named] for key, named in found.items()} == {
            keys[0]: [desk.chair.id],
            keys[1]: [keeper.id],
            keys[2]: [],
        }

    def test_acts_no_more_once_the_post_has_ended(self, desk):
        desk.ask()
        with desk.database.transaction() as tx:
            ended = sa.update(tables.post_held).where(tables.post_held.c.person_id == desk.chair.id)
            tx.connection.execute(ended.values(from_on=date(2025, 1, 1), until_on=date(2025, 12, 31)))
        former = Person(id=desk.chair.id, name="A chair", email="", posts=())
        assert not desk.may(former, "read")


class TestWhomAFormChoseAnew:
    """The review asks who convenes it, and may be asked again while the convenor's task is open."""

    def test_takes_over_what_is_open_and_the_audit_says_so(self, database):
        desk = Desk(database, asked_again())
        desk.ask()
        (task,) = desk.held("meet")
        colleague, successor = desk.person("East", of("east", "Head")), desk.person("West", of("west", "Head"))
        with desk.clock(), desk.database.transaction() as tx:
            claim(tx, desk.engine.revisions, colleague, task.id)
        again = {"reviewer": str(desk.chair.id), "convenor": "west", "helper": "shop"}
        with desk.clock():
            event = desk.held("ask_again")[0].id
            submit_user_task(desk.database, desk.engine, task_id=event, person=desk.clerk, answers=again)
        (row,) = desk.held("meet")
        assert (row.id, row.held_by, row.person_id, row.claimed_at) == (task.id, "Convenor|west", None, None)
        with desk.database.reading() as tx:
            noted = [e.facts["handed_over"] for e in audit.entries(tx, row.case_id) if "handed_over" in e.facts]
        moved = {"process": "review", "element": "meet", "instance": None, "to": "Convenor|west"}
        assert noted == [[moved]]
        assert not desk.may(colleague, "meet")
        assert desk.may(successor, "meet")

    def test_ends_the_part_in_the_case_of_whom_it_chose_before(self, database):
        desk = Desk(database, asked_again())
        desk.ask()
        colleague, successor = desk.person("East", of("east", "Head")), desk.person("West", of("west", "Head"))
        (reference,) = {row.reference for row in desk.rows(tables.safeguarding_case)}

        def finds(person):
            with desk.clock(), desk.database.reading() as tx:
                try:
                    return bool(find_case(tx, desk.engine.revisions, person, reference))
                except CaseNotFound:
                    return False

        assert (finds(colleague), finds(successor)) == (True, False)
        again = {"reviewer": str(desk.chair.id), "convenor": "west", "helper": "shop"}
        with desk.clock():
            event = desk.held("ask_again")[0].id
            submit_user_task(desk.database, desk.engine, task_id=event, person=desk.clerk, answers=again)
        assert (finds(colleague), finds(successor)) == (False, True)


class TestTheAgencyOfAnItem:
    def test_holds_what_is_done_for_the_item_until_the_items_own_day(self, desk):
        desk.ask(actions=[{"owner": "shop", "by": "2026-03-10"}, {"owner": "school", "by": "2026-03-19"}])
        found = sorted((row.instance, row.held_by, row.due_on) for row in desk.held("act"))
        assert found == [
            ("actions:1", "Owner|shop", date(2026, 3, 11)),
            ("actions:2", "Owner|school", date(2026, 3, 20)),
        ]
        timers = {row.instance: clock.london_date(row.due_at) for row in desk.rows(tables.timer)}
        assert timers == {"actions:1": date(2026, 3, 11), "actions:2": date(2026, 3, 20)}

    def test_is_written_to_by_its_senior_post(self, desk):
        dean = desk.person("A dean", of("school", "Dean"))
        desk.ask(actions=[{"owner": "school", "by": "2026-03-10"}])
        written = {row.name: row for row in desk.rows(tables.letter)}
        addresses = {row.letter_id: row.address for row in desk.rows(tables.delivery)}
        assert written["warning"].held_by == "Owner's senior|school"
        assert addresses[written["warning"].id] == dean.email

    def test_may_have_two_items_and_does_each(self, desk):
        desk.ask(actions=[{"owner": "shop", "by": "2026-03-10"}, {"owner": "shop", "by": "2026-03-11"}])
        keeper = desk.person("A keeper", of("shop", "Keeper"))
        assert desk.may(keeper, "act")
        assert [row.instance for row in desk.held("act")] in (["actions:1"], ["actions:2"])


class TestABodyThatIsOnlyWrittenTo:
    def test_is_written_to_at_its_address(self, desk):
        desk.ask()
        (note,) = desk.rows(tables.letter, tables.letter.c.name == "note")
        (sent,) = desk.rows(tables.delivery, tables.delivery.c.letter_id == note.id)
        assert (note.held_by, sent.address, sent.person_id) == ("Board", "board@example.org", None)
