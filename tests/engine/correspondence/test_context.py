"""What a text may say of the item of a list by which its instance came."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from engine.correspondence.context import context_of
from engine.diagrams.letters import parse_letter
from engine.diagrams.revision import Revision, read_revision
from engine.diagrams.templates import reads_of
from engine.records.db import Database
from engine.records.tables import submission
from tests.engine.correspondence.test_letters import on_paper
from tests.engine.diagrams.builder import bundle, form, smallest
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT

WHAT = {"what": {"type": "line", "label": "What?"}, "on": {"type": "date", "label": "When?"}}
AGENCY = {"agency": {"type": "agency", "label": "Who?"}}


@pytest.fixture
def person_and_case(database: Database) -> tuple[int, int]:
    asker = asker_in(database)
    return asker.id, start_errand(database, engine_in(database), asker)


def filled(**group) -> Revision:
    group = {"type": "group", "label": "Errands", "item": "Errand", "list": "errands", **group}
    return read_revision(bundle(smallest(), plan=form("plan", errands=group)))


def item(
    database: Database, person_and_case: tuple[int, int], revision: Revision, instance: str, *sent: list[dict[str, str]]
) -> dict[str, object]:
    """Return what is said of an instance after the form was sent so many times."""
    person_id, case_id = person_and_case
    with database.transaction() as tx:
        for items in sent:
            row = {
                "id": uuid4().hex, "case_id": case_id, "task_id": "t", "process": "p", "element": "e", "form": "plan",
                "instance": None, "answers": {"errands": items}, "person_id": person_id, "post": "Asker", "at": AT,
            }  # fmt: skip
            tx.connection.execute(sa.insert(submission), row)
        above, body, _ = parse_letter("Subject: A\n\n{{ item.what }}")
        found = context_of(tx, revision, reads_of(above, body), case=on_paper(case_id), instance=instance)
        assert len(found.submissions) == len(sent)
        return dict(found.names["item"])


class TestItem:
    def test_is_found_by_its_number(self, database, person_and_case):
        sent = [{"what": "Bread", "on": "2026-04-14"}, {"what": "Beer", "on": "2026-04-15"}]
        said = item(database, person_and_case, filled(fields=WHAT), "errands:2", sent)
        assert (said["what"], str(said["on"])) == ("Beer", "2026-04-15")

    def test_is_the_latest_where_numbers_begin_again(self, database, person_and_case):
        said = item(
            database, person_and_case, filled(fields=WHAT), "errands:1", [{"what": "Bread"}], [{"what": "Beer"}]
        )
        assert said["what"] == "Beer"

    def test_is_found_by_its_number_where_numbers_go_on(self, database, person_and_case):
        going_on = filled(fields=WHAT, adds_to=["all_errands"])
        sent = [{"what": "Bread"}, {"what": "Beer"}], [{"what": "Salt"}]
        assert item(database, person_and_case, going_on, "errands:3", *sent)["what"] == "Salt"

    def test_is_found_by_its_agency(self, database, person_and_case):
        keyed = filled(fields={**AGENCY, **WHAT}, key="agency")
        sent = [{"agency": "school", "what": "Bread"}, {"agency": "harbour", "what": "Beer"}]
        assert item(database, person_and_case, keyed, "school", sent)["what"] == "Bread"

    def test_says_nothing_of_another_instance(self, database, person_and_case):
        assert item(database, person_and_case, filled(fields=WHAT), "errands:2", [{"what": "Bread"}]) == {}
