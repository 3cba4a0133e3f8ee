"""Who is invited to a meeting, as their calendar shows it; who reads its record; and the dates of bodies that meet."""

from collections.abc import Callable
from datetime import date
from functools import partial

from pytest_bdd import then

from engine.cases.meetings.agendas import bodies, may_change
from engine.cases.papers import submissions
from engine.cases.reading import find_case
from engine.cases.seeing import Viewer
from engine.clock import LONDON
from engine.diagrams.bodies import DateChange
from engine.errors import CaseNotFound
from engine.records.tables import submission
from engine.registers.meeting_dates import add, call_off, enter
from features.steps.sentences import done, sentence
from features.steps.world import World
from forms.reading import time_of_day


@then(sentence('{who} is invited to the meeting on {on:day}, from {starts} to {ends}, at "{place}"'))
def _(world: World, who: str, on: date, starts: str, ends: str, place: str) -> None:
    said = world.invitations(who)
    assert said, f"{who!r} has never been invited"
    first, last = (at.astimezone(LONDON) for at in (said[-1].starts_at, said[-1].ends_at))
    assert not said[-1].is_off, "it was called off"
    assert (first.date(), last.date()) == (on, on)
    assert (time_of_day(first), time_of_day(last), said[-1].place) == (starts, ends, place)
    assert len({row.uid for row in said}) == 1, "one meeting, whatever becomes of it"


@then(sentence("the invitation of {who} is cancelled"))
def _(world: World, who: str) -> None:
    said = world.invitations(who)
    assert [row.is_off for row in said][-2:] == [False, True], f"{who!r} was invited, and then no longer"
    assert said[-1].sequence > said[-2].sequence, "or a calendar would not believe it"


@then(sentence("{who} is not invited to the meeting"))
def _(world: World, who: str) -> None:
    assert not world.invitations(world.an_instance(who))


@then(sentence('the {who} reads what was recorded in "{task}"'))
def _(world: World, who: str, task: str) -> None:
    assert task in _read_by(world, who)


@then(sentence('the {who} does not read what was recorded in "{task}"'))
def _(world: World, who: str, task: str) -> None:
    kept = {world.element(row).name for row in world.rows(submission)}
    assert task in kept, f"{task!r} has not been recorded: who reads it cannot be told"
    assert task not in _read_by(world, who)


@done("the {who} adds {on:day} to the dates of the {body}")
def _(world: World, who: str, on: date, body: str) -> None:
    world.act(f"{who} adds {on} to the dates of the {body}", partial(_change, who=who, on=on, body=body, make=add))


@done("the {who} calls off the meeting of the {body} on {on:day}")
def _(world: World, who: str, on: date, body: str) -> None:
    world.act(f"{who} calls off {on} of the {body}", partial(_change, who=who, on=on, body=body, make=call_off))


def _read_by(world: World, who: str) -> set[str]:
    """Return the names of the user tasks whose answers somebody may read in the case; none if they do not see it."""
    person, reference = world.person(who), world.case().reference
    with world.at(world.now), world.database.reading() as tx:
        try:
            case = find_case(tx, world.engine.revisions, person, reference)
        except CaseNotFound:
            return set()
        return {sent.element.name for sent in submissions(tx, case)}


def _change(world: World, *, who: str, on: date, body: str, make: Callable[..., DateChange]) -> None:
    """Change the dates of a body, as whoever keeps them does."""
    person = world.person(who)
    with world.at(world.now), world.database.transaction() as tx:
        known = bodies(tx, world.engine.revisions)[body]
        assert may_change(known, Viewer.of(tx, world.engine.revisions, person)), f"{who} may not change the dates"
        enter(tx, make(tx, body, known, on=on, why="As it was agreed", me=person))
        world.revision = world.engine.revisions.get(tx, world.revision.digest)
