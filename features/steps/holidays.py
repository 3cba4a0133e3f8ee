"""Days that are proclaimed holidays or withdrawn, and that taken back: before a case, or while it goes on."""

from collections.abc import Callable
from datetime import date
from functools import partial

from pytest_bdd import then

from engine.access import Person
from engine.calendar.changes import PROCLAIMED, WITHDRAWN, Change, standing
from engine.cases.recounting import recount
from engine.records.db import Transaction
from engine.registers import holidays
from engine.registers.people import accounts, add_person
from features.steps.sentences import done, sentence
from features.steps.world import World

ADMINISTRATOR = "An administrator"


@done('{on:day} is proclaimed a holiday: "{why}"')
def _(world: World, on: date, why: str) -> None:
    world.act(f"proclaims {on} {why!r}", partial(_change, made=partial(_entry, kind=PROCLAIMED, on=on, why=why)))


@done('{on:day} is withdrawn as a holiday: "{why}"')
def _(world: World, on: date, why: str) -> None:
    world.act(f"withdraws {on} {why!r}", partial(_change, made=partial(_entry, kind=WITHDRAWN, on=on, why=why)))


@done('what was entered of {on:day} is taken back: "{why}"')
def _(world: World, on: date, why: str) -> None:
    world.act(f"takes {on} back {why!r}", partial(_change, made=partial(_taken_back, on=on, why=why)))


@then(sentence('the audit shows that {clause} moved from {old:day} to {new:day}, because of "{why}"'))
def _(world: World, clause: str, old: date, new: date, why: str) -> None:
    found = [
        (moved["old"], moved["new"])
        for entry in world.history()
        if why in [change["why"] for change in entry.facts.get("calendar", ())]
        for moved in entry.facts["time_limits"]
        if moved["clause"] == clause
    ]
    assert set(found) == {(old.isoformat(), new.isoformat())}


def _entry(world: World, tx: Transaction, me: Person, *, kind: str, on: date, why: str) -> Change:
    calendar = world.engine.revisions.get(tx, world.revision.digest).partnership.calendar
    return holidays.proclaim_or_withdraw(tx, calendar, kind=kind, on=on, why=why, me=me)


def _taken_back(_world: World, tx: Transaction, me: Person, *, on: date, why: str) -> Change:
    (entered,) = [change for change in standing(holidays.changes(tx)) if change.on == on]
    return holidays.take_back(tx, entered.number, why=why, me=me)


def _change(world: World, made: Callable[[World, Transaction, Person], Change]) -> None:
    """Change the calendar as an administrator does, and work the case's dates out as the worker does."""
    with world.at(world.now), world.database.transaction() as tx:
        holidays.enter(tx, made(world, tx, _administrator(tx)))
        world.revision = world.engine.revisions.get(tx, world.revision.digest)
        if world.case_id is not None:
            recount(tx, world.engine, world.case_id)


def _administrator(tx: Transaction) -> Person:
    known = {account.name: account.person for account in accounts(tx)}
    if ADMINISTRATOR not in known:
        add_person(tx, name=ADMINISTRATOR, email="administrator@example.org", is_administrator=True)
        return _administrator(tx)
    return known[ADMINISTRATOR]
