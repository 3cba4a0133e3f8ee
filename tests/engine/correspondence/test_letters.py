from datetime import date
from hashlib import sha256

import pytest
import sqlalchemy as sa

from engine.cases.revisions import Revisions
from engine.correspondence.context import CaseOnPaper
from engine.correspondence.documents import write_document
from engine.correspondence.letters import preview, write_letter
from engine.diagrams.bundle import Bundle
from engine.diagrams.letters import LetterError
from engine.diagrams.revision import Revision, read_revision
from engine.records.db import Database
from engine.records.tables import delivery, letter, submission
from tests.engine.errand import asker_in, bundle, engine_in, revision, start_errand


@pytest.fixture
def case_id(database: Database) -> int:
    return start_errand(database, engine_in(database), asker_in(database))


def on_paper(case_id: int, **said) -> CaseOnPaper:
    values = {
        "id": case_id,
        "reference": "2026-0001",
        "initials": "N.",
        "opened_on": date(2026, 4, 14),
        "anchors": {"asked": date(2026, 4, 14)},
    }
    return CaseOnPaper(**{**values, **said})


def with_note(body: str) -> Revision:
    return revision(note=f"Subject: Note\n\n{body}\n")


def parts(case_id: int, **said):
    """What a letter to the keeper is written from."""
    case = on_paper(case_id)
    return {"case": case, "name": "note", "role": "Keeper", "held_by": "Keeper", "instance": None, **said}


def said(database: Database, case_id: int, body: str, **said) -> str:
    with database.reading() as tx:
        return preview(tx, with_note(body), **parts(case_id, **said)).body.removesuffix("\n")


class TestWriteLetter:
    def write(self, database: Database, case_id: int, body: str = "Hello", **said):
        files = {
            "forms/letters/note.txt": f"Subject: Note\n\n{body}\n",
            "forms/documents/sheet.md": "# Sheet\n\nHello\n",
        }
        written_from = Bundle({**bundle().files, **{path: text.encode() for path, text in files.items()}})
        with database.transaction() as tx:
            Revisions().publish(tx, written_from)
            return write_letter(tx, read_revision(written_from), **parts(case_id, **said))

    def kept(self, database: Database, number: int):
        with database.reading() as tx:
            return tx.connection.execute(sa.select(letter).where(letter.c.id == number)).one()

    def test_keeps_what_was_said_with_its_hash_and_queues_a_delivery(self, database, case_id):
        written = self.write(database, case_id, clause="ERR-1", due_on=date(2026, 4, 15), instance="mill")
        kept = self.kept(database, written.id)
        with database.reading() as tx:
            sent = tx.connection.execute(sa.select(delivery).where(delivery.c.letter_id == written.id)).one()
        assert (kept.subject, kept.body) == ("Note", "Hello\n")
        assert kept.sha256 == written.sha256 == sha256(b"Note\n\nHello\n").hexdigest()
        assert (kept.clause, kept.due_on, kept.instance) == ("ERR-1", date(2026, 4, 15), "mill")
        assert (sent.state, sent.attempts, sent.try_at) == ("queued", 0, kept.at)
        assert sent.message_id.endswith("@example.org>")

    def test_keeps_which_template_said_it_and_what_it_was_written_from(self, database, case_id):
        quoting = self.kept(database, self.write(database, case_id, "{{ answers.errand.who }}").id)
        plain = self.kept(database, self.write(database, case_id, "Hello").id)
        with database.reading() as tx:
            sent = list(tx.connection.scalars(sa.select(submission.c.id)))
        assert (quoting.submissions, plain.submissions) == (sent, [])
        assert quoting.anchors == {"asked": "2026-04-14"}
        assert quoting.revision_id != plain.revision_id
        with database.reading() as tx:
            assert Revisions().get(tx, quoting.revision_id).letters["note"].endswith("{{ answers.errand.who }}\n")

    def test_comes_with_the_latest_version_of_a_document(self, database, case_id):
        with pytest.raises(LetterError, match="encloses the document 'sheet', which has not been written yet"):
            self.write(database, case_id, encloses="sheet")
        written = [self.enclosed_in(database, case_id, instance) for instance in (None, None, "mill", "harbour")]
        assert self.kept(database, self.write(database, case_id, encloses="sheet").id).document_id == written[1]
        of_mill = self.write(database, case_id, encloses="sheet", instance="mill")
        assert self.kept(database, of_mill.id).document_id == written[2]
        of_another = self.write(database, case_id, encloses="sheet", instance="ferry")
        assert self.kept(database, of_another.id).document_id == written[1]
        assert self.kept(database, self.write(database, case_id).id).document_id is None

    def enclosed_in(self, database: Database, case_id: int, instance: str | None) -> int:
        """Write the document as a step does."""
        written_from = Bundle({**bundle().files, "forms/documents/sheet.md": b"# Sheet\n\nHello\n"})
        with database.transaction() as tx:
            Revisions().publish(tx, written_from)
            return write_document(
                tx, read_revision(written_from), case=on_paper(case_id), name="sheet", held_by="Warden",
                organisation=instance or "", instance=instance,
            ).id  # fmt: skip

    def test_tells_what_has_a_key_only_once(self, database, case_id):
        assert self.write(database, case_id, once_key="a") is not None
        assert self.write(database, case_id, once_key="a") is None
        assert self.write(database, case_id, once_key="b") is not None
        with database.reading() as tx:
            notes = sa.select(sa.func.count()).where(letter.c.name == "note")
            assert tx.connection.scalar(notes) == 2

    def test_tells_what_has_no_key_every_time(self, database, case_id):
        assert self.write(database, case_id) != self.write(database, case_id)

    def test_keeps_nothing_when_the_letter_cannot_be_written(self, database, case_id):
        with pytest.raises(LetterError):
            self.write(database, case_id, body="{{ answers.fetched.done }}")
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(sa.func.count()).where(letter.c.name == "note")) == 0


