"""Days pass, dates are known, corrected, and kept or not."""

from datetime import date

from pytest_bdd import then, when

from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, sentence
from features.steps.world import World


@when(sentence("{on:day} ends"))
def _(world: World, on: date) -> None:
    world.end(on)


@when(sentence('the {post} corrects the date of "{anchor}" to {on:day}, because "{reason}"'))
def _(world: World, post: str, anchor: str, on: date, reason: str) -> None:
    world.correct(post, anchor.replace(" ", "_"), on, reason)


@when(sentence('the {post} tries to correct the date of "{anchor}" to {on:day}, because "{reason}"'))
def _(world: World, post: str, anchor: str, on: date, reason: str) -> None:
    with world.attempt(world.today):
        world.correct(post, anchor.replace(" ", "_"), on, reason)


@then(sentence('"{task}" is due on {on:day}'))
def _(world: World, task: str, on: date) -> None:
    assert {t.due_on for t in world.tasks(task)} == {on}


@then(sentence('"{task}" of {instance} is due on {on:day}'))
def _(world: World, task: str, instance: str, on: date) -> None:
    assert {t.due_on for t in world.tasks(task, instance)} == {on}


@then(sentence("the limits of {clause} are:"))
def _(world: World, clause: str, datatable: Table) -> None:
    shown = world.revision.due(clause, world.facts().anchors_seen_from()).reckoned
    found = [[r.limit.force, r.limit.anchor.replace("_", " "), f"{r.due_on:%A %-d %B %Y}"] for r in shown]
    insist_on_rows(found, datatable)


@then(sentence('the date of "{anchor}" is {on:day}'))
def _(world: World, anchor: str, on: date) -> None:
    assert world.facts().anchor(anchor.replace(" ", "_")) == on


@then(sentence('the date of "{anchor}" is not known'))
def _(world: World, anchor: str) -> None:
    assert world.facts().anchor(world.an_anchor(anchor)) is None


@then(sentence('the audit shows that "{event}" moved from {old:day} to {new:day}'))
def _(world: World, event: str, old: date, new: date) -> None:
    moved = [
        (entry["old"], entry["new"])
        for line in world.history()
        for entry in line.facts.get("time_limits", ())
        if entry["element"] == event.replace(" ", "_")
    ]
    assert moved == [(old.isoformat(), new.isoformat())]


@then(sentence("{clause} is extended from {old:day} to {new:day}, which the {role} is told"))
def _(world: World, clause: str, old: date, new: date, role: str) -> None:
    told = [
        (noted["old"], noted["new"])
        for line in world.history()
        for noted in line.facts.get("extensions", ())
        if noted["clause"] == clause
        and noted["tell"] == role
        and role in [letter["to"].partition("|")[0] for letter in line.facts.get("letters", ())]
    ]
    assert (old.isoformat(), new.isoformat()) in told


@then(sentence("the {role} is told once that {clause} is late"))
def _(world: World, role: str, clause: str) -> None:
    assert len(world.told(role, clause)) == 1


@then(sentence("the {role} is told once that {clause} is late for {instance}"))
def _(world: World, role: str, clause: str, instance: str) -> None:
    assert len(world.told(role, clause, instance)) == 1


@then(sentence("the {role} is not told that {clause} is late"))
def _(world: World, role: str, clause: str) -> None:
    assert not world.told(*world.a_limit(role, clause))


@then(sentence("the {role} is not told that {clause} is late for {instance}"))
def _(world: World, role: str, clause: str, instance: str) -> None:
    assert not world.told(*world.a_limit(role, clause), world.an_instance(instance))
