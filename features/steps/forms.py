"""What forms ask, and what is kept of what they were answered."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pytest_bdd import then

from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, answers, asked, asked_in_rows, sentence, spaced
from features.steps.world import World
from forms.definition import LATE_REASONS, Field, Form
from forms.tables import Table as Spreadsheet

_Named = TypeVar("_Named", Form, Spreadsheet)


@then(sentence('the form "{title}" asks:'))
def _(world: World, title: str, datatable: Table) -> None:
    form = _entitled(title, world.revision.forms)
    insist_on_rows([*asked(form)], datatable)


@then(sentence('each row of the spreadsheet "{title}" asks:'))
def _(world: World, title: str, datatable: Table) -> None:
    table = _entitled(title, world.revision.tables)
    insist_on_rows([*asked_in_rows(table)], datatable)


@then(sentence('what is kept of "{task}" includes:'))
def _(world: World, task: str, datatable: Table) -> None:
    _includes(world, world.submitted(task), datatable)


@then(sentence('what is kept of "{task}" of {instance} includes:'))
def _(world: World, task: str, instance: str, datatable: Table) -> None:
    _includes(world, world.submitted(task, instance), datatable)


@then(sentence('what is kept of "{task}" does not include "{question}"'))
def _(world: World, task: str, question: str) -> None:
    last = world.submitted(task)
    form = world.revision.forms[last.form]
    asked_so = {q.name for q in form.fields if q.label == question}
    assert asked_so, f"{task!r} does not ask {question!r}"
    assert not asked_so & set(last.answers)


@then(sentence('"{task}" keeps why this was late: {what}: "{why}"'))
def _(world: World, task: str, what: str, why: str) -> None:
    kept = [(each["what"], each["why"]) for each in world.submitted(task).answers.get(LATE_REASONS, ())]
    assert (what, why) in kept, f"it keeps: {kept}"


@then(sentence('what stands in "{question}" of "{task}" says "{words}"'))
def _(world: World, question: str, task: str, words: str) -> None:
    _stands(world, task, question, words, said=True)


@then(sentence('what stands in "{question}" of "{task}" does not say "{words}"'))
def _(world: World, question: str, task: str, words: str) -> None:
    _stands(world, task, question, words, said=False)


def _entitled(title: str, known: Mapping[str, _Named]) -> _Named:
    """Return the form, or the spreadsheet, of that title."""
    found = next((one for one in known.values() if one.title == title), None)
    assert found, f"nothing has the title {title!r}; there are: {'; '.join(one.title for one in known.values())}"
    return found


def _stands(world: World, task: str, question: str, words: str, *, said: bool) -> None:
    found = spaced(str(world.standing_in(task, question)))
    assert (words in found) is said, f"there stands: {found}"


def _includes(world: World, last: Any, rows: Table) -> None:
    form = world.revision.forms[last.form]
    wanted = world.only(form, answers(rows))
    kept = {name: last.answers.get(name) for name in wanted}
    assert _as_sent(form.fields, kept) == _as_sent(form.fields, wanted)


def _as_sent(questions: tuple[Field, ...], kept: dict[str, Any]) -> dict[str, Any]:
    """Bring kept answers and sent ones to one shape, to compare them; files, by their number."""
    known = {q.name: q for q in questions}
    return {name: _one_as_sent(known[name], answer) for name, answer in kept.items()}


def _one_as_sent(question: Field, answer: Any) -> Any:
    if question.type == "group":
        return [_as_sent(question.fields, item) for item in answer]
    if question.type == "file":
        return len(answer)
    if question.type == "yes_no":
        return {True: "yes", False: "no"}.get(answer, answer)
    return str(answer) if question.type == "number" else answer
