"""What somebody finds: the same on both databases, whichever way the index is gone through, and nothing else."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import clock
from engine.cases import seeing
from engine.cases.searching import finding
from engine.cases.searching.finding import case_called
from engine.cases.searching.indexing import forget_case, forget_submission
from engine.cases.seeing import Viewer
from engine.records.tables import case_member, safeguarding_case
from tests.engine.rows import AT

SAYS = {
    "Zoë O'Brien": "She was left at home. Her mother's injuries",
    "Will Ashdown": "Home alone, and left there",
    "An Do": "Broken ribs; ada@mill.example",
    "Nell Dean": "",
}

EVERY = [*SAYS][::-1]
FOUND = {
    "left": ["Will Ashdown", "Zoë O'Brien"],
    "left home": ["Will Ashdown", "Zoë O'Brien"],
    '"left at home"': ["Zoë O'Brien"],
    "home-alone": ["Will Ashdown"],
    "injury": ["Zoë O'Brien"],
    "zoe obrien": ["Zoë O'Brien"],
    "ZOË": ["Zoë O'Brien"],
    "will": ["Will Ashdown"],
    "an": ["An Do"],
    "ash*": ["Will Ashdown"],
    "ash": [],
    "ribs left": [],
    "example": ["An Do"],
    "bread": EVERY,
    "with a lid": EVERY,
    "2026": [],
    "ada OR zoe": [],
}
"""Who it is about that something asked for was said of, the newest first."""


@pytest.fixture(params=[1, 1000], ids=["who sees many", "who sees few"])
def _shape(request, monkeypatch):
    monkeypatch.setattr(seeing, "MANY_CASES", request.param)


@pytest.fixture
def said(errands):
    """Cases in which something is said, by whom it is about."""
    return {who: errands.start(who, why=why) for who, why in SAYS.items()}


@pytest.mark.usefixtures("_shape")
class TestWhatWasSent:
    def test_is_found_by_its_words_the_newest_first(self, errands, said):
        found = {asked: errands.texts(asked) for asked in FOUND}
        assert found == {asked: [said[who] for who in about] for asked, about in FOUND.items()}

    def test_is_shown_with_its_case_and_the_words_marked(self, errands, said):
        (found,) = errands.find("mother <b>injuries").texts or errands.find("mother injuries").texts
        assert (found.reference, found.initials, found.born_on) == (said["Zoë O'Brien"], "Z.O.", None)
        assert (found.called, found.form, found.by) == ("Ask for an errand", "Ask for an errand", "Ada Harbour")
        assert found.at == AT
        assert "".join(piece.text for piece in found.excerpt) == "She was left at home. Her mother's injuries"
        assert [piece.text for piece in found.excerpt if piece.is_found] == ["mother's", "injuries"]

    def test_is_found_by_others_only_from_inside(self, errands):
        reference = errands.start()
        submission = errands.fetch("By the ferryman")
        assert [found.submission_id for found in errands.find("ferryman").texts] == [submission]
        assert errands.texts("ferryman", errands.asker) == []
        assert errands.texts("nell", errands.asker) == [reference]

    def test_is_not_found_by_who_has_no_part_in_the_case(self, errands, said):
        assert errands.texts("left", errands.keeper) == []

    def test_is_not_found_any_more_when_it_is_forgotten(self, errands):
        reference = errands.start()
        submission = errands.fetch("By the ferryman")
        with errands.database.transaction() as tx:
            forget_submission(tx, submission)
        assert (errands.texts("ferryman"), errands.texts("nell")) == ([], [reference])
        with errands.database.transaction() as tx:
            forget_case(tx, tx.connection.execute(sa.select(safeguarding_case.c.id)).scalar_one())
        assert (errands.texts("nell"), errands.cases(reference)) == ([], [])

    def test_comes_in_pages(self, errands, said, monkeypatch):
        monkeypatch.setattr(finding, "PAGE", 3)
        first = errands.find("bread")
        second = errands.find("bread", before=first.more)
        assert [found.reference for found in (*first.texts, *second.texts)] == [*said.values()][::-1]
        assert (second.more, second.cases) == (None, ())


@pytest.mark.usefixtures("_shape")
class TestCases:
    def test_are_found_by_reference_and_initials(self, errands, said):
        reference = said["Will Ashdown"]
        assert errands.cases(reference) == [reference]
        assert errands.cases(reference.partition("-")[2]) == [reference]
        for asked in ("W.A.", "wa", "WA", "W. A."):
            assert errands.cases(asked) == [reference]
        assert errands.cases("wa harbour") == [reference]

    def test_are_found_by_agencies_from_inside_alone(self, errands, said):
        assert errands.cases("the harbour") == [*said.values()][::-1]
        assert errands.cases("the harbour", errands.asker) == []
        assert errands.cases("wa", errands.asker) == [said["Will Ashdown"]]

    def test_are_not_found_by_who_has_no_part_in_them(self, errands, said):
        assert errands.cases("wa", errands.keeper) == []

    def test_are_no_more_than_a_few(self, errands, said, monkeypatch):
        monkeypatch.setattr(finding, "MOST_CASES", 2)
        found = errands.find("harbour")
        assert [case.reference for case in found.cases] == [*said.values()][:1:-1]
        assert found.has_more_cases


class TestCaseCalled:
    def test_is_the_case_with_just_that_reference_if_it_is_seen(self, errands):
        reference = errands.start()
        with clock.stopped_at(AT), errands.database.reading() as tx:
            called = {
                (who.name, asked): case_called(tx, errands.engine.revisions, who, asked)
                for who in (errands.warden, errands.keeper)
                for asked in (f" {reference} ", reference[:-1], "%", "")
            }
        assert [key for key, found in called.items() if found] == [("Wat Warden", f" {reference} ")]


NASTY = [
    '"', '"a" OR "b', "a AND NOT b", "NEAR(a b, 3)", "words : a", "^a", "a* b*", "'a'", "a:*", "a <-> b", "!a & (b",
    "\\", "%s", ":x", "\0home", "¦the", "{words} : a", "x" * 10_000, "चाइल्ड 儿童 дитя", "\u202e a", "½ ﷺ",
]  # fmt: skip


class TestWhateverIsAsked:
    @pytest.fixture
    def errands(self, errands):
        errands.start(why="Left at home")
        return errands

    def test_is_words_and_never_an_error(self, errands):
        for asked in NASTY:
            assert errands.find(asked).more is None

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=30))
    def test_is_never_an_error(self, errands, asked):
        errands.find(asked)


class TestStatements:
    def test_are_as_many_for_one_case_as_for_many(self, errands):
        seen = list[str]()
        errands.start()
        errands.find("bread")
        sa.event.listen(errands.database.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
        errands.find("bread harbour")
        few = len(seen)
        for _ in range(5):
            errands.start()
        seen.clear()
        errands.find("bread harbour")
        assert len(seen) == few <= 8

    def test_read_the_index_of_words(self, errands):
        if not errands.database.is_sqlite:
            pytest.skip("PostgreSQL goes through so few rows")
        (statement,) = finding._SUBMISSIONS._statements["sqlite", False]
        with errands.database.reading() as tx:
            viewer = Viewer.of(tx, errands.engine.revisions, errands.warden)
            values = {**viewer.values, "only": 1, "asked": '"a"', "before": 9, "limit": 9}
            sql = statement.params(**values).compile(
                dialect=tx.connection.dialect, compile_kwargs={"literal_binds": True}
            )
            plan = [row[3] for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("searched_submission_full_text VIRTUAL TABLE INDEX" in line for line in plan), plan
        assert not any(line.startswith("SCAN searched_submission ") for line in plan), plan
        assert case_member.name not in [line.partition(" ")[2] for line in plan]
