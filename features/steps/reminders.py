"""Who takes a task on, and who is reminded of its time limit."""

from datetime import date
from typing import Any

from pytest_bdd import then

from engine import clock
from engine.records import tables
from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, done, sentence
from features.steps.world import World


@done('the {post} takes on "{task}" on {on:day}')
def _(world: World, post: str, task: str, on: date) -> None:
    world.take_on(task, post, on)


@then(sentence("the reminders of {clause} are:"))
def _(world: World, clause: str, datatable: Table) -> None:
    insist_on_rows(list(map(_told, world.reminders(clause))), datatable)


@then(sentence("the reminders of {clause} for {instance} are:"))
def _(world: World, clause: str, instance: str, datatable: Table) -> None:
    insist_on_rows(list(map(_told, world.reminders(clause, world.an_instance(instance)))), datatable)


@then(sentence("nobody is reminded of {clause}"))
def _(world: World, clause: str) -> None:
    assert not world.reminders(clause)


@then(sentence("the {post} alone is reminded of {clause} on {on:day}"))
def _(world: World, post: str, clause: str, on: date) -> None:
    sent = [row.id for row in world.reminders(clause) if clock.london_date(row.at) == on]
    reached = [row.person_id for row in world.rows(tables.delivery) if row.letter_id in sent]
    assert reached == [world.person(post).id]


def _told(letter: Any) -> tuple[str, str]:
    return f"{clock.london_date(letter.at):%A %-d %B %Y}", letter.role
