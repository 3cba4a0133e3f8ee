"""Destroying a case: nothing personal is left in any byte, and everything that stays can be proved."""

import re
from datetime import timedelta
from io import BytesIO

import orjson
import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.cases.reading import find_case
from engine.cases.retention import certificates, reviews
from engine.cases.retention.again import destroy_what_came_back
from engine.cases.retention.destroying import KEPT, tables_of_a_case
from engine.correspondence.seals import broken_seals
from engine.errors import CaseNotFound
from engine.periods import Housekeeping
from engine.records import schema
from engine.records.copies import copy_database, put_back
from engine.records.db import Database
from engine.records.retention import DESTROYED, erasure
from engine.records.tables import case_member, metadata, safeguarding_case, upload
from engine.registers.uploads import broken_files, keep_file
from engine.worker import Worker
from tests.engine.cases.retention.kept import CONTENT, DUE, PERSONAL, keep_errand
from tests.fakes import FakeMailer

NIGHT = DUE + timedelta(days=1)


@pytest.fixture
def kept(database, tmp_path):
    return keep_errand(database, tmp_path / "data")


def work(kept, at=NIGHT):
    """Let the worker do what is due, as in the night after."""
    worker = Worker(
        database=kept.database,
        cases=kept.cases,
        mailer=FakeMailer(),
        sender="office@example.org",
        sign_in_at="http://localhost",
        housekeeping=Housekeeping(data_folder=kept.folder),
    )
    with clock.stopped_at(at):
        return worker.run_once()


def found_in(database: Database) -> set[str]:
    """Return which of the personal words stand in any row of the database."""
    with database.reading() as tx:
        everything = [
            str(tuple(row)) for table in metadata.sorted_tables for row in tx.connection.execute(sa.select(table))
        ]
    said = "\n".join(everything)
    return {word for word in PERSONAL if word.lower() in said.lower()}


def holds(database: Database) -> list[object]:
    """Return what does not hold of all that can be proved."""
    with database.reading() as tx:
        return [*audit.verify(tx).broken, *broken_seals(tx), *certificates.broken_certificates(tx)]


def personal_bytes(kept) -> set[str]:
    """Return which of the personal words stand in any byte of the data folder, and of SQLite's files."""
    paths = [path for path in kept.folder.rglob("*") if path.is_file()]
    if kept.database.is_sqlite:
        paths += list(kept.folder.parent.glob("records.db*"))
        assert any(str(path) == kept.database.url.database for path in paths)
    return {word for path in paths for word in PERSONAL if _holds(path.read_bytes(), word)}


