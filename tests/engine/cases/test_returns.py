"""Agencies that are asked: how each of them stands."""

from datetime import date, timedelta

import pytest

from engine.cases import papers, reading
from engine.cases.returns import Reply, rounds
from engine.records.tables import user_task
from tests.engine.cases.journey import MONDAY

NEXT_WEEK = MONDAY + timedelta(days=9)
LATER = date(2026, 4, 15)


@pytest.fixture
def asked(journey):
    """A case in which all agencies that are always asked have been asked; their open tasks."""
    for _ in range(20):
        rows = journey.open_rows()
        if found := [row for row in rows if row.instance in journey.revision.partnership.agencies]:
            return found
        element = journey.element(rows[0])
        views = element.collection and journey.view(journey.labels(element)[0])
        journey.do(rows[0], MONDAY, views or {})
    raise AssertionError("no agency was asked")


@pytest.fixture
def seen(journey):
    """How agencies stand, as the office sees it."""

    def seen(person=None):
        with journey.seen_by(person or journey.offices[0]) as (tx, case):
            entries, tasks = reading.entries(tx, case), reading.tasks(tx, case)
            return rounds(case, entries, tasks, papers.submissions(tx, case))

    return seen


def answer(journey, row, number, day=MONDAY):
    """Answer the first question with its choice of that number."""
    (question, *_) = journey.revision.forms[journey.element(row).form].routed
    journey.do(row, day, {question.label: list(question.choices.values())[number].label})


class TestRounds:
    def test_are_none_of_a_case_that_has_not_come_to_it(self, journey, seen):
        assert seen() == ()

    def test_show_every_agency_asked_with_its_letter_and_its_date(self, journey, asked, seen):
        (found,) = seen()
        assert [one.key for one in found.agencies] == list(journey.facts().lists[journey_list(journey, asked)])
        assert found.tally == {Reply.WAITING: len(asked)}
        with journey.seen_by(journey.offices[0]) as (tx, case):
            letters = {letter.id: letter for letter in papers.letters(tx, case)}
        for one in found.agencies:
            assert letters[one.letter].to.organisation == one.name
            assert one.due_on == one.open[0].due_on
            assert [answer.task is not None for answer in one.answers] == [True, *[False] * (len(found.questions) - 1)]

    def test_say_answers_and_endings_in_the_words_of_the_diagram(self, journey, asked, seen):
        answer(journey, asked[0], 1)
        (found,) = seen()
        one = next(one for one in found.agencies if one.key == asked[0].instance)
        named = {flow.name for flow in journey.revision.flows if flow.process == found.process and flow.condition}
        ends = {
            e.name for e in journey.revision.elements.values() if e.process == found.process and e.kind == "endEvent"
        }
        assert one.reply is Reply.SHORT
        assert one.answers[0].said in named - {""}
        assert one.ended in ends - {""}
        assert one.answers[0].submission.instance == one.key
        assert found.endings == {one.ended: 1}
        assert found.waiting == len(asked) - 1

    def test_are_complete_when_everything_is_answered(self, journey, asked, seen):
        first = asked[0]
        answer(journey, first, 0)
        for _ in range(4):
            for row in [row for row in journey.open_rows() if row.instance == first.instance]:
                journey.do(row, MONDAY)
        (found,) = seen()
        one = next(one for one in found.agencies if one.key == first.instance)
        assert (one.reply, one.was_late, one.open) == (Reply.COMPLETE, False, ())
        assert all(given.submission for given in one.answers)
        assert one.ended

    def test_are_late_after_the_day_and_stay_marked(self, journey, asked, seen):
        journey.go_to(LATER)
        (found,) = seen()
        assert found.tally == {Reply.LATE: len(asked)}
        reason = {"Why this is late": "The post came late"}
        (question, *_) = journey.revision.forms[journey.element(asked[0]).form].routed
        journey.do(asked[0], LATER, {question.label: list(question.choices.values())[1].label, **reason})
        one = next(one for one in seen()[0].agencies if one.key == asked[0].instance)
        assert (one.reply, one.was_late) == (Reply.SHORT, True)

    def test_are_called_off_when_it_goes_on_without_them(self, journey, asked, seen):
        with journey.database.transaction() as tx:
            closed = {"closed_at": journey.now, "outcome": "cancelled"}
            tx.connection.execute(user_task.update().where(user_task.c.id == asked[0].id).values(closed))
        one = next(one for one in seen()[0].agencies if one.key == asked[0].instance)
        assert (one.reply, one.ended, one.answers[0].said) == (Reply.SHORT, "", "")


def journey_list(journey, asked):
    """The list of the case on which all those asked stand."""
    keys = {row.instance for row in asked}
    return next(name for name, listed in journey.facts().lists.items() if keys <= set(listed))
