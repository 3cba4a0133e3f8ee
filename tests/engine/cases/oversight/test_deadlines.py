"""Deadlines kept and missed: each number is the one that a slow count finds, and leads to its deadlines."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import clock
from engine.access import Post
from engine.cases.oversight import deadlines
from engine.cases.oversight.deadlines import State, Wanted
from engine.cases.oversight.overseer import Overseer
from engine.cases.oversight.period import Month, Period
from engine.errors import NotAllowed
from forms.definition import LATE_REASON, LATE_REASONS
from tests.engine.cases.desk import NOW
from tests.engine.cases.oversight.stock import PERIOD, cases, rows, tasks

TODAY = clock.london_date(NOW)
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def slowly(tx, seen):
    """Every deadline of the period and how it stands, by (case, clause, instance, day), as anybody would count it."""
    found = {}
    for row in rows(tx):
        if row.case_id in seen and row.kind == "task" and row.clause and PERIOD.first <= row.due_on <= PERIOD.last:
            found.setdefault((row.case_id, row.clause, row.instance, row.due_on), []).append(row)
    for (*_, due_on), together in list(found.items()):
        is_open = any(row.closed_at is None for row in together)
        late = any(row.closed_at and clock.london_date(row.closed_at) > due_on for row in together)
        if is_open and due_on < TODAY:
            state = State.NOT_DONE
        elif late:
            state = State.DONE_LATE
        elif is_open:
            state = State.AHEAD
        elif any(row.outcome == "completed" for row in together):
            state = State.KEPT
        else:
            state = State.CALLED_OFF
        found[*_, due_on] = state
    return {key: state for key, state in found.items() if state is not State.CALLED_OFF}


def all_listed(seer, wanted, period=PERIOD):
    items, after = [], deadlines.FIRST
    while after:
        page = deadlines.listed(seer, period, wanted, after)
        items += page.items
        after = page.more
    return items


class TestNumbers:
    @EXAMPLES
    @given(data=st.data())
    def test_are_those_of_a_slow_count_and_lead_to_their_deadlines(self, stock, data, monkeypatch):
        monkeypatch.setattr(deadlines, "PAGE", 2)
        extensible = stock.clauses[-1]
        with stock.example() as tx:
            seen = set()
            for _ in range(data.draw(st.integers(1, 4))):
                is_seen = data.draw(st.booleans())
                extended = data.draw(st.sampled_from(["", "2026-03-02"]))
                anchors = {extensible: {"": extended}} if extended else {}
                case_id = stock.case(tx, is_seen=is_seen, facts={"anchors": anchors})
                seen |= {case_id} if is_seen else set()
                for said in data.draw(st.lists(tasks(stock.clauses, stock.instances), max_size=8)):
                    stock.office.task(tx, case_id, stock.key, **said)
                if extended and data.draw(st.booleans()):
                    late = {"clause": extensible, "closed_at": NOW, "outcome": "completed"}
                    stock.office.task(tx, case_id, stock.key, date(2026, 3, 2), **late)
            expected = slowly(tx, seen)
            known = cases(tx)
            found = deadlines.count(stock.oversee(tx), PERIOD)
            by_clause, by_month, extended = Counter(), Counter(), Counter()
            for (case_id, clause, _, due_on), state in expected.items():
                by_clause[clause, state] += 1
                by_month[Month.of(due_on), state] += 1
                anchors = known[case_id].facts["anchors"]
                if state is not State.AHEAD and anchors.get(clause, {}).get("") == due_on.isoformat():
                    extended[clause] += 1
            for numbers, told in ((by_clause, found.by_clause), (by_month, found.by_month)):
                for name, tally in told.items():
                    assert tally.kept == numbers[name, State.KEPT]
                    assert tally.missed == numbers[name, State.DONE_LATE] + numbers[name, State.NOT_DONE]
                    assert tally.not_done == numbers[name, State.NOT_DONE]
                    assert tally.ahead == numbers[name, State.AHEAD]
                assert sum(tally.due + tally.ahead for tally in told.values()) == len(expected)
            assert {clause: tally.extended for clause, tally in found.by_clause.items() if tally.extended} == extended
            wanted = Wanted(
                clause=data.draw(st.sampled_from(["", *stock.clauses])),
                month=data.draw(st.sampled_from([None, *PERIOD.months])),
                states=data.draw(st.sampled_from([(State.KEPT,), (State.DONE_LATE, State.NOT_DONE), (State.AHEAD,)])),
            )
            listed = all_listed(stock.oversee(tx), wanted)
        behind = [
            (known[case_id].reference, clause, due_on, state)
            for (case_id, clause, _, due_on), state in expected.items()
            if wanted.clause in ("", clause) and wanted.month in (None, Month.of(due_on)) and state in wanted.states
        ]
        assert sorted((item.reference, item.clause, item.due_on, item.state) for item in listed) == sorted(behind)
        assert [item.due_on for item in listed] == sorted(item.due_on for item in listed)


class TestDeadline:
    DUE = date(2026, 4, 1)

    @pytest.fixture
    def one(self, stock):
        """Lists what is there of one case, after its tasks were added."""

        def listed(*tasks, sent=(), **case):
            with stock.example() as tx:
                case_id = stock.case(tx, **case)
                ids = [stock.office.task(tx, case_id, stock.key, self.DUE, **said) for said in tasks]
                for form, at, answers in sent:
                    told = {key: ids[value] if key == "task_id" else value for key, value in answers.items()}
                    stock.send(tx, case_id, form, at, **told)
                (found,) = all_listed(stock.oversee(tx), Wanted())
                return found, ids

        return listed

    def test_tells_how_late_it_was_and_where_the_reason_stands(self, one):
        done = datetime(2026, 4, 8, 9, tzinfo=UTC)  # Good Friday and Easter Monday lie between
        answers = {"task_id": 0, LATE_REASON.name: "It lay in a mailbox"}
        found, _ = one({"closed_at": done, "outcome": "completed"}, sent=[("a_form", done, answers)])
        assert (found.done_on, found.working_days_late, found.is_called_off) == (date(2026, 4, 8), 3, False)
        assert found.submission_id

    def test_what_was_called_off_late_has_its_reason_where_the_case_was_closed(self, stock, one):
        off = datetime(2026, 4, 9, 9, tzinfo=UTC)
        with stock.example() as tx:
            case_id = stock.case(tx)
            task = stock.office.task(tx, case_id, stock.key, self.DUE, closed_at=off, outcome="cancelled")
            sent = stock.send(tx, case_id, "closing", off, **{LATE_REASONS: [{"key": task, "what": "It", "why": "So"}]})
            (found,) = all_listed(stock.oversee(tx), Wanted())
        assert (found.is_called_off, found.submission_id) == (True, sent)

    def test_is_one_for_all_that_has_to_be_done_by_it(self, one):
        in_time, late = datetime(2026, 3, 30, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)
        found, _ = one(
            {"closed_at": in_time, "outcome": "completed"},
            {"closed_at": late, "outcome": "completed", "opened_at": in_time},
        )
        assert (found.state, found.done_on) == (State.DONE_LATE, date(2026, 4, 2))

    def test_is_open_as_long_as_one_of_it_is(self, one):
        found, _ = one({"closed_at": datetime(2026, 4, 2, tzinfo=UTC), "outcome": "completed"}, {})
        assert (found.state, found.done_on) == (State.NOT_DONE, None)
        assert found.working_days_late == 7  # until Tuesday 14 April

    def test_ends_with_its_day_in_london(self, one):
        summer = {"closed_at": datetime(2026, 4, 1, 22, 59, tzinfo=UTC), "outcome": "completed"}
        assert one(summer)[0].state is State.KEPT
        assert one({**summer, "closed_at": summer["closed_at"] + timedelta(minutes=1)})[0].state is State.DONE_LATE


class TestWhoSees:
    def test_is_who_the_revision_says(self, stock):
        stranger = stock.office.agency("Bethan Sorrell")
        other = stock.office.person("Nobody Yet", Post(organisation="partnership", title="Cleaner"))
        with stock.office.database.reading() as tx:
            for person in (stranger, other):
                with pytest.raises(NotAllowed):
                    Overseer(tx, stock.office.revisions, person)


class TestStatements:
    def test_are_as_many_for_one_case_as_for_many(self, stock, monkeypatch):
        from tests.engine.cases.office import statements  # noqa: PLC0415

        def sent():
            with statements(stock.office.database) as seen, stock.office.database.reading() as tx:
                seer = stock.oversee(tx)
                deadlines.count(seer, PERIOD)
                deadlines.listed(seer, PERIOD, Wanted())
            return len([each for each in seen if not each.startswith(("BEGIN", "COMMIT", "ROLLBACK"))])

        few = sent()
        with stock.office.database.transaction() as tx:
            for _ in range(20):
                case_id = stock.case(tx)
                stock.office.task(tx, case_id, stock.key, date(2026, 3, 2), closed_at=NOW, outcome="completed")
        assert sent() == few <= 8

    @pytest.mark.parametrize("few_cases", [True, False])
    def test_read_their_index(self, stock, few_cases):
        if not stock.office.database.is_sqlite:
            pytest.skip("SQLite tells its plan without statistics")
        with stock.office.database.reading() as tx:
            statement = deadlines._COUNTED[1 if few_cases else 0]
            values = {
                "first": PERIOD.first,
                "last": PERIOD.last,
                "today": TODAY,
                "inside": ["a"],
                "keys": ["a"],
                "me": 1,
                "only": 1,
            }
            named = statement.compile(dialect=tx.connection.dialect).params
            known = {name: value for name, value in values.items() if name in named}
            sql = statement.params(**known).compile(
                dialect=tx.connection.dialect, compile_kwargs={"literal_binds": True}
            )
            plan = [row[3] for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("user_task_limit" in line or "user_task_case" in line for line in plan), plan
        assert not any(line.startswith("SCAN user_task ") and "INDEX" not in line for line in plan), plan


def test_a_period_has_its_months():
    period = Period(begins=Month(year=2025, number=11), ends=Month(year=2026, number=2))
    assert [month.key for month in period.months] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert (period.first, period.last) == (date(2025, 11, 1), date(2026, 2, 28))
