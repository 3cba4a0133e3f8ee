from dataclasses import replace
from datetime import date

from engine import clock
from engine.cases.holders import Holder
from engine.cases.next_dates import MOST, Kind, next_dates
from engine.cases.time_left import time_left
from engine.cases.work_items import WorkItem
from engine.diagrams.bodies import Body
from engine.diagrams.partnership import NOBODY
from tests.engine.cases.desk import NOW

PARTNERSHIP = replace(
    NOBODY, meetings={"The board": Body(dates=(date(2026, 4, 13), date(2026, 4, 23), date(2027, 4, 1)))}
)


def item(due_on):
    return WorkItem(
        task_id="t1", case_id=1, name="Write", process="p", element="e", reference="2026-0001", initials="J.M.",
        born_on=None,
        clause="A-1", time_left=due_on and time_left(PARTNERSHIP.calendar, due_on),
        holder=Holder(key="Office", role="Office"), opened_at=NOW, claimed_by=None, claimed_at=None,
        draft_saved_at=None, dated_at=NOW, handed=None, is_remindable=False,
    )  # fmt: skip


def dates(*work):
    with clock.stopped_at(NOW):
        return next_dates(PARTNERSHIP, [item(due_on) for due_on in work])


class TestNextDates:
    def test_hold_meetings_and_days_that_do_not_count(self):
        assert [(one.on, one.kind) for one in dates()] == [
            (date(2026, 4, 23), Kind.MEETING),
            (date(2026, 5, 4), Kind.HOLIDAY),
            (date(2026, 5, 25), Kind.HOLIDAY),
        ]

    def test_hold_what_is_due_with_its_case_and_clause(self):
        first = dates(date(2026, 4, 15))[0]
        assert (first.on, first.what, first.reference, first.clause) == (date(2026, 4, 15), "Write", "2026-0001", "A-1")

    def test_leave_out_today_what_is_late_and_what_has_no_date(self):
        assert Kind.DUE not in {one.kind for one in dates(date(2026, 4, 14), date(2026, 4, 1), None)}

    def test_hold_no_meetings_of_bodies_for_who_has_no_post_in_the_partnership(self):
        with clock.stopped_at(NOW):
            found = next_dates(PARTNERSHIP, [item(date(2026, 4, 15))], is_inside=False)
        assert {one.kind for one in found} == {Kind.DUE, Kind.HOLIDAY}

    def test_are_few(self):
        assert len(dates(*[date(2026, 4, day) for day in range(15, 30)])) == MOST
