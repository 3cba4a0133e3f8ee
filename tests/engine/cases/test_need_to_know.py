"""Who sees what: lists, counts, feeds, letters and pages agree with one plain rule, whatever keeps people out."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import access
from engine.access import OFFICE, Person, Post
from engine.cases import seeing
from engine.cases.asking import task_page
from engine.cases.claims import claim
from engine.cases.engine import CaseEngine
from engine.cases.listing import STATUSES, CaseIndex
from engine.cases.own_calendar import own_calendar
from engine.cases.reading import find_case
from engine.cases.searching.finding import case_called
from engine.cases.seeing import Viewer
from engine.cases.work import Desk
from engine.correspondence.recipients import _addresses
from engine.errors import CaseNotFound, NotAllowed
from engine.records.protection import conflict, named_person, opening, restriction
from engine.records.tables import safeguarding_case, user_task
from tests.engine.cases.desk import NOW, Desks, desks

CASES = 6
HOUR = timedelta(hours=1)


@dataclass
class World:
    """Cases, people, and what keeps them out or lets them in; `seen` is the rule in plain words."""

    office: Desks
    chance: random.Random
    people: list[Person] = field(default_factory=list)
    cases: dict[int, tuple[str, set[str]]] = field(default_factory=dict)
    tasks: dict[str, tuple[int, str, int | None]] = field(default_factory=dict)
    conflicts: set[tuple[int, int]] = field(default_factory=set)
    restricted: set[int] = field(default_factory=set)
    names: set[tuple[int, int]] = field(default_factory=set)
    opened: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        partnership = self.office.revision.partnership
        first, second = (partnership.roles[name].posts[0] for name in self.office.office)
        partner, body = next(iter(partnership.partners.items()))
        agency, asked = next(iter(partnership.agencies.items()))
        every = [
            Post(organisation=OFFICE, title=first),
            Post(organisation=OFFICE, title=second),
            Post(organisation=partner, title=body.member),
            Post(organisation=agency, title=asked.contacts[0]),
        ]
        for number in range(5):
            posts = self.chance.sample(every, self.chance.randint(0, 3))
            self.people.append(self.office.person(f"Person {number}", *posts))
        keys = sorted({key for post in every for key in access.keys_of(partnership, post)})
        with self.office.database.transaction() as tx:
            for _ in range(CASES):
                members = set(self.chance.sample(keys, self.chance.randint(0, 4)))
                members |= {access.key("Anybody", access.personal(9999))}
                case_id = self.office.case(tx, self.people[0], *members)
                reference = tx.connection.scalar(
                    sa.select(safeguarding_case.c.reference).where(safeguarding_case.c.id == case_id)
                )
                self.cases[case_id] = reference, members
                for held_by in sorted(members & set(keys)):
                    claimer = self.chance.choice([None, *(person.id for person in self.people)])
                    day = date(2026, 4, 14) + timedelta(days=self.chance.randint(0, 5))
                    task = self.office.task(tx, case_id, held_by, day, person_id=claimer)
                    self.tasks[task] = case_id, held_by, claimer
            for case_id in self.cases:
                self._protect(tx, case_id)

    def _protect(self, tx, case_id: int) -> None:
        """Restrict some cases, declare some conflicts, open some; and some of each that is over."""
        by = {"case_id": case_id, "at": NOW}
        if self.chance.random() < 0.4:
            over = self.chance.random() < 0.3
            row = {**by, "reason": "-", "person_id": self.people[0].id, "lifted_at": NOW if over else None}
            tx.connection.execute(restriction.insert().values(row))
            if not over:
                self.restricted.add(case_id)
        for person in self.people:
            own = {**by, "person_id": person.id}
            if self.chance.random() < 0.3:
                over = self.chance.random() < 0.3
                row = {**own, "named_by": person.id, "removed_at": NOW if over else None}
                tx.connection.execute(named_person.insert().values(row))
                if not over:
                    self.names.add((case_id, person.id))
            if self.chance.random() < 0.15:
                over = self.chance.random() < 0.4
                row = {**own, "declared_by": person.id, "reason": "-", "lifted_at": NOW if over else None}
                tx.connection.execute(conflict.insert().values(row))
                if not over:
                    self.conflicts.add((case_id, person.id))
            if self.chance.random() < 0.2:
                over = self.chance.random() < 0.4
                row = {**own, "reason": "-", "until_at": NOW - HOUR if over else NOW + HOUR}
                tx.connection.execute(opening.insert().values(row))
                if not over:
                    self.opened.add((case_id, person.id))

    def seen(self, person: Person, case_id: int) -> set[str]:
        """By which keys a person sees a case."""
        partnership = self.office.revision.partnership
        if (case_id, person.id) in self.conflicts:
            return set()
        held = access.holdings(partnership, person) & self.cases[case_id][1]
        if case_id in self.restricted and (case_id, person.id) not in self.names:
            return {key for key in held if not access.is_inside(partnership, [key])}
        return set(held)

    def is_inside(self, keys: set[str]) -> bool:
        return access.is_inside(self.office.revision.partnership, keys)

    def reads_for_a_while(self, person: Person, case_id: int) -> bool:
        """Whether a person has opened a case in which they have no part inside."""
        partnership = self.office.revision.partnership
        return (
            (case_id, person.id) in self.opened
            and (case_id, person.id) not in self.conflicts
            and (case_id not in self.restricted or (case_id, person.id) in self.names)
            and any(self.is_inside(set(access.keys_of(partnership, post))) for post in person.posts)
            and not self.is_inside(self.seen(person, case_id))
        )


def check(world: World) -> None:
    for person in world.people:
        seen = {case_id: world.seen(person, case_id) for case_id in world.cases}
        _lists(world, person, seen)
        _pages(world, person, seen)
        _conditions(world, person, seen)
    _letters(world)


def _lists(world: World, person: Person, seen: dict[int, set[str]]) -> None:
    revisions = world.office.revisions
    holdings = access.holdings(world.office.revision.partnership, person)
    own = {task for task, (case_id, held_by, _) in world.tasks.items() if held_by in seen[case_id]}
    mine = {task for task in own if world.tasks[task][2] in (None, person.id)}
    waiting = {
        task
        for task, (case_id, held_by, _) in world.tasks.items()
        if held_by not in holdings and world.is_inside(seen[case_id])
    }
    with world.office.database.reading() as tx:
        desk, index = Desk(tx, revisions, person), CaseIndex(tx, revisions, person)
        assert {item.task_id for item in desk.mine().items} == mine
        assert {item.task_id for item in desk.claimed().items} == {t for t in own if world.tasks[t][2] == person.id}
        assert {item.task_id for item in desk.waiting().items} == waiting
        for key in desk.keys:
            team = {task for task in own if world.tasks[task][1] == key}
            assert {item.task_id for item in desk.team(key).items} == team
            assert desk.counts().teams[key] == len(team)
        assert (desk.counts().mine, desk.counts().waiting) == (len(mine), len(waiting))
        listed = {item.reference for status in STATUSES for item in index.page(status).items}
        assert listed == {world.cases[case_id][0] for case_id, keys in seen.items() if keys}
        assert index.count("open") == len(listed)
        for reference, _ in world.cases.values():
            assert bool(case_called(tx, revisions, person, reference)) is (reference in listed)
        days = own_calendar(tx, revisions, person, sign_in_at="https://example.org")
        assert {day.uid for day in days} == mine


def _pages(world: World, person: Person, seen: dict[int, set[str]]) -> None:
    engine = CaseEngine(revisions=world.office.revisions)
    for case_id, (reference, _) in world.cases.items():
        may = bool(seen[case_id]) or world.reads_for_a_while(person, case_id)
        with world.office.database.reading() as tx:
            try:
                case = find_case(tx, world.office.revisions, person, reference)
            except CaseNotFound:
                assert not may
            else:
                assert may
                assert set(case.keys) == seen[case_id]
                assert case.is_read_only is world.reads_for_a_while(person, case_id)
                assert case.is_inside is (case.is_read_only or world.is_inside(seen[case_id]))
    for task, (case_id, held_by, _) in world.tasks.items():
        with world.office.database.reading() as tx:
            try:
                assert task_page(tx, engine, task, person).case_id == case_id
            except CaseNotFound:
                assert held_by not in seen[case_id]
            else:
                assert held_by in seen[case_id]
        if held_by not in seen[case_id]:
            with world.office.database.transaction() as tx, pytest.raises(NotAllowed):
                claim(tx, world.office.revisions, person, task)


def _conditions(world: World, person: Person, seen: dict[int, set[str]]) -> None:
    """Every condition says the same in both of its shapes."""
    case, task = safeguarding_case.c, user_task.c
    inside = {case_id for case_id, keys in seen.items() if world.is_inside(keys)}
    with world.office.database.reading() as tx:
        values = Viewer.of(tx, world.office.revisions, person).values
        for of_few in (False, True):
            found = tx.connection.execute(sa.select(case.id).where(seeing.seen(case.id, of_few=of_few)), values)
            assert set(found.scalars()) == {case_id for case_id, keys in seen.items() if keys}
            found = tx.connection.execute(sa.select(case.id).where(seeing.seen_inside(case.id, of_few=of_few)), values)
            assert set(found.scalars()) == inside
        found = tx.connection.execute(sa.select(task.id).where(seeing.readable(task.case_id, task.held_by)), values)
        assert set(found.scalars()) == {
            t for t, (case_id, held_by, _) in world.tasks.items() if case_id in inside or held_by in seen[case_id]
        }


def _letters(world: World) -> None:
    """Whoever is kept out of a case is written to by nothing of it."""
    partnership = world.office.revision.partnership
    for case_id, held_by, _ in world.tasks.values():
        with world.office.database.reading() as tx:
            told = {number for number, _ in _addresses(tx, partnership, case_id, held_by) if number is not None}
        by_id = {person.id: person for person in world.people}
        assert told <= {number for number in by_id if held_by in world.seen(by_id[number], case_id)}


class TestEverythingAgrees:
    @settings(max_examples=12, deadline=None)
    @given(st.randoms(use_true_random=False))
    def test_with_the_rule(self, chance):
        with desks() as office:
            check(World(office, chance))

    @pytest.mark.parametrize("seed", range(2))
    def test_on_both_databases(self, light_database, seed):
        with desks(light_database) as office:
            check(World(office, random.Random(seed)))
