"""Files that answers name: whose a person may attach, and who may read them."""

from pathlib import Path
from typing import Any

import pytest

from engine.cases.attachments import find_file
from engine.diagrams.bundle import Bundle
from engine.errors import AnswersRefused
from engine.records.tables import upload, user_task
from tests.engine.cases.office import Office
from tests.engine.cases.test_holders_of_tasks import AGENCY, of
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form

WHO = PARTNERSHIP.replace("  Member: {who: partner}\n", "  Owner: {who: agency}\n").replace(
    "contacts: [Head]}", "contacts: [Head, Deputy]}\n  shop: {name: A shop, contacts: [Keeper]}"
)
ASKED = {
    "type": "group", "item": "Agency", "list": "asked", "key": "agency", "fields": {"agency": AGENCY},
}  # fmt: skip
PAPER = {"type": "file", "label": "The paper", "accept": ["pdf"], "optional": True}


def drawn() -> Any:
    ask = Diagram("return").start().task("act", "answer", lane="Owner").task("again", "answer", lane="Owner").end()
    ask.line("opened", "act", "again", "closed")
    review = Diagram().list("asked").start().task("ask").call("follow", "return", many="asked").end()
    review.line("opened", "ask", "follow", "closed")
    return bundle(
        review,
        ask,
        partnership=WHO,
        ask=form("ask", outcome="go_on/stop", asked=ASKED),
        answer=form("answer", outcome="go_on/stop", paper=PAPER),
    )


def task_of(office: Office, element: str, instance: str) -> str:
    """Return the open user task of an instance."""
    task = user_task.c
    (row,) = office.rows(user_task, task.element == element, task.instance == instance, task.closed_at.is_(None))
    return str(row.id)


class TestAFileOfAnotherAgency:
    """Two agencies answer the same form of the same case, each in an instance of its own."""

    @pytest.fixture
    def office(self, database) -> Office:
        office = Office(database, drawn())
        clerk = office.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
        self.head, self.keeper = clerk, office.person("A keeper", of("shop", "Keeper"))
        self.deputy = office.person("A deputy", of("school", "Deputy"))
        office.officer = clerk
        office.start(asked=[{"agency": "school"}, {"agency": "shop"}])
        self.paper = self.uploaded(office, self.head.id)
        office.submit(task_of(office, "act", "school"), self.head, paper=[self.paper])
        return office

    def uploaded(self, office, person_id) -> str:
        row = {"person_id": person_id, "name": "paper.pdf", "kind": "pdf", "size_bytes": 1, "sha256": "0" * 64}
        with office.database.transaction() as tx:
            return str(tx.connection.execute(upload.insert().returning(upload.c.id), {**row, "at": tx.at}).scalar_one())

    def test_cannot_be_sent_as_ones_own(self, office):
        with pytest.raises(AnswersRefused):
            office.submit(task_of(office, "act", "shop"), self.keeper, paper=[self.paper])

    def reads(self, office, person) -> bool:
        with office.clock(), office.database.reading() as tx:
            return find_file(tx, office.engine.revisions, Path("uploads"), person, int(self.paper)) is not None

    def test_is_read_inside_the_partnership_and_by_its_uploader_alone(self, office):
        inside = office.person("Another clerk", of("partnership", "Clerk"))
        readers = [self.reads(office, person) for person in (self.head, inside, self.deputy, self.keeper)]
        assert readers == [True, True, False, False]

    def test_is_read_by_the_roles_of_the_cases_revision_not_by_those_in_force(self, office):
        inside = office.person("Another clerk", of("partnership", "Clerk"))
        renamed = {
            path: text.replace(b"Clerk:", b"Registrar:").replace(b'name="Clerk"', b'name="Registrar"')
            for path, text in office.bundle.files.items()
        }
        renamed["bpmn/partnership.yaml"] = renamed["bpmn/partnership.yaml"].replace(b"[Clerk]", b"[Dean, Clerk]")
        with office.clock(), office.database.transaction() as tx:
            office.engine.revisions.publish(tx, Bundle(renamed))
        assert self.reads(office, inside)

    def test_is_sent_again_by_a_colleague(self, office):
        office.submit(task_of(office, "again", "school"), self.deputy, paper=[self.paper])