class TestDestroy:
    def test_leaves_the_reference_the_dates_and_the_ends_alone(self, kept):
        kept.destroy()
        with kept.database.reading() as tx:
            row = tx.connection.execute(sa.select(safeguarding_case)).one()
            left = {
                table.name: n
                for table, mine in tables_of_a_case().items()
                if (n := tx.connection.execute(sa.select(sa.func.count()).where(mine), {"of_case": row.id}).scalar())
            }
        assert (row.reference, row.status, row.initials, row.born_on, row.facts) == (
            "2026-0001", DESTROYED, "", None, {},
        )  # fmt: skip
        assert (row.closed_at, left) == (clock.at(row.closed_at.date(), row.closed_at.time().replace(hour=16)), {})
        assert found_in(kept.database) == set()

    def test_certifies_who_when_what_and_by_which_rule(self, kept):
        issued = kept.destroy()
        assert issued.says["reviewed_by"]["name"] == "Wat One"
        assert issued.says["confirmed_by"]["name"] == "Sim Two"
        assert issued.says["ended_with"] == [] or issued.says["ended_with"]
        assert issued.says["rule"] == {
            "years": 10, "from": "closed", "counted_on": "2026-04-14", "due_on": "2036-04-14",
        }  # fmt: skip
        counted = issued.says["erased"]
        assert (counted["submission"], counted["note"], counted["draft"], counted["upload"]) == (2, 1, 1, 1)
        assert issued.says["files"] == 1

    def test_keeps_every_chain_whole_and_notices_what_is_done_to_it(self, kept):
        kept.destroy()
        assert holds(kept.database) == []
        table = audit.audit
        with kept.database.transaction() as tx:
            tx.connection.execute(table.update().where(table.c.seq == 2).values(action="nothing_happened"))
        (broken, *_) = holds(kept.database)
        assert "no later entry seals" in broken["what"]

    def test_notices_a_body_that_went_without_a_word(self, kept):
        table = audit.audit
        with kept.database.transaction() as tx:
            tx.connection.execute(table.update().where(table.c.seq == 2).values(body=""))
        assert [broken["seq"] for broken in holds(kept.database)] == [2]

    def test_notices_a_certificate_that_was_changed_or_is_gone(self, kept):
        kept.destroy()
        with kept.database.transaction() as tx:
            body = certificates.certificate.c.body
            tx.connection.execute(certificates.certificate.update().values(body=sa.func.replace(body, "Wat", "Nat")))
        assert holds(kept.database) == ["certificate 1 does not say any more what was certified"]

    def test_lets_nobody_find_the_case_any_more(self, kept):
        kept.destroy()
        with kept.database.reading() as tx:
            for person in (kept.first, kept.second):
                with pytest.raises(CaseNotFound):
                    find_case(tx, kept.cases.revisions, person, kept.reference)

    def test_erases_files_but_those_that_another_case_has(self, kept):
        with kept.database.transaction() as tx:
            tx.connection.execute(upload.update().values(case_id=None))
            others = keep_file(
                tx, kept.folder / "uploads", person_id=kept.first.id, name="same.txt", content=_io(CONTENT),
                accept=("txt",), largest_bytes=1000,
            )  # fmt: skip
            tx.connection.execute(upload.update().where(upload.c.id != others).values(case_id=kept.case_id))
        kept.destroy()
        work(kept)
        with kept.database.reading() as tx:
            assert list(broken_files(tx, kept.folder / "uploads")) == []
        assert len(list(kept.folder.glob("uploads/??/*"))) == 1

    def test_leaves_no_personal_word_in_any_byte(self, kept):
        assert personal_bytes(kept) >= ({"Zephyrina", "whooping"} if kept.database.is_sqlite else {"Obadiah"})
        kept.destroy()
        work(kept)
        assert personal_bytes(kept) == set()
        assert list(kept.folder.glob("uploads/??/*")) == []
        with kept.database.reading() as tx:
            assert tx.connection.execute(sa.select(erasure)).all() == []

    def test_the_worker_writes_the_certificate_outside_the_database(self, kept):
        issued = kept.destroy()
        work(kept, at=DUE)
        (path,) = (kept.folder / "certificates").iterdir()
        assert orjson.loads(path.read_bytes())["sha256"] == issued.sha256

    def test_every_table_that_names_a_case_is_destroyed_or_stays_on_purpose(self):
        naming = {t for t in metadata.sorted_tables for key in t.foreign_keys if key.column.table is safeguarding_case}
        assert naming - set(tables_of_a_case()) - KEPT == set()
        assert case_member in tables_of_a_case()


class TestDestroyAgain:
    def test_a_copy_from_before_loses_what_had_been_destroyed_since(self, tmp_path):
        url = f"sqlite:///{tmp_path}/records.db"
        database = Database(url, is_durable=False)
        schema.migrate(database)
        kept = keep_errand(database, tmp_path / "data")
        copy = tmp_path / "copy"
        copy.mkdir()
        copy_database(database, copy)
        kept.destroy()
        work(kept)
        database.close()
        again = Database(f"sqlite:///{tmp_path}/again.db", is_durable=False)
        put_back(again, copy)
        assert found_in(again) >= {"Zephyrina", "mauvewort"}
        assert destroy_what_came_back(again, kept.folder / "certificates") == ["2026-0001"]
        assert found_in(again) == set()
        assert holds(again) == []
        assert destroy_what_came_back(again, kept.folder / "certificates") == []
        again.close()

    def test_refuses_a_certificate_that_was_changed(self, kept):
        kept.destroy()
        work(kept)
        (path,) = (kept.folder / "certificates").iterdir()
        path.write_bytes(path.read_bytes().replace(b"Wat One", b"Nat One"))
        with kept.database.transaction() as tx:
            tx.connection.execute(certificates.certificate.delete())
        with pytest.raises(certificates.CertificateDamaged, match="was changed"):
            destroy_what_came_back(kept.database, kept.folder / "certificates")


class TestReview:
    def test_two_people_are_needed(self, kept):
        kept.propose()
        with pytest.raises(reviews.RetentionRefused, match="somebody else"):
            kept.confirm(person=kept.first)

    def test_nothing_goes_before_its_day(self, kept):
        with pytest.raises(reviews.RetentionRefused, match="not due"):
            kept.propose(at=DUE - timedelta(days=1))


def _holds(data: bytes, word: str) -> bool:
    return re.search(re.escape(word.encode()), data, re.IGNORECASE) is not None


def _io(data: bytes):
    return BytesIO(data)
