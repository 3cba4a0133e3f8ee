"""The laws that every date of a clause keeps to, whatever is counted from, proclaimed and withdrawn."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN, Change
from engine.calendar.time_limits import Limit, reckon
from engine.calendar.working_days import ONE_DAY, Calendar
from tests.engine.rows import AT

ANCHORS = ("received", "met")
days = st.dates(date(2020, 1, 1), date(2046, 12, 31))
amounts = st.integers(1, 30)
kinds = st.sampled_from([PROCLAIMED, WITHDRAWN])


def limits(amount: st.SearchStrategy[int]) -> st.SearchStrategy[Limit]:
    made = st.builds(
        Limit, amount=amount, unit=st.just("wd"), anchor=st.sampled_from(ANCHORS), force=st.sampled_from(["national"])
    )
    by_the_calendar = st.builds(
        Limit, amount=amount, unit=st.sampled_from(["months", "years"]), anchor=st.sampled_from(ANCHORS),
        force=st.just("framework"),
    )  # fmt: skip
    return st.one_of(made, by_the_calendar)


clauses = st.lists(limits(st.integers(-30, 30)), min_size=1, max_size=4)
ahead = st.lists(limits(amounts), min_size=1, max_size=4)
recorded = st.fixed_dictionaries(dict.fromkeys(ANCHORS, days))


def counting(*changes: tuple[str, date]) -> Calendar:
    """A calendar with these changes, one after the other; `undone` takes the one before back."""
    made = [
        Change(number=n, kind=kind, on=on, why="why", at=AT + ONE_DAY * n, person_id=1, undoes=n - 1 or None)
        for n, (kind, on) in enumerate(changes, 1)
    ]
    return Calendar(changes=tuple(made))


def due(clause: Sequence[Limit], anchors: dict[str, date], calendar: Calendar | None = None) -> date | None:
    return reckon("X-1", clause, anchors, calendar or Calendar()).on


class TestAClause:
    @given(clauses, recorded)
    def test_is_due_on_the_earliest_of_its_limits(self, clause, anchors):
        assert due(clause, anchors) == min(due([limit], anchors) for limit in clause)

    @given(clauses, limits(st.integers(-30, 30)), recorded)
    def test_is_never_due_later_for_one_limit_more(self, clause, another, anchors):
        assert due([*clause, another], anchors) <= due(clause, anchors)

    @given(clauses, recorded)
    def test_is_never_due_later_for_one_anchor_more(self, clause, anchors):
        before = due(clause, {"received": anchors["received"]})
        assert before is None or due(clause, anchors) <= before

    @given(clauses, recorded, st.integers(0, 400))
    def test_is_never_due_earlier_because_it_began_later(self, clause, anchors, later):
        assert due(clause, anchors) <= due(clause, {name: on + ONE_DAY * later for name, on in anchors.items()})

    @given(clauses, recorded)
    def test_is_explained_day_by_day_from_its_start_to_its_date(self, clause, anchors):
        for reckoned in reckon("X-1", clause, anchors, Calendar()).reckoned:
            if reckoned.limit.unit == "wd":
                looked_at = [reckoned.start, *(day.on for day in reckoned.days)]
                step = ONE_DAY if reckoned.limit.amount >= 0 else -ONE_DAY
                assert looked_at == [reckoned.start + step * n for n in range(len(looked_at))]
                assert looked_at[-1] == reckoned.due_on
                assert sum(day.counts for day in reckoned.days) == abs(reckoned.limit.amount)


class TestAChange:
    @given(ahead, recorded, days)
    def test_that_proclaims_makes_nothing_earlier(self, clause, anchors, on):
        assert due(clause, anchors, counting((PROCLAIMED, on))) >= due(clause, anchors)

    @given(ahead, recorded, days)
    def test_that_withdraws_makes_nothing_later(self, clause, anchors, on):
        assert due(clause, anchors, counting((WITHDRAWN, on))) <= due(clause, anchors)

    @given(amounts, recorded, days)
    def test_that_proclaims_leaves_more_time_before_a_planned_day(self, amount, anchors, on):
        before = [Limit(amount=-amount, unit="wd", anchor="met", force="local")]
        assert due(before, anchors, counting((PROCLAIMED, on))) <= due(before, anchors)

    @given(amounts, days, st.integers(-5, 60))
    def test_that_proclaims_moves_a_limit_if_and_only_if_it_was_counted(self, amount, start, later):
        on = start + ONE_DAY * later
        limit = [Limit(amount=amount, unit="wd", anchor="met", force="local")]
        before = due(limit, {"met": start})
        was_counted = start < on <= before and Calendar().is_working_day(on)
        assert (due(limit, {"met": start}, counting((PROCLAIMED, on))) != before) == was_counted

    @given(clauses, recorded, kinds, days)
    def test_that_is_taken_back_leaves_no_trace(self, clause, anchors, kind, on):
        assert due(clause, anchors, counting((kind, on), (UNDONE, on))) == due(clause, anchors)

    @given(clauses, recorded, kinds, days, kinds, days)
    def test_counts_the_same_in_whichever_order_two_are_entered(self, clause, anchors, one, on, other, then):
        assume(on != then)
        there = due(clause, anchors, counting((one, on), (other, then)))
        assert there == due(clause, anchors, counting((other, then), (one, on)))

    @given(clauses, recorded, kinds, days)
    def test_moves_nothing_of_months_and_years(self, clause, anchors, kind, on):
        by_the_calendar = [limit for limit in clause if limit.unit != "wd"]
        assert due(by_the_calendar, anchors, counting((kind, on))) == due(by_the_calendar, anchors)


class TestTheLibrary:
    @given(st.dates(date(2026, 1, 1), date(2100, 12, 31)))
    def test_reaches_as_far_as_it_is_asked(self, day):
        """Of every year it knows the eight holidays of the law, on a day in lieu where one falls on a weekend."""
        calendar = Calendar()
        year = [date(day.year, 1, 1) + timedelta(days=n) for n in range(365)]
        closed = [on for on in year if on.weekday() < 5 and not calendar.is_working_day(on)]
        assert len(closed) == 8
