"""How agencies answer: each number is the one that a slow count finds, and leads to its returns."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import clock
from engine.cases.oversight import returns
from engine.cases.oversight.returns import FIRST, Answer
from tests.engine.cases.desk import NOW
from tests.engine.cases.oversight.stock import DAYS, INSTANTS, PERIOD, cases, rows

TODAY = clock.london_date(NOW)
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def forms(stock):
    """A user task of each form by which returns are told, by what it is for."""
    named = stock.office.revision.partnership.figures.returns
    elements = stock.office.revision.elements.values()
    return {
        kind: next(e for e in elements if e.kind == "userTask" and e.form == getattr(named, kind))
        for kind in ("asked", "sent", "refused")
    }


@pytest.fixture
def add(stock, forms):
    """Adds one user task of a return."""

    def adding(tx, case_id, kind, agency, due_on, closed_at=None, outcome="completed"):
        element = forms[kind]
        role = element.role
        held_by = f"{role}|{agency}" if kind != "refused" else role
        said = {"process": element.process, "element": element.id, "instance": agency, "role": role}
        said |= {"closed_at": closed_at, "outcome": outcome if closed_at else None}
        said["clause"] = element.properties.get("time_limit", "")
        stock.office.task(tx, case_id, held_by, due_on, **said)

    return adding


def slowly(tx, seen, calendar, forms):
    """Every return that fell due, by (case, agency): its due date, its answer, and working days after that date."""
    kinds, found = {element.id: kind for kind, element in forms.items()}, {}
    for row in rows(tx):
        if row.case_id in seen:
            found.setdefault((row.case_id, row.instance), {}).setdefault(kinds[row.element], []).append(row)
    told = {}
    for key, by in found.items():
        sent = [row for row in by.get("sent", ()) if row.outcome == "completed"]
        confirmed = [row for row in by.get("asked", ()) if row.outcome == "completed"]
        due_on = max(row.due_on for row in sent or by.get("sent") or by["asked"])
        if not PERIOD.first <= due_on <= PERIOD.last:
            continue
        is_open = any(row.closed_at is None for kind in ("asked", "sent") for row in by.get(kind, ()))
        ended = sent if "sent" in by else confirmed
        on = max((clock.london_date(row.closed_at) for row in ended), default=None)
        if "refused" in by and not sent:
            answer, days = Answer.WITHHELD, 0
        elif is_open:
            answer = Answer.MISSING if due_on < TODAY else Answer.AHEAD
            days = calendar.between(due_on, TODAY) if answer is Answer.MISSING else 0
        elif on is None:
            answer, days = Answer.NONE, 0
        else:
            answer, days = (Answer.IN_TIME if on <= due_on else Answer.LATE), calendar.between(due_on, on)
        told[key] = due_on, answer, days, "sent" not in by
    return told


def all_listed(seer, **wanted):
    items, after = [], FIRST
    while after:
        page = returns.listed(seer, PERIOD, **wanted, after=after)
        items += page.items
        after = page.more
    return items


class TestNumbers:
    @EXAMPLES
    @given(data=st.data())
    def test_are_those_of_a_slow_count_and_lead_to_their_returns(self, stock, forms, add, data, monkeypatch):
        monkeypatch.setattr(returns, "PAGE", 2)
        agencies = stock.office.revision.partnership.agencies
        with stock.example() as tx:
            seen = set()
            for _ in range(data.draw(st.integers(1, 3))):
                is_seen = data.draw(st.sampled_from([True, True, False]))
                case_id = stock.case(tx, is_seen=is_seen)
                seen |= {case_id} if is_seen else set()
                for agency in data.draw(st.lists(st.sampled_from(stock.instances), unique=True)):
                    due_on = data.draw(DAYS)
                    outcome = data.draw(st.sampled_from(["completed", "completed", "cancelled"]))
                    asked_at = data.draw(st.one_of(st.none(), INSTANTS))
                    add(tx, case_id, "asked", agency, due_on, asked_at, outcome)
                    for kind in data.draw(st.sampled_from([(), ("sent",), ("refused",), ("refused", "sent")])):
                        outcome = data.draw(st.sampled_from(["completed", "completed", "cancelled"]))
                        other_day = data.draw(st.sampled_from([due_on, due_on, date(2026, 4, 20)]))
                        add(tx, case_id, kind, agency, other_day, data.draw(st.one_of(st.none(), INSTANTS)), outcome)
            calendar = stock.office.revision.partnership.calendar
            expected, known = slowly(tx, seen, calendar, forms), cases(tx)
            found = returns.count(stock.oversee(tx), PERIOD)
            role = forms["asked"].role
            agency = data.draw(st.sampled_from(["", *stock.instances]))
            answers = data.draw(st.sampled_from([(), (Answer.LATE,), (Answer.MISSING, Answer.AHEAD)]))
            listed = all_listed(stock.oversee(tx), agency=f"{role}|{agency}" if agency else "", answers=answers)
        numbers = {}
        for (_, agency_of), (_, answer, days, is_nothing) in expected.items():
            told = numbers.setdefault(f"{role}|{agency_of}", (Counter(), Counter(), Counter()))
            told[0][answer] += 1
            if answer in (Answer.IN_TIME, Answer.LATE):
                told[1][days] += 1
                told[2]["nothing"] += is_nothing
        assert {each.key: (each.answers, each.days, each.nothing) for each in found} == {
            key: (answered, days, nothing["nothing"]) for key, (answered, days, nothing) in numbers.items()
        }
        assert [each.name.casefold() for each in found] == sorted(each.name.casefold() for each in found)
        behind = [
            (known[case_id].reference, agencies[agency_of].name, due_on, answer, days)
            for (case_id, agency_of), (due_on, answer, days, _) in expected.items()
            if agency in ("", agency_of) and (not answers or answer in answers)
        ]
        assert sorted(
            (item.reference, item.agency, item.due_on, item.answer, item.working_days) for item in listed
        ) == sorted(behind)


class TestTimeliness:
    def test_tells_the_earliest_the_middle_and_the_latest_answer(self, stock, add):
        on = [datetime(2026, 3, day, 9, tzinfo=UTC) for day in (2, 4, 10, 11)]
        with stock.example() as tx:
            for at in on:
                case_id = stock.case(tx)
                add(tx, case_id, "asked", stock.instances[0], date(2026, 3, 6), at)
            (found,) = returns.count(stock.oversee(tx), PERIOD)
        assert found.span == (-4, -2, 3)
        assert (found.asked, found.answered, found.nothing) == (4, 4, 4)
        assert found.answers == {Answer.IN_TIME: 2, Answer.LATE: 2}

    def test_has_no_span_without_an_answer(self, stock, add):
        with stock.example() as tx:
            add(tx, stock.case(tx), "asked", stock.instances[0], date(2026, 3, 6))
            (found,) = returns.count(stock.oversee(tx), PERIOD)
        assert (found.span, found.asked) == (None, 1)
