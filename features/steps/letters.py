"""What is written, and to whom."""

from datetime import date
from typing import Any

from pytest_bdd import then

from features.steps.differences import insist_on_words
from features.steps.sentences import sentence, spaced
from features.steps.world import World


@then(sentence('the {role} is sent the letter "{letter}"'))
def _(world: World, role: str, letter: str) -> None:
    assert [d.role for d in world.letters(letter)] == [role]


@then(sentence('the {role} is sent the letter "{letter}", naming {on:day}'))
def _(world: World, role: str, letter: str, on: date) -> None:
    assert [(d.role, d.due_on) for d in world.letters(letter)] == [(role, on)]


@then(sentence('each partner is sent the letter "{letter}", naming {on:day}'))
def _(world: World, letter: str, on: date) -> None:
    sent = world.letters(letter)
    assert sorted(d.instance for d in sent) == sorted(world.revision.partnership.partners)
    assert {d.due_on for d in sent} == {on}
    assert len({d.held_by for d in sent}) == len(sent), "each to its own"


@then(sentence('the letter "{letter}" to {instance} went to its {role}'))
def _(world: World, letter: str, instance: str, role: str) -> None:
    assert [d.role for d in world.letters(letter, instance)] == [role]


@then(sentence('the letter "{letter}" was sent once'))
def _(world: World, letter: str) -> None:
    assert len(world.letters(letter)) == 1


@then(sentence('the letter "{letter}" was sent {times:d} times'))
def _(world: World, letter: str, times: int) -> None:
    assert len(world.letters(letter)) == times


@then(sentence('the letter "{letter}" was not sent'))
def _(world: World, letter: str) -> None:
    assert not world.letters(world.a_letter(letter))


@then(sentence('the letter "{letter}" was sent to {instance}'))
def _(world: World, letter: str, instance: str) -> None:
    assert world.letters(letter, instance), f"it was sent to {', '.join(world.receivers(letter)) or 'nobody'}"


@then(sentence('the letter "{letter}" was not sent to {instance}'))
def _(world: World, letter: str, instance: str) -> None:
    assert not world.letters(world.a_letter(letter), world.an_instance(instance))


@then(sentence('the letter "{letter}" comes with the document "{document}"'))
def _(world: World, letter: str, document: str) -> None:
    versions = {row.id: row.name for row in world.documents(world.a_document(document))}
    sent = world.letters(world.a_letter(letter))
    assert {versions.get(row.document_id) for row in sent} == {document.replace(" ", "_")}, "with each of them"


@then(sentence('the draft of "{question}" in "{task}" says "{words}"'))
def _(world: World, question: str, task: str, words: str) -> None:
    sent = world.submitted(task)
    name = next((f.name for f in world.revision.forms[sent.form].fields if f.label == question), "")
    assert words in spaced((sent.drafts or {}).get(name, "")), f"kept beside {question!r}: {sent.drafts}"


@then(sentence('the letter "{letter}" says "{words}"'))
def _(world: World, letter: str, words: str) -> None:
    _says(_latest(world, letter), words)


@then(sentence('the letter "{letter}" does not say "{words}"'))
def _(world: World, letter: str, words: str) -> None:
    _does_not_say(_latest(world, letter), words)


@then(sentence('the letter "{letter}" to {instance} says "{words}"'))
def _(world: World, letter: str, instance: str, words: str) -> None:
    _says(_latest(world, letter, instance), words)


@then(sentence('the letter "{letter}" to {instance} does not say "{words}"'))
def _(world: World, letter: str, instance: str, words: str) -> None:
    _does_not_say(_latest(world, letter, instance), words)


def _latest(world: World, letter: str, to: str = "") -> Any:
    sent = world.letters(letter, to)
    assert sent, f"the letter was sent to {', '.join(world.receivers(letter)) or 'nobody'}"
    return sent[-1]


def _says(letter: Any, words: str) -> None:
    insist_on_words(f"{letter.subject}\n{letter.body}", words)


def _does_not_say(letter: Any, words: str) -> None:
    assert words not in spaced(f"{letter.subject} {letter.body}"), f"it says:\n{letter.subject}\n{letter.body}"