class TestPreview:
    def test_writes_nothing(self, database, case_id):
        with database.reading() as tx:
            before = tx.connection.scalar(sa.select(sa.func.count()).select_from(letter))
        said(database, case_id, "Hello")
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(sa.func.count()).select_from(letter)) == before

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("{{ partnership.name }}, {{ partnership.mailbox }}", "Errand Office, office@example.org"),
            ("{{ case.reference }} {{ case.initials }} {{ case.opened_on }}", "2026-0001 N. Tuesday 14 April 2026"),
            ("{{ to.role }} {{ today }} {{ anchors.asked }}", "Keeper Tuesday 14 April 2026 Tuesday 14 April 2026"),
            ("{{ answers.errand.who }}", "Nell"),
            ("{{ answers.errand.day }}", "Monday 13 April 2026"),
            ("{{ answers.errand.at }}", "Monday 13 April 2026, 2:30pm"),
            ("{{ answers.errand.at | time }}", "2:30pm"),
            ("{{ answers.errand.size }} {{ answers.errand.size == 's' }}", "Small yes"),
            ("{{ answers.errand.uses | join(' and ') }}", "Bread and Beer"),
            ("{{ answers.errand.place }}", "The Harbour"),
            ("{{ answers.errand.heavy }}", "yes"),
            ("{{ answers.errand.why }}", "not given"),
            ("{% for b in answers.errand.bags %}{{ b.weight }} {{ b.lid }};{% endfor %}", "5 With a lid;7 Without;"),
            ("{% if answers.fetched is defined %}a{% else %}b{% endif %}", "b"),
            ("{% if decisions.route is defined %}a{% else %}b{% endif %}", "b"),
            ("{% if clause is defined %}a{% else %}b{% endif %}", "b"),
            ("{{ due_on | day }}", "a day that is not yet known"),
        ],
    )
    def test_says_what_the_case_knows_in_words(self, database, case_id, body, expected):
        assert said(database, case_id, body) == expected

    def test_says_the_clause_and_its_date(self, database, case_id):
        body = "{{ clause.id }} {{ clause.section }}: {{ clause.says }} {{ due_on }}"
        assert said(database, case_id, body, clause="ERR-1", due_on=date(2026, 4, 15)) == (
            "ERR-1 Errands: An errand is fetched in a day. Wednesday 15 April 2026"
        )

    def test_says_what_a_decision_table_decided_for_the_instance(self, database, case_id):
        case = on_paper(case_id, routed={"route.way": {"": "north", "mill": "south"}, "errand.size": {"": "s"}})
        assert said(database, case_id, "{{ decisions.route.way }}", case=case) == "north"
        assert said(database, case_id, "{{ decisions.route.way }}", case=case, instance="mill") == "south"

    def test_names_the_organisation_of_a_partner_and_none_of_the_office(self, database, case_id):
        assert said(database, case_id, "{{ to.organisation }}", held_by="Any partner|mill") == "The Mill"
        assert said(database, case_id, "{{ to.organisation }}") == "not given"

    def test_reads_the_latest_answers_and_of_an_instance_its_own(self, database, case_id):
        with database.transaction() as tx:
            first = tx.connection.execute(sa.select(submission)).mappings().one()
            for number, instance in enumerate(("mill", "harbour")):
                row = {
                    **first,
                    "id": str(number),
                    "instance": instance,
                    "answers": {**first["answers"], "who": instance},
                }
                tx.connection.execute(sa.insert(submission), row)
        assert said(database, case_id, "{{ answers.errand.who }}", instance="mill") == "mill"
        assert said(database, case_id, "{{ answers.errand.who }}", instance="elsewhere") == "Nell"

    def test_quotes_answers_that_are_about_to_be_sent_in_place_of_earlier_ones(self, database, case_id):
        given = {"errand": {"who": "Nan"}}
        assert said(database, case_id, "{{ answers.errand.who }}", given=given) == "Nan"

    def test_names_letter_line_and_name_of_what_this_case_does_not_have(self, database, case_id):
        with pytest.raises(LetterError, match=r"note, line 3: “Fetch it” has not been sent yet"):
            said(database, case_id, "{{ answers.fetched.done }}")

    def test_says_which_file_is_missing(self, database, case_id):
        with pytest.raises(LetterError, match=r"write forms/letters/gone\.txt"):
            said(database, case_id, "", name="gone")
