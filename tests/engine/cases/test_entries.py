"""Entries of registers: kept by the step that changes them, and the same when they are worked out again."""

from datetime import date, timedelta

import pytest
import yaml

from engine.cases.attempts import submit_user_task
from engine.cases.opening import start_case
from engine.cases.registering import register_again
from engine.diagrams.bundle import Bundle
from engine.records import tables
from engine.records.tables import register_entry
from tests.engine.cases.office import Office, statements
from tests.engine.cases.test_holders_of_tasks import of
from tests.engine.cases.test_lists_sent_again import planned
from tests.engine.diagrams.listing import REGISTER, listed

JOBS = [
    {"what": "Mend the gate", "whose": "school", "by": "2026-03-10"},
    {"what": "Paint it", "whose": "school", "by": "2026-04-01"},
]


@pytest.fixture
def office(light_database) -> Office:
    """An office whose officer may do everything, and who has told of two jobs."""
    return opened(Office(light_database, listed()), told="Two jobs", secret="Do not say", jobs=JOBS)


def opened(office: Office, **answers) -> Office:
    office.officer = office.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
    with office.clock(), office.database.transaction() as tx:
        start_case(tx, office.engine, person=office.officer, answers=answers)
    return office


def submit(office: Office, task_id: str, **answers) -> str:
    with office.clock():
        return submit_user_task(
            office.database, office.engine, task_id=task_id, person=office.officer, answers=answers
        ).submission_id


def entries(office: Office) -> list[tuple[str, str]]:
    return [(row.key, row.state) for row in sorted(office.rows(register_entry), key=lambda row: row.key)]


def mended(office: Office) -> int:
    """Work everything out again; return how many entries were not as they should be."""
    with office.clock():
        return sum(number for _, number in register_again(office.database, office.engine))


class TestStep:
    def test_keeps_an_entry_for_each_item(self, office):
        assert entries(office) == [("jobs:1", "open"), ("jobs:2", "open")]
        first = min(office.rows(register_entry), key=lambda row: row.key)
        assert (first.held_by, first.organisation, first.waits) == ("Doer|school", "school", True)
        assert (first.due_on, first.dated_on) == (date(2026, 3, 10), date(2026, 3, 2))
        assert (first.theme, first.published_as) == ("mend the gate", None)
        assert first.answers == {
            "what": "Mend the gate", "whose": "school", "by": "2026-03-10", "begun": "2026-03-02", "told": "Two jobs",
            "who": "school",
        }  # fmt: skip

    def test_joins_what_the_instance_of_an_item_answers(self, office):
        task = next(row for row in office.rows(tables.user_task) if row.instance == "jobs:2")
        submit(office, task.id, done="yes")
        assert entries(office) == [("jobs:1", "open"), ("jobs:2", "done")]
        done = max(office.rows(register_entry), key=lambda row: row.key)
        assert done.answers["done"] is True
        assert done.answers["answered"] == {"done": "2026-03-02", "from": {"asked": "2026-03-02"}}
        assert not done.waits

    def test_says_by_which_submission_an_entry_is_public(self, office):
        (sent,) = office.rows(tables.submission)
        submit(office, office.open_tasks("answer")[0], done="yes")
        assert [row.published_as for row in office.rows(register_entry) if row.state == "done"] == [sent.id]

    def test_takes_the_last_state_where_no_other_applies(self, office):
        submit(office, office.open_tasks("answer")[0], done="no")
        assert sorted(state for _, state in entries(office)) == ["left", "open"]

    def test_puts_what_waits_before_the_rest_by_its_date(self, office):
        task = next(row for row in office.rows(tables.user_task) if row.instance == "jobs:1")
        submit(office, task.id, done="yes")
        assert [row.key for row in sorted(office.rows(register_entry), key=lambda row: row.place)] == [
            "jobs:2",
            "jobs:1",
        ]

    def test_writes_only_what_has_changed(self, office):
        task = office.open_tasks("answer")[0]
        with statements(office.database) as sent:
            submit(office, task, done="yes")
        touching = [statement.split()[0] for statement in sent if "register_entry" in statement]
        assert touching == ["SELECT", "DELETE", "INSERT"]

    def test_asks_nothing_where_it_touches_no_register(self, light_database):
        office = Office(light_database, planned())
        with statements(light_database) as sent:
            opened(office, actions=[{"what": "Old", "by": "2026-03-10"}])
        assert not any("register_entry" in statement for statement in sent)


class TestAListThatIsSentAgain:
    @pytest.fixture
    def office(self, light_database) -> Office:
        register = {
            **{
                key: value
                for key, value in REGISTER.items()
                if key not in ("owner", "public", "clauses", "theme", "agency")
            },
            "each": ["ask.actions", "report"],
            "columns": {
                "what": {"title": "What", "from": ["report.what", "item.what"]},
                "by": {"title": "By", "from": ["anchors.asked", "item.by"]},
                "begun": {"title": "Begun", "from": ["entry.sent_on"]},
            },
            "states": {
                "open": {"title": "Open", "during": ["action.act"], "waits": True},
                "reported": {"title": "Reported", "when": 'submitted("report")'},
                "left": {"title": "Left"},
            },
        }
        files = {**planned().files, "bpmn/registers.yaml": yaml.safe_dump({"all": register}, sort_keys=False).encode()}
        office = Office(light_database, Bundle(files))
        return opened(office, actions=[{"what": what, "by": "2026-03-10"} for what in ("Old one", "Old two")])

    def test_leaves_only_the_last_items(self, office):
        for number, task in enumerate(office.open_tasks("act")):
            submit(office, task, what=f"Done {number}")
        submit(office, *office.open_tasks("check"), outcome="again")
        office.now += timedelta(hours=1)
        submit(office, *office.open_tasks("ask"), actions=[{"what": "New one", "by": "2026-04-20"}])
        of_items = [row for row in office.rows(register_entry) if row.key.count(".")]
        assert [(row.key, row.answers["what"], row.state) for row in of_items] == [("actions:2.1", "New one", "open")]
        assert mended(office) == 0


class TestRegisterAgain:
    def test_finds_what_is_kept_as_it_should_be(self, office):
        submit(office, office.open_tasks("answer")[0], done="yes")
        before = office.rows(register_entry)
        assert mended(office) == 0
        assert office.rows(register_entry) == before

    def test_mends_what_is_lost_changed_or_too_much(self, office):
        before = sorted(office.rows(register_entry))
        with office.database.transaction() as tx:
            row = dict(before[0]._mapping)
            tx.connection.execute(register_entry.update().where(register_entry.c.key == "jobs:1").values(state="left"))
            tx.connection.execute(register_entry.delete().where(register_entry.c.key == "jobs:2"))
            tx.connection.execute(register_entry.insert().values(**{**row, "key": "jobs:9"}))
        assert mended(office) == 3
        assert sorted(office.rows(register_entry), key=lambda row: row.key) == before
