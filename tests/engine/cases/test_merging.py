"""What people sent as spreadsheets, merged for a document."""

from datetime import date, timedelta

import pytest

from engine.cases import merging
from engine.cases.merging import merged_on_paper
from engine.records import tables
from tests.engine.cases.office import Office
from tests.engine.cases.test_holders_of_tasks import of
from tests.engine.diagrams.builder import PARTNERSHIP, bundle, form, smallest
from tests.forms.diary import DIARY, row, sheet

ROWS = 200


@pytest.fixture
def office(database) -> Office:
    """An office with a case whose first form brings a diary of many rows."""
    diary = {"type": "file", "label": "The diary", "reads": "diary"}
    drawn = bundle(
        smallest(), partnership=PARTNERSHIP, ask=form("ask", outcome="go_on/stop", diary=diary),
        table={"forms/tables/diary.yaml": DIARY.encode()},
    )  # fmt: skip
    office = Office(database, drawn)
    office.officer = office.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
    days = (date(2026, 1, 1) + timedelta(hours=6 * number) for number in range(ROWS))
    kept = sheet(*(row(day, event=f"Visit {number}") for number, day in enumerate(days))).to_json()
    file = {"person_id": office.officer.id, "name": "d.xlsx", "kind": "xlsx", "size_bytes": 1, "sha256": "0" * 64}
    with database.transaction() as tx:
        query = tables.upload.insert().returning(tables.upload.c.id)
        number = tx.connection.execute(query, {**file, "sheet": kept, "at": tx.at}).scalar_one()
    office.start(diary=[str(number)])
    return office


def on_paper(office: Office) -> list[dict]:
    with office.database.reading() as tx:
        return merged_on_paper(tx, office.engine.revisions.current(tx), 1, "diary")


class TestMergedOnPaper:
    def test_has_every_row(self, office):
        assert [one["event"] for one in on_paper(office)] == [f"Visit {number}" for number in range(ROWS)]

    def test_says_how_many_rows_it_leaves_to_the_cases_page(self, office, monkeypatch):
        monkeypatch.setattr(merging, "LARGEST_ON_PAPER", 3000)
        *rows, last = on_paper(office)
        assert [one["event"] for one in rows] == [f"Visit {number}" for number in range(len(rows))]
        assert 10 < len(rows) < 100
        assert last["day"] == f"{ROWS - len(rows)} more rows are left out"
        assert "the case's page" in last["notes"]
        assert last.keys() == rows[0].keys()
