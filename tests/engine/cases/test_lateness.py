"""What was late in a case is explained on the form that closes it."""

from datetime import UTC, datetime

import pytest

from engine.cases import dates
from engine.cases.asking import task_page
from engine.diagrams.bundle import Bundle
from engine.diagrams.samples import CLAUSE, FORM, Drawing, bundle_of
from engine.errors import AnswersRefused
from engine.records import tables
from forms.loading import load_form
from forms.reading import shown
from tests.engine.cases.office import Office, edited
from tests.engine.cases.test_extending import MAY

CLOSES = """
      closes: {type: yes_no, optional: true, label: Does it close the case?}
      longer: {type: yes_no, optional: true, label: Longer?}
      why: {type: text, when: longer, label: Why}
      new_on: {type: date, when: longer, label: New day, extends: {clause: SMP-1, reason: why}}
      note:"""
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)
"""The Monday after the Wednesday on which what began on the 2nd was due."""


def closing(*drawings: Drawing) -> Bundle:
    path = f"forms/definitions/{FORM}.yaml"
    bundle = edited(bundle_of(drawings), path, "\n      note:", CLOSES)
    bundle = edited(bundle, path, "title: Answer", "title: Answer\nexplains_lateness: closes")
    return edited(bundle, "bpmn/clauses.yaml", f"- id: {CLAUSE}", MAY)


def side_by_side() -> Bundle:
    """Two tasks with the same time limit; a message calls the second off."""
    drawing = Drawing("sides")
    drawing.node("parallelGateway", "apart")
    drawing.node("parallelGateway", "together")
    drawing.chain(drawing.start(), drawing.user_task("open"), "apart")
    for side in ("left", "right"):
        drawing.chain("apart", drawing.user_task(side, limit=CLAUSE), "together")
        drawing.watch(side, CLAUSE)
    drawing.message("stopped", "right")
    drawing.chain("stopped", drawing.end("right_stopped"))
    drawing.chain("together", drawing.end())
    return closing(drawing)


def around() -> Bundle:
    """A task without a time limit, in a process that as a whole has one."""
    inner, top = Drawing("inner"), Drawing("top")
    inner.chain(inner.start(), inner.user_task("answer"), inner.user_task("last"), inner.end())
    top.chain(top.start(), top.user_task("open"), top.call("call", inner.process), top.end())
    top.watch("call", CLAUSE)
    return closing(top, inner)


def asked(office: Office, task_id: str) -> list[str]:
    """The reasons that a task's form asks for now."""
    with office.clock(), office.database.reading() as tx:
        fields = task_page(tx, office.engine, task_id, office.officer).schema.form.fields
    return [q.label for q in fields if q.label.startswith("Why this was late")]


def name_of(office: Office, task_id: str) -> str:
    """The name of the one such question."""
    with office.clock(), office.database.reading() as tx:
        fields = task_page(tx, office.engine, task_id, office.officer).schema.form.fields
    (name,) = [q.name for q in fields if q.label.startswith("Why this was late")]
    return name


def passed(office: Office, case_id: int) -> None:
    office.now = LATER
    with office.clock(), office.database.transaction() as tx:
        dates.fire_timers(tx, office.engine, case_id)


class TestWhatIsLateWithoutAReason:
    @pytest.fixture
    def office(self, database):
        return Office(database, side_by_side())

    def test_is_not_asked_for_while_nothing_is(self, office):
        office.start()
        assert asked(office, office.open_tasks("left")[0]) == []

    def test_is_asked_for_by_the_form_that_closes_the_case_and_not_sent_without(self, office):
        passed(office, office.start().case_id)
        stop = office.open_tasks("stopped")[0]
        question = "Why this was late: right, due on Wednesday 4 March 2026, not done"
        assert asked(office, stop) == [question]
        with pytest.raises(AnswersRefused) as refused:
            office.submit(stop, closes=True)
        assert refused.value.errors == {name_of(office, stop): [f"Enter: {question}"]}
        office.submit(stop, closes=False)

    def test_is_kept_with_what_it_is_the_reason_for_and_never_asked_for_again(self, office):
        case_id = office.start().case_id
        passed(office, case_id)
        (stop,), (right,) = office.open_tasks("stopped"), office.open_tasks("right")
        sent = office.submit(stop, closes=True, **{name_of(office, stop): "An illness"})
        (kept,) = office.rows(tables.submission, tables.submission.c.id == sent.submission_id)
        what = "right, due on Wednesday 4 March 2026, not done"
        assert kept.answers["late_reasons"] == [{"key": right, "what": what, "why": "An illness"}]
        form = load_form(FORM, office.bundle.files[f"forms/definitions/{FORM}.yaml"])
        (part,) = [
            part for part in shown(form, kept.answers, lambda _: {}) if part.title == "What was late in this case"
        ]
        assert [(row.label, row.lines) for row in part.rows] == [(f"Why this was late: {what}", ("An illness",))]
        assert asked(office, office.open_tasks("left")[0]) == []

    def test_is_not_asked_for_of_what_is_still_to_be_done(self, office):
        passed(office, office.start().case_id)
        assert asked(office, office.open_tasks("left")[0]) == []

    def test_is_asked_for_of_what_was_called_off_after_its_date(self, office):
        passed(office, office.start().case_id)
        office.submit(office.open_tasks("stopped")[0])
        question = "Why this was late: right, due on Wednesday 4 March 2026, called off on Monday 9 March 2026"
        assert asked(office, office.open_tasks("left")[0]) == [question]

    def test_is_not_asked_for_of_what_was_called_off_in_time(self, office):
        office.start()
        office.submit(office.open_tasks("stopped")[0])
        office.now = LATER
        assert asked(office, office.open_tasks("left")[0]) == []

    def test_is_not_asked_for_of_what_said_so_when_it_was_done(self, office):
        passed(office, office.start().case_id)
        office.submit(office.open_tasks("right")[0], late_reason="A flood")
        assert asked(office, office.open_tasks("left")[0]) == []


class TestATimeLimitThatNoTaskHas:
    @pytest.fixture
    def office(self, database):
        return Office(database, around())

    def test_is_asked_for_once_somebody_was_told_that_it_passed(self, office):
        case_id = office.start().case_id
        assert asked(office, office.open_tasks("answer")[0]) == []
        passed(office, case_id)
        question = f"Why this was late: the time limit {CLAUSE}, which passed on Wednesday 4 March 2026"
        assert asked(office, office.open_tasks("answer")[0]) == [question]

    def test_has_its_reason_if_it_was_extended_since(self, office):
        passed(office, office.start().case_id)
        office.submit(office.open_tasks("answer")[0], longer=True, why="A trial", new_on="2026-03-20")
        assert asked(office, office.open_tasks("last")[0]) == []
