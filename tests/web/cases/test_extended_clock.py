"""The page of a time limit that was extended, and extended again."""

from datetime import date

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.records.tables import safeguarding_case, submission
from web import words

FIRST, SECOND = date(2026, 11, 30), date(2027, 2, 26)


@pytest.fixture
def extended(stage, office, journey):
    """The clause that may be extended, the day of its own limit, and whom its extensions are told to."""
    revision = journey.revision
    clause = next(clause for clause in revision.clauses.values() if clause.extends)
    (limit,) = clause.limits
    began = date(2026, 3, 16)
    limit_on = revision.due(clause.id, {limit.anchor: began}).on
    with stage.now(), journey.database.transaction() as tx:
        row = tx.connection.execute(sa.select(safeguarding_case)).one()
        sent = tx.connection.execute(sa.select(submission.c.id)).scalars().first()
        moved = {"anchor": limit.anchor, "instance": None, "old": None, "new": began.isoformat()}
        audit.append(tx, row.id, person_id=office.id, action="user_task_completed", facts={"anchors": [moved]})
        for old, new in ((limit_on, FIRST), (FIRST, SECOND)):
            noted = {"clause": clause.id, "instance": None, "old": old, "new": new, "tell": clause.extends.tell}
            letters = [{"letter": 1, "name": "notice", "to": clause.extends.tell, "sha256": "0"}]
            facts = {"extensions": [noted], "letters": letters, "submission": sent}
            audit.append(tx, row.id, person_id=office.id, action="user_task_completed", facts=facts)
        anchors = {limit.anchor: {"": began.isoformat()}, clause.id: {"": SECOND.isoformat()}}
        facts = {**row.facts, "anchors": {**row.facts["anchors"], **anchors}}
        tx.connection.execute(sa.update(safeguarding_case).values(facts=facts))
    return clause, limit_on


class TestAnExtendedClock:
    def test_is_worked_to_and_keeps_the_limits_own_day(self, stage, extended):
        clause, limit_on = extended
        page = stage.get(f"clocks/{clause.id}")
        assert f"due on {words.day(SECOND)}" in page.one("//h1").text_content()
        table = page.one("//table[contains(caption, 'The limits of clause')]").text_content()
        assert words.day(limit_on) in table
        assert f"As told to {clause.extends.tell}" in table
        assert words.day(SECOND) in table
        assert "Passed" not in table

    def test_says_that_the_limit_itself_has_passed(self, stage, journey, extended):
        clause, limit_on = extended
        journey.now = clock.end_of(limit_on).replace(year=limit_on.year + 1)
        page = stage.get(f"clocks/{clause.id}")
        assert "Passed" in page.one("//table[contains(caption, 'The limits of clause')]").text_content()

    def test_tells_every_date_that_it_has_had_and_who_was_told(self, stage, extended):
        clause, limit_on = extended
        page = stage.get(f"clocks/{clause.id}")
        newest, older, *_ = page.all("//table[contains(caption, 'How this date came about')]/tbody/tr")
        assert f"Extended from {words.short_day(FIRST)} to {words.short_day(SECOND)}" in newest.text_content()
        assert f"Extended from {words.short_day(limit_on)} to {words.short_day(FIRST)}" in older.text_content()
        assert f"Told to the {clause.extends.tell} by letter" in older.text_content()

    def test_stands_in_the_history(self, stage, extended):
        clause, limit_on = extended
        said = (
            f"The time limit of {clause.id} was extended from {words.short_day(limit_on)} to {words.short_day(FIRST)}."
        )
        assert said in stage.get("history").one("//main").text_content()
