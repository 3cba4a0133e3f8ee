"""How a case stands: what is open, and for whom; how a process ended; what stopped."""

from pytest_bdd import then

from engine.records import tables
from features.steps.sentences import sentence
from features.steps.world import World


@then(sentence('"{task}" is open for the {role}'))
def _(world: World, task: str, role: str) -> None:
    assert {t.role for t in world.tasks(task)} == {role}


@then(sentence('"{task}" is open {times:d} times'))
def _(world: World, task: str, times: int) -> None:
    assert len(world.tasks(task)) == times


@then(sentence('"{task}" is not open'))
def _(world: World, task: str) -> None:
    assert not world.tasks(world.a_task(task))


@then(sentence('"{task}" of {instance} is open'))
def _(world: World, task: str, instance: str) -> None:
    assert len(world.tasks(task, instance)) == 1


@then(sentence('"{task}" of {instance} is open for the {role}'))
def _(world: World, task: str, instance: str, role: str) -> None:
    assert [t.role for t in world.tasks(task, instance)] == [role]


@then(sentence('"{task}" of {instance} is not open'))
def _(world: World, task: str, instance: str) -> None:
    assert not world.tasks(world.a_task(task), world.an_instance(instance))


@then(sentence('"{what}" comes to the {role}'))
def _(world: World, what: str, role: str) -> None:
    assert [*(d.role for d in world.letters(what)), *(t.role for t in world.tasks(what))] == [role]


@then(sentence('the decision rests on the rule "{rule}"'))
def _(world: World, rule: str) -> None:
    assert rule.replace(" ", "_") in {name for _, name in world.rules_applied()}


@then(sentence('the {diagram} ended with "{end}"'))
def _(world: World, diagram: str, end: str) -> None:
    process = next((p.id for p in world.revision.processes.values() if p.name == diagram), None)
    assert process, f"no diagram is called {diagram!r}"
    targets = {(f.process, f.id): f.target for f in world.revision.flows}
    reached = [world.revision.elements[key[0], targets[key]] for key in world.flows_taken() if key[0] == process]
    assert end in {e.name for e in reached if e.kind == "endEvent"}


@then(sentence('there is an incident: "{what}"'))
def _(world: World, what: str) -> None:
    (incident,) = world.rows(tables.incident)
    assert what in incident.what


@then("there is no incident")
def _(world: World) -> None:
    assert not world.rows(tables.incident)


@then("nothing is left to do")
def _(world: World) -> None:
    assert world.case().status == "closed"
