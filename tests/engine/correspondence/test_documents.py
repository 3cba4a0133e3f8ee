"""Documents of a case: what they name, and how they are kept."""

from datetime import date
from hashlib import sha256

import pytest
import sqlalchemy as sa

from engine.correspondence.documents import render_document, write_document
from engine.diagrams.bundle import Bundle
from engine.diagrams.documents import DocumentError
from engine.diagrams.revision import Revision, read_revision
from engine.paper.markdown import read_sheet
from engine.records import tables
from engine.records.db import Database
from engine.records.tables import document, submission
from tests.engine.correspondence.test_letters import on_paper
from tests.engine.errand import asker_in, bundle, engine_in, start_errand
from tests.engine.rows import AT

LISTED = b"""
form: spare
title: Spare
sections:
  - title: Spare
    fields:
      places:
        {type: group, label: Where?, item: Place, list: places, fields: {what: {type: line, label: What?}}}
"""


@pytest.fixture
def case_id(database: Database) -> int:
    return start_errand(database, engine_in(database), asker_in(database))


def with_report(body: str) -> Revision:
    files = {"forms/documents/report.md": f"# Report\n\n{body}\n".encode(), "forms/definitions/spare.yaml": LISTED}
    return read_revision(Bundle({**bundle().files, **files}))


def said(database: Database, case_id: int, body: str, *, instance: str | None = None, **said) -> str:
    with database.reading() as tx:
        case = on_paper(case_id, **said)
        rendered = render_document(tx, with_report(body), case=case, name="report", instance=instance)
    return read_sheet(rendered.source).text.partition("\n")[2]


def send(database: Database, number: int, instance: str, who: str) -> None:
    """Send the first form again, as an instance."""
    with database.transaction() as tx:
        first = tx.connection.execute(sa.select(submission)).mappings().first()
        row = {"id": f"s{number}", "instance": instance, "answers": {**first["answers"], "who": who}}
        tx.connection.execute(sa.insert(submission), {**first, **row, "at": tx.at})


class TestRenderDocument:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ('{{ due["ERR-1"] | day }}', "Wednesday 15 April 2026"),
            ('{{ days_left["ERR-1"] }}', "1"),
            ("{{ sent.errand.by }}, {{ sent.errand.post }}", "Ada Harbour, Harbour Master, The Harbour"),
            ("{% if sent.fetched is defined %}a{% else %}b{% endif %}", "b"),
            ("{{ lists.places }}", "none"),
            ("{% for one in instances.fetched %}x{% else %}nobody{% endfor %}", "nobody"),
            ("{{ answers.errand.why }}", "not given"),
        ],
    )
    def test_says_what_the_case_knows_in_words(self, database, case_id, body, expected):
        assert said(database, case_id, body) == expected

    def test_says_that_a_date_is_not_known_whose_anchor_is_not_recorded(self, database, case_id):
        body = '{{ due["ERR-1"] }}, {{ due["ERR-1"] | day }}, {{ days_left["ERR-1"] }}'
        expected = "not given, a day that is not yet known, not given"
        assert said(database, case_id, body, anchors={}) == expected

    def test_counts_the_working_days_over_a_weekend_and_behind_today(self, database, case_id):
        days = '{{ days_left["ERR-1"] }}'
        assert said(database, case_id, days, anchors={"asked": date(2026, 4, 17)}) == "4"
        assert said(database, case_id, days, anchors={"asked": date(2026, 4, 9)}) == "-2"

    def test_goes_through_what_each_instance_sent_last_in_the_order_of_their_list(self, database, case_id):
        for number, (instance, who) in enumerate((("harbour", "Ned"), ("mill", "Nan"), ("harbour", "Nora"))):
            send(database, number, instance, who)
        each = "\n- {{ one.name }}: {{ one.answers.who }}, {{ one.sent_on }}\n"
        body = f"{{% for one in instances.errand %}}{each}{{% endfor %}}"
        lines = ["The Mill: Nan, Tuesday 14 April 2026", "The Harbour: Nora, Tuesday 14 April 2026"]
        assert said(database, case_id, body, lists={"places": ["mill", "harbour"]}).splitlines() == lines
        assert said(database, case_id, body, lists={"places": ["harbour", "mill"]}).splitlines() == lines[::-1]

    def test_says_who_sent_it_for_each_instance(self, database, case_id):
        for number, instance in enumerate(("harbour", "mill")):
            send(database, number, instance, "Ned")
        each = "\n- {{ one.name }}: {{ one.by }}, {{ one.post }}, {{ one.at | day }}\n"
        body = f"{{% for one in instances.errand %}}{each}{{% endfor %}}"
        signed = "Ada Harbour, Harbour Master, The Harbour, Tuesday 14 April 2026"
        assert said(database, case_id, body, lists={"places": ["mill", "harbour"]}).splitlines() == [
            f"The Mill: {signed}",
            f"The Harbour: {signed}",
        ]

    def test_names_the_items_on_a_list(self, database, case_id):
        places = {"places": ["mill", "harbour"]}
        assert said(database, case_id, "{{ lists.places }}", lists=places) == "The Mill, The Harbour"
        assert said(database, case_id, "{% for p in lists.places %}{{ p }};{% endfor %}", lists=places) == (
            "The Mill;The Harbour;"
        )

    def test_goes_through_the_merged_rows_of_a_table(self, database, case_id):
        rows = {"diary": [{"sender": "The Mill", "event": "A | B"}, {"sender": "The Harbour", "event": None}]}
        body = (
            "| Who | What |\n|---|---|\n{% for r in merged.diary %}\n| {{ r.sender }} | {{ r.event }} |\n{% endfor %}"
        )
        assert (
            said(database, case_id, body, merged=rows.__getitem__)
            == "Who\tWhat\nThe Mill\tA | B\nThe Harbour\tnot given"
        )

    def test_says_what_is_missing_in_words(self, database, case_id):
        with pytest.raises(DocumentError, match="“Fetch it” has not been sent yet"):
            said(database, case_id, "{{ answers.fetched.done }}")
        with pytest.raises(DocumentError, match="the day 'gone' is not recorded yet"):
            said(database, case_id, "{{ anchors.gone | day }}")

    def test_says_which_file_is_missing(self, database, case_id):
        with database.reading() as tx, pytest.raises(DocumentError, match=r"write forms/documents/gone\.md"):
            render_document(tx, with_report("x"), case=on_paper(case_id), name="gone", instance=None)


