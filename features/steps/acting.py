"""What people do: refer a case, complete a task, record an event; and what they try and may not."""

from datetime import date
from itertools import groupby

from pytest_bdd import then, when

from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, answers, day, done, given_in, named_in, sentence
from features.steps.world import World

# ---- a case is referred ---------------------------------------------------------------------------------------


@done("the {post} refers a case on {on:day}")
def _(world: World, post: str, on: date) -> None:
    world.refer(post, on, {})


@done("the {post} refers a case on {on:day}, answering:")
def _(world: World, post: str, on: date, datatable: Table) -> None:
    world.refer(post, on, answers(datatable))


@done('the {post} refers a case on {on:day}, answering "{question}" with "{answer}"')
def _(world: World, post: str, on: date, question: str, answer: str) -> None:
    world.refer(post, on, {question: answer})


@when(sentence("the {post} tries to refer a case on {on:day}"))
def _(world: World, post: str, on: date) -> None:
    with world.attempt(on):
        world.refer(post, on, {})


@when(sentence("the {post} tries to refer a case on {on:day}, answering:"))
def _(world: World, post: str, on: date, datatable: Table) -> None:
    with world.attempt(on):
        world.refer(post, on, answers(datatable))


@when(sentence('the {post} tries to refer a case on {on:day}, answering "{question}" with "{answer}"'))
def _(world: World, post: str, on: date, question: str, answer: str) -> None:
    with world.attempt(on):
        world.refer(post, on, {question: answer})


# ---- a task is completed, an event recorded -------------------------------------------------------------------


@done('the {post} completes "{task}" on {on:day}')
def _(world: World, post: str, task: str, on: date) -> None:
    world.complete(task, post, on)


@done('the {post} completes "{task}" on {on:day}, answering:')
def _(world: World, post: str, task: str, on: date, datatable: Table) -> None:
    world.complete(task, post, on, answers(datatable))


@done('the {post} completes "{task}" on {on:day}, answering "{question}" with "{answer}"')
def _(world: World, post: str, task: str, on: date, question: str, answer: str) -> None:
    world.complete(task, post, on, {question: answer})


@done('the {post} completes "{task}" for {instance} on {on:day}')
def _(world: World, post: str, task: str, instance: str, on: date) -> None:
    world.complete(task, post, on, instance=instance)


@done('the {post} completes "{task}" for {instance} on {on:day}, answering:')
def _(world: World, post: str, task: str, instance: str, on: date, datatable: Table) -> None:
    world.complete(task, post, on, answers(datatable), instance)


@done('the {post} completes "{task}" for {instance} on {on:day}, answering "{question}" with "{answer}"')
def _(world: World, post: str, task: str, instance: str, on: date, question: str, answer: str) -> None:
    world.complete(task, post, on, {question: answer}, instance)


@done('every agency completes "{task}" on {on:day}')
def _(world: World, task: str, on: date) -> None:
    world.complete_each(task, on, {})


@done('every agency completes "{task}" on {on:day}, answering:')
def _(world: World, task: str, on: date, datatable: Table) -> None:
    world.complete_each(task, on, answers(datatable))


@done('every agency but {agencies} completes "{task}" on {on:day}')
def _(world: World, agencies: str, task: str, on: date) -> None:
    world.complete_each(task, on, {}, named_in(agencies))


@done('every agency but {agencies} completes "{task}" on {on:day}, answering:')
def _(world: World, agencies: str, task: str, on: date, datatable: Table) -> None:
    world.complete_each(task, on, answers(datatable), named_in(agencies))


@done('every partner completes "{task}" on {on:day}')
def _(world: World, task: str, on: date) -> None:
    for partner, post in world.members():
        world.complete(task, post, on, instance=partner)


@done('every partner completes "{task}" on {on:day}, answering:')
def _(world: World, task: str, on: date, datatable: Table) -> None:
    for partner, post in world.members():
        world.complete(task, post, on, answers(datatable), partner)


@done("these are completed:")
def _(world: World, datatable: Table) -> None:
    for on, post, what, *cells in datatable:
        task, instance = world.said_of(what)
        world.complete(task, post.removeprefix("the "), day(on), given_in(cells, world.questions_of(task)), instance)


@when(sentence("these are completed in turn on {on:day}, {times} times:"))
def _(world: World, on: date, times: str, datatable: Table) -> None:
    for _ in range(int(times)):
        for (post, task), rows in groupby(datatable, key=lambda row: row[:2]):
            world.complete(task, post, on, {question: answer for _, _, question, answer in rows if question})


# ---- what is tried --------------------------------------------------------------------------------------------


@when(sentence('the {post} tries to complete "{task}" on {on:day}'))
def _(world: World, post: str, task: str, on: date) -> None:
    with world.attempt(on):
        world.complete(task, post, on)


@when(sentence('the {post} tries to complete "{task}" on {on:day}, answering:'))
def _(world: World, post: str, task: str, on: date, datatable: Table) -> None:
    with world.attempt(on):
        world.complete(task, post, on, answers(datatable))


@when(sentence('the {post} tries to complete "{task}" on {on:day}, answering "{question}" with "{answer}"'))
def _(world: World, post: str, task: str, on: date, question: str, answer: str) -> None:
    with world.attempt(on):
        world.complete(task, post, on, {question: answer})


@when(sentence('the {post} tries to complete "{task}" for {instance} on {on:day}'))
def _(world: World, post: str, task: str, instance: str, on: date) -> None:
    with world.attempt(on):
        world.complete(task, post, on, instance=instance)


@when(sentence('the {post} tries to complete "{task}" for {instance} on {on:day}, answering:'))
def _(world: World, post: str, task: str, instance: str, on: date, datatable: Table) -> None:
    with world.attempt(on):
        world.complete(task, post, on, answers(datatable), instance)


@when(
    sentence('the {post} tries to complete "{task}" for {instance} on {on:day}, answering "{question}" with "{answer}"')
)
def _(world: World, post: str, task: str, instance: str, on: date, question: str, answer: str) -> None:
    with world.attempt(on):
        world.complete(task, post, on, {question: answer}, instance)


@then("it is accepted")
def _(world: World) -> None:
    assert not world.refused


@then(sentence('it is refused: "{because}"'))
def _(world: World, because: str) -> None:
    assert because in world.refused, f"refused with: {world.refused!r}"


# ---- the views of the partners --------------------------------------------------------------------------------


@when(sentence("the {post} tries to give the view of {partner} on {on:day}"))
def _(world: World, post: str, partner: str, on: date) -> None:
    with world.attempt(on):
        world.give_view(post, on, partner)


@when(sentence("the {post} tries to give the view of {partner} on {on:day}, answering:"))
def _(world: World, post: str, partner: str, on: date, datatable: Table) -> None:
    with world.attempt(on):
        world.give_view(post, on, partner, answers=answers(datatable))


@done('the {post} gives the view "{view}" on {on:day}')
def _(world: World, post: str, view: str, on: date) -> None:
    world.give_view(post, on, view=view)


@done('all three partners give the view "{view}" on {on:day}')
def _(world: World, view: str, on: date) -> None:
    for partner, post in world.members():
        world.give_view(post, on, partner, view)


@then("the views kept are:")
def _(world: World, datatable: Table) -> None:
    kept = []
    for row in world.submissions():
        if row.instance in world.revision.partnership.partners:
            choice = next(q for q in world.revision.forms[row.form].routed if q.type == "choice")
            label = choice.choices[row.answers[choice.name]].label
            kept.append([world.instance_name(row.instance), row.post.rsplit(", ", 1)[0], label])
    insist_on_rows(kept, datatable)
