"""A time limit that is extended."""

from datetime import UTC, date, datetime

import pytest

from engine import audit
from engine.cases import clocks, dates
from engine.cases.engine import CaseEngine
from engine.cases.reading import entries, find_case
from engine.cases.reminding import remind
from engine.diagrams.bundle import Bundle
from engine.diagrams.samples import CLAUSE, FORM, ROLE, Drawing, bundle_of
from engine.records import tables
from tests.engine.cases.office import Office, edited

MAY = f"- id: {CLAUSE}\n  extends: {{tell: {ROLE}}}"
LONGER = """
      longer: {type: yes_no, optional: true, label: Longer?}
      why: {type: text, when: longer, label: Why}
      new_on: {type: date, when: longer, label: New day, extends: {clause: SMP-1, reason: why}}
      note:"""
ON = date(2026, 3, 4)
"""Two working days after the case began."""


def extendable() -> Bundle:
    """Two tasks with one time limit; whoever does one may extend it for the other."""
    drawing = Drawing("sides")
    drawing.node("parallelGateway", "apart")
    drawing.node("parallelGateway", "together")
    drawing.chain(drawing.start(), drawing.user_task("open"), "apart")
    for side in ("left", "right"):
        drawing.chain("apart", drawing.user_task(side, limit=CLAUSE), "together")
        drawing.watch(side, CLAUSE)
    drawing.chain("together", drawing.end())
    path = f"forms/definitions/{FORM}.yaml"
    bundle = edited(bundle_of([drawing]), path, "\n      note:", LONGER)
    bundle = edited(bundle, path, "keep: first", f"keep: first, corrected_by: {ROLE}")
    return edited(bundle, "bpmn/clauses.yaml", f"- id: {CLAUSE}", MAY)


class TestAnExtension:
    @pytest.fixture
    def office(self, database):
        office = Office(database, extendable(), CaseEngine())
        office.case_id = office.start().case_id
        yield office
        with database.reading() as tx:
            assert audit.verify(tx).broken == ()

    def extend(self, office: Office, side: str, on: str, **more: str) -> None:
        office.submit(office.open_tasks(side)[0], longer=True, why="A trial", new_on=on, **more)

    def test_moves_open_tasks_and_timers_of_its_clause_and_says_so(self, office):
        self.extend(office, "left", "2026-03-20")
        (task,) = office.rows(tables.user_task, tables.user_task.c.closed_at.is_(None))
        (timer,) = office.rows(tables.timer)
        assert (task.due_on, timer.due_at) == (date(2026, 3, 20), datetime(2026, 3, 20, 23, 59, 59, tzinfo=UTC))
        with office.database.reading() as tx:
            facts = list(audit.entries(tx, office.case_id))[-1].facts
        told = {"clause": CLAUSE, "instance": None, "old": "2026-03-04", "new": "2026-03-20", "tell": ROLE}
        assert facts["extensions"] == [told]
        assert [(moved["old"], moved["new"]) for moved in facts["time_limits"]] == [("2026-03-04", "2026-03-20")]

    def test_is_late_only_after_the_new_day(self, office):
        self.extend(office, "left", "2026-03-20")
        for day, letters in ((20, 0), (21, 1)):
            office.now = datetime(2026, 3, day, 12, tzinfo=UTC)
            with office.clock(), office.database.transaction() as tx:
                dates.fire_timers(tx, office.engine, office.case_id)
            assert len(office.rows(tables.letter)) == letters

    @pytest.mark.parametrize(("began", "due_on"), [(date(2026, 3, 10), 20), (date(2026, 3, 19), 23)])
    def test_stands_until_what_the_limit_counts_from_is_corrected_beyond_it(self, office, began, due_on):
        self.extend(office, "left", "2026-03-20")
        with office.clock(), office.database.transaction() as tx:
            moved = {"anchor": "began", "on": began, "reason": "It began later", "person": office.officer}
            dates.correct_anchor(tx, office.engine, case_id=office.case_id, **moved)
        (task,) = office.rows(tables.user_task, tables.user_task.c.closed_at.is_(None))
        assert task.due_on == date(2026, 3, due_on)

    def test_is_told_with_every_date_why_and_by_whom(self, office):
        self.extend(office, "left", "2026-03-20")
        with office.clock(), office.database.reading() as tx:
            (row,) = office.rows(tables.safeguarding_case)
            case = find_case(tx, office.engine.revisions, office.officer, row.reference)
            moved = clocks.moves(case, CLAUSE, None, entries(tx, case))
            why = clocks.reasons(tx, case, moved)
        newest = moved[0]
        assert newest.extended is not None
        assert (newest.extended.old, newest.extended.new, newest.extended.tell) == (ON, date(2026, 3, 20), ROLE)
        assert newest.person_id == office.officer.id
        assert why == {newest.extended.submission: "A trial"}
        assert (newest.was.on, newest.became.on, newest.became.limit_on) == (ON, date(2026, 3, 20), ON)

    def test_that_comes_after_the_day_has_passed_is_watched_by_reminders(self, database):
        """The timer at the task has fired and is gone; people are reminded of the new day, before it and after it."""
        bundle = edited(extendable(), "bpmn/clauses.yaml", MAY, f"{MAY}\n  remind: [1]")
        files = {**bundle.files, "forms/letters/remind.txt": b"Subject: {{ case.reference }}\n\n{{ due_on | day }}\n"}
        office = Office(database, Bundle(files), CaseEngine())
        office.case_id = office.start().case_id
        office.now = datetime(2026, 3, 5, 12, tzinfo=UTC)
        with office.clock(), office.database.transaction() as tx:
            assert dates.fire_timers(tx, office.engine, office.case_id) == 2
        self.extend(office, "left", "2026-03-20", late_reason="A trial")
        for day, reminded in ((18, 0), (19, 1), (20, 2), (23, 3)):
            office.now = datetime(2026, 3, day, 12, tzinfo=UTC)
            with office.clock(), office.database.transaction() as tx:
                remind(tx, office.engine, office.case_id)
            said = [letter for letter in office.rows(tables.letter) if letter.name == "remind"]
            assert len([letter for letter in said if letter.due_on == date(2026, 3, 20)]) == reminded