class TestWriteDocument:
    def write(self, database: Database, case_id: int, body: str = "{{ answers.errand.who }}", instance=None):
        with database.transaction() as tx:
            revision = with_report(body)
            there = sa.select(tables.revision.c.id).where(tables.revision.c.id == revision.digest)
            if tx.connection.execute(there).first() is None:
                row = {"id": revision.digest, "title": "x", "bundle": b"", "published_at": AT}
                tx.connection.execute(tables.revision.insert().values(row))
            return write_document(
                tx,
                revision,
                case=on_paper(case_id),
                name="report",
                held_by="Warden",
                organisation=instance or "",
                instance=instance,
            )

    def kept(self, database: Database, number: int):
        with database.reading() as tx:
            return tx.connection.execute(sa.select(document).where(document.c.id == number)).one()

    def test_keeps_what_it_says_with_its_hash_and_what_it_was_written_from(self, database, case_id):
        written = self.write(database, case_id)
        row = self.kept(database, written.id)
        assert read_sheet(row.source).text == "Report\nNell"
        assert row.sha256 == written.sha256 == sha256(row.source.encode()).hexdigest()
        assert (row.title, row.version, row.held_by, row.organisation, row.instance) == (
            "Report",
            1,
            "Warden",
            "",
            None,
        )
        with database.reading() as tx:
            assert row.submissions == tx.connection.scalars(sa.select(submission.c.id)).all()

    def test_is_a_version_beside_the_earlier_ones_of_the_same_instance(self, database, case_id):
        first = self.write(database, case_id)
        before = self.kept(database, first.id)
        assert [self.write(database, case_id, instance=i).version for i in (None, "mill", "mill", "harbour")] == [
            2,
            1,
            2,
            1,
        ]
        assert self.kept(database, first.id) == before

    def test_keeps_nothing_when_it_cannot_be_written(self, database, case_id):
        with pytest.raises(DocumentError):
            self.write(database, case_id, "{{ answers.fetched.done }}")
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(sa.func.count()).select_from(document)) == 0
