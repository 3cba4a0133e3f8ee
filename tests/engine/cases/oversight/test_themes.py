"""Themes: each number is the one that a slow count of the submissions finds, and leads to its cases."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import clock
from engine.cases.oversight import themes
from engine.cases.oversight.themes import YES
from engine.records.tables import submission
from tests.engine.cases.desk import NOW, published
from tests.engine.cases.oversight.stock import INSTANTS, PERIOD, cases, rows

EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def marked():
    """A question of each type that is a theme, with its form."""
    found = {}
    for form in published()[1].forms.values():
        for question in form.themes:
            found.setdefault(question.type, (form.form, question))
    return found


def answers_to(question):
    keys = list(question.choices)
    match question.type:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(keys)
        case _:
            return st.lists(st.sampled_from(keys), unique=True)


def submissions():
    """What is sent of one form: the form, the question, its answer or none, and when."""
    each = [
        st.tuples(st.just(form), st.just(question.name), st.one_of(st.none(), answers_to(question)), INSTANTS)
        for form, question in marked().values()
    ]
    return st.one_of(each)


CASES = st.lists(st.tuples(st.sampled_from([True, True, False]), st.lists(submissions(), max_size=5)), max_size=4)
"""Whether a case is seen, and what was sent in it."""


def slowly(tx, seen, form, question):
    """How many cases have each answer, and how many answered, by their last submission of a form."""
    last = {}
    for row in sorted(rows(tx, submission), key=lambda row: (row.at, row.id)):
        if row.form == form and row.case_id in seen:
            last[row.case_id] = row
    numbers, of = Counter(), 0
    behind = {}
    for row in last.values():
        if PERIOD.first <= clock.london_date(row.at) <= PERIOD.last and row.answers.get(question.name) is not None:
            of += 1
            answer = row.answers[question.name]
            given = answer if isinstance(answer, list) else [YES] if answer is True else [answer] if answer else []
            numbers.update(given)
            for one in given:
                behind.setdefault(one, set()).add(row.case_id)
    return numbers, of, behind


def all_listed(seer, **wanted):
    page = themes.listed(seer, PERIOD, **wanted)
    items = [*page.items]
    while page.more:
        page = themes.listed(seer, PERIOD, **wanted, after=page.more)
        items += page.items
    return items


class TestNumbers:
    @EXAMPLES
    @given(drawn=CASES, number=st.integers(0, 9))
    def test_are_those_of_a_slow_count_and_lead_to_their_cases(self, stock, drawn, number, monkeypatch):
        monkeypatch.setattr(themes, "PAGE", 2)
        with stock.example() as tx:
            seen = set()
            for is_seen, sent in drawn:
                case_id = stock.case(tx, is_seen=is_seen)
                seen |= {case_id} if is_seen else set()
                for form, question, answer, at in sent:
                    stock.send(tx, case_id, form, at, **({} if answer is None else {question: answer}))
            seer, known = stock.oversee(tx), cases(tx)
            told = {
                (theme.form, share.question, share.answer): (share.cases, share.of)
                for theme in themes.count(seer, PERIOD)
                for share in theme.shares
            }
            for form, question in marked().values():
                numbers, of, behind = slowly(tx, seen, form, question)
                keys = [YES] if question.type == "yes_no" else list(question.choices)
                assert {key: told[form, question.name, key] for key in keys} == {
                    key: (numbers[key], of) for key in keys
                }
                key = keys[number % len(keys)]
                found = all_listed(seer, form=form, question=question.name, answer=key)
                assert sorted(item.reference for item in found) == sorted(
                    known[case_id].reference for case_id in behind.get(key, ())
                )


class TestThemes:
    def test_are_told_in_the_order_of_the_form_with_its_words(self, stock):
        form, question = marked()["choice"]
        with stock.example() as tx:
            key = list(question.choices)[1]
            stock.send(tx, stock.case(tx), form, NOW, **{question.name: key})
            found = themes.count(stock.oversee(tx), PERIOD)
            assert themes.label(stock.oversee(tx), form, question.name, key) == question.choices[key].label
            assert themes.label(stock.oversee(tx), form, question.name, "gone") is None
            assert themes.label(stock.oversee(tx), form, "gone", key) is None
        theme = next(each for each in found if each.title == question.label)
        assert [share.label for share in theme.shares] == [choice.label for choice in question.choices.values()]
        assert [share.cases for share in theme.shares] == [int(each == key) for each in question.choices]
        assert (theme.is_parted, theme.cases) == (True, 1)
