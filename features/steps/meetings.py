"""Who is invited to a meeting, as their calendar shows it."""

from datetime import date

from pytest_bdd import then

from engine.clock import LONDON
from features.steps.sentences import sentence
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
