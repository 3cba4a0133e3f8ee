from hashlib import sha256

import pytest
import sqlalchemy as sa

from engine import audit
from engine.correspondence.seals import broken_seals
from engine.records.tables import delivery, document, incident, letter, safeguarding_case
from tests.engine.errand import asker_in, engine_in, start_errand

SOURCE = "# Report\n\nIt is so\n"


@pytest.fixture
def case_id(database):
    """A case in which a letter and a document were written."""
    case = start_errand(database, engine_in(database), asker_in(database))
    with database.transaction() as tx:
        seal = sha256(SOURCE.encode()).hexdigest()
        row = {
            "case_id": case, "name": "report", "version": 1, "held_by": "Warden", "organisation": "", "title": "Report",
            "source": SOURCE, "sha256": seal, "submissions": [], "at": tx.at,
            "revision_id": tx.connection.scalar(sa.select(safeguarding_case.c.revision_id)),
        }  # fmt: skip
        number = tx.connection.execute(sa.insert(document).returning(document.c.id), row).scalar_one()
        facts = {"documents": [{"document": number, "name": "report", "version": 1, "sha256": seal}]}
        audit.append(tx, case, person_id=None, action="timers_fired", facts=facts)
        tx.connection.execute(sa.delete(delivery))
        tx.connection.execute(sa.delete(incident))
    return case


def told(database, change=None):
    with database.transaction() as tx:
        if change is not None:
            tx.connection.execute(change)
        return [(broken["case"], broken["seq"], broken["what"]) for broken in broken_seals(tx)]


class TestBrokenSeals:
    def test_are_none_while_nothing_was_changed(self, database, case_id):
        assert told(database) == []

    @pytest.mark.parametrize(
        "change", [{"body": "Otherwise"}, {"subject": "Otherwise"}, {"body": "Otherwise", "sha256": "0" * 64}], ids=str
    )
    def test_tell_a_letter_that_was_changed_whatever_its_row_says(self, database, case_id, change):
        what = "the letter 1 does not say any more what was written then"
        assert told(database, sa.update(letter).values(change)) == [("2026-0001", 1, what)]

    def test_tell_a_letter_that_is_gone(self, database, case_id):
        assert told(database, sa.delete(letter)) == [("2026-0001", 1, "the letter 1 that was written then is gone")]

    def test_tell_a_document_that_was_changed_or_is_gone(self, database, case_id):
        what = "the document 1 does not say any more what was written then"
        assert told(database, sa.update(document).values(source="# Other\n")) == [("2026-0001", 2, what)]
        what = "the document 1 that was written then is gone"
        assert told(database, sa.delete(document)) == [("2026-0001", 2, what)]
