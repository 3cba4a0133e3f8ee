"""Open cases by stage and age: each number is the one that a slow count finds, and leads to its cases."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import clock
from engine.cases.oversight import stages
from engine.cases.oversight.stages import AGES, FIRST, WAITING
from tests.engine.cases.desk import NOW
from tests.engine.cases.oversight.stock import cases, rows

TODAY = clock.london_date(NOW)
EXAMPLES = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def slowly(tx, revision, seen):
    """Of every open case that is seen: its stage, the number of its age, and whether it is late."""
    calendar, found = revision.partnership.calendar, {}
    for case_id, row in cases(tx).items():
        if case_id not in seen or row.status != "open":
            continue
        is_open = (t for t in rows(tx) if t.case_id == case_id and t.closed_at is None and t.kind == "task")
        following = min(is_open, key=lambda task: (task.due_on, task.id), default=None)
        days = calendar.between(clock.london_date(row.opened_at), TODAY)
        age = next((number for number, most in enumerate(AGES) if days <= most), len(AGES))
        found[case_id] = (
            following.process if following else WAITING,
            age,
            bool(following and following.due_on < TODAY),
        )
    return found


def all_listed(seer, **wanted):
    items, after = [], FIRST
    while after:
        page = stages.listed(seer, **wanted, after=after)
        items += page.items
        after = page.more
    return items


class TestNumbers:
    @EXAMPLES
    @given(data=st.data())
    def test_are_those_of_a_slow_count_and_lead_to_their_cases(self, stock, data, monkeypatch):
        monkeypatch.setattr(stages, "PAGE", 2)
        elements = [e for e in stock.office.revision.elements.values() if e.kind == "userTask"][:40:10]
        with stock.example() as tx:
            seen = set()
            for _ in range(data.draw(st.integers(1, 7))):
                is_seen = data.draw(st.sampled_from([True, True, False]))
                opened = datetime(2026, 4, 13, 23, tzinfo=UTC) - data.draw(
                    st.timedeltas(timedelta(hours=-9), timedelta(days=300))
                )
                status = data.draw(st.sampled_from(["open", "open", "closed"]))
                case_id = stock.case(tx, is_seen=is_seen, opened_at=opened, status=status)
                seen |= {case_id} if is_seen else set()
                for element in data.draw(st.lists(st.sampled_from(elements), max_size=3)):
                    due_on = data.draw(st.sampled_from([None, TODAY - timedelta(days=1), TODAY, date(2026, 6, 1)]))
                    closed = data.draw(st.sampled_from([{}, {}, {"closed_at": NOW, "outcome": "completed"}]))
                    kind = data.draw(st.sampled_from(["task", "task", "event"]))
                    said = {"process": element.process, "element": element.id, "kind": kind, **closed}
                    stock.office.task(tx, case_id, stock.key, due_on, **said)
            expected, known = slowly(tx, stock.office.revision, seen), cases(tx)
            found = stages.count(stock.oversee(tx))
            stage = data.draw(st.sampled_from([None, WAITING, *(e.process for e in elements)]))
            age = data.draw(st.sampled_from([None, *range(len(AGES) + 1)]))
            listed = all_listed(stock.oversee(tx), stage=stage, age=age)
        numbers = Counter(expected.values())
        told = {
            (at.process, age, is_late): number
            for at in found
            for is_late, by_age in ((False, at.in_time), (True, at.late))
            for age, number in enumerate(by_age)
            if number
        }
        assert told == numbers
        behind = [
            known[case_id].reference
            for case_id, (process, old, _) in expected.items()
            if stage in (None, process) and age in (None, old)
        ]
        assert sorted(item.reference for item in listed) == sorted(behind)
        assert [item.opened_at for item in listed] == sorted(item.opened_at for item in listed)


class TestOpenCase:
    def test_tells_what_it_waits_for_and_with_whom(self, stock):
        with stock.example() as tx:
            case_id = stock.case(tx, initials="S.W.", opened_at=NOW - timedelta(days=11))
            stock.office.task(tx, case_id, stock.other, date(2026, 4, 20))
            stock.office.task(tx, case_id, stock.key, TODAY - timedelta(days=1))
            (found,) = all_listed(stock.oversee(tx))
        element = stock.office.element
        assert (found.initials, found.waits_for, found.holder.key) == ("S.W.", element.name, stock.key)
        assert found.stage == stock.office.revision.processes[element.process].name
        assert (found.left.is_late, found.others) == (True, 1)
        assert found.working_days == 6  # since Good Friday, 3 April: Easter Monday does not count

    def test_in_which_nothing_can_be_done_waits_for_a_date(self, stock):
        with stock.example() as tx:
            stock.case(tx)
            (found,) = all_listed(stock.oversee(tx), stage=WAITING)
        assert (found.stage, found.waits_for, found.holder, found.left, found.others) == ("", "", None, None, 0)


class TestAges:
    def test_follow_each_other_without_a_gap(self, stock):
        with stock.office.database.reading() as tx:
            seer = stock.oversee(tx)
            calendar = seer.revision.partnership.calendar
            for most, first in zip(AGES, stages._since(seer), strict=True):
                on = clock.london_date(first)
                assert clock.at(on, time(0)) == first
                assert calendar.between(on, TODAY) == most
                assert calendar.between(on - timedelta(days=1), TODAY) == most + 1
