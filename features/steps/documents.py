"""What is written down: documents of the case, and what stands in one that somebody is shown with a task."""

from typing import Any

from pytest_bdd import then

from engine.paper.markdown import read_sheet
from features.steps.differences import insist_on_words
from features.steps.sentences import sentence, spaced
from features.steps.world import World


@then(sentence('the document "{document}" was written'))
def _(world: World, document: str) -> None:
    assert world.documents(document)


@then(sentence('the document "{document}" was not written'))
def _(world: World, document: str) -> None:
    assert not world.documents(world.a_document(document))


@then(sentence('the document "{document}" was written {times:d} times'))
def _(world: World, document: str, times: int) -> None:
    assert len(world.documents(document)) == times


@then(sentence('the document "{document}" says "{words}"'))
def _(world: World, document: str, words: str) -> None:
    _says(_latest(world, document), words)


@then(sentence('the document "{document}" does not say "{words}"'))
def _(world: World, document: str, words: str) -> None:
    _does_not_say(_latest(world, document), words)


@then(sentence('the document "{document}" of {instance} says "{words}"'))
def _(world: World, document: str, instance: str, words: str) -> None:
    _says(_latest(world, document, instance), words)


@then(sentence('the document "{document}" of {instance} does not say "{words}"'))
def _(world: World, document: str, instance: str, words: str) -> None:
    _does_not_say(_latest(world, document, instance), words)


@then(sentence('the document shown with "{task}" says "{words}"'))
def _(world: World, task: str, words: str) -> None:
    _says(_shown(world, task), words)


@then(sentence('the document shown with "{task}" of {instance} says "{words}"'))
def _(world: World, task: str, instance: str, words: str) -> None:
    _says(_shown(world, task, instance), words)


@then(sentence('the document shown with "{task}" does not say "{words}"'))
def _(world: World, task: str, words: str) -> None:
    _does_not_say(_shown(world, task), words)


def _shown(world: World, task: str, instance: str = "") -> Any:
    shown = world.shown_with(task, instance)
    assert shown, f"{task!r} shows no document"
    assert shown.sheet, f"it cannot be written yet: {shown.missing}"
    return shown.sheet


def _latest(world: World, document: str, instance: str = "") -> Any:
    written = world.documents(document, instance)
    assert written, f"the document {document!r} was not written"
    return read_sheet(written[-1].source)


def _says(sheet: Any, words: str) -> None:
    insist_on_words(sheet.text, words)


def _does_not_say(sheet: Any, words: str) -> None:
    assert words not in spaced(sheet.text), f"it says:\n{sheet.text}"
