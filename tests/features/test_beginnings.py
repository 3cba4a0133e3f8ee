"""What scenarios begin with alike is gone through once, and nobody can tell."""

import random
from contextlib import contextmanager
from datetime import date

import pytest

from engine.cases.revisions import Revisions
from engine.errors import EngineError
from engine.records import tables
from features.beginnings import MOST_BYTES, Beginnings
from features.steps.world import World
from tests.features.stage import hearings, staged

SATURDAY, MONDAY, TUESDAY = date(2026, 3, 28), date(2026, 3, 30), date(2026, 3, 31)
DAYS = (MONDAY, TUESDAY, date(2026, 4, 1), date(2026, 4, 2))
REFERRER = "Head of A school"
LATE = {"Why this is late": "It was"}


def refer(world):
    world.refer(REFERRER, SATURDAY, {})


def tried(world, day):
    with world.attempt(day):
        world.complete("hear", "Head of East", day, {"What?": "nothing"}, "West")


ACTIONS = (
    lambda world, day: world.complete("news", REFERRER, day),
    lambda world, day: world.complete("hear", "Head of East", day, LATE if day > TUESDAY else {}, "East"),
    lambda world, day: world.complete("hear", "Head of West", day, LATE if day > TUESDAY else {}),
    lambda world, day: world.end(day),
    tried,
)


def scenario(chance: random.Random) -> list[tuple[int, date]]:
    """A scenario of a few actions; two begin alike more often than not."""
    days = sorted(chance.choice(DAYS) for _ in range(chance.randint(1, 5)))
    return [(chance.choice((0, 0, 1, 2, 3, 4)), day) for day in days]


def play(world: World, steps: list[tuple[int, date]], asks: random.Random) -> list:
    """Play a scenario, and now and then ask what there is; return all that was answered."""
    refer(world)
    found = []
    for number, day in steps:
        try:
            ACTIONS[number](world, day)
        except EngineError as refused:  # so the scenario has failed
            return [*found, str(refused)]
        if asks.random() < 0.4:
            found.append(seen(world))
    return [*found, seen(world)]


def seen(world: World) -> list:
    """Everything that a scenario can see, but what is drawn by chance."""
    task, letter = tables.user_task, tables.letter
    return [
        world.now, world.refused, world.facts().to_json(), world.case().status, sorted(world.flows_taken()),
        sorted((t.element, str(t.instance), str(t.outcome), t.opened_at) for t in world.rows(task)),
        [(row.name, row.held_by, row.at) for row in world.rows(letter, letter.c.id)],
        [(entry.action, entry.at, entry.person_id) for entry in world.history()],
        [(s.element, s.answers) for s in world.submissions()],
    ]  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    return staged(tmp_path_factory.mktemp("answers")) / "features" / "answers"


@pytest.fixture(scope="module")
def revisions():
    return Revisions()


@contextmanager
def world(answers, revisions, beginnings=None):
    made = World(answers, hearings(), revisions, beginnings)
    yield made
    made.close()


class TestBeginnings:
    @pytest.mark.parametrize("most_bytes", [MOST_BYTES, 600_000, 1], ids=["all", "some", "hardly any"])
    def test_nobody_can_tell(self, answers, revisions, most_bytes):
        beginnings = Beginnings(most_bytes=most_bytes)
        chance = random.Random(7)
        for number in range(30):
            steps = scenario(chance)
            with world(answers, revisions, beginnings) as shared, world(answers, revisions) as anew:
                assert play(shared, steps, random.Random(number)) == play(anew, steps, random.Random(number)), steps

    def test_what_was_done_before_is_not_done_again(self, answers, revisions):
        beginnings = Beginnings()
        with world(answers, revisions, beginnings) as first:
            refer(first)
            first.complete("news", REFERRER, MONDAY)
            reference, ids = first.case().reference, [task.id for task in first.rows(tables.user_task)]
        with world(answers, revisions, beginnings) as second:
            refer(second)
            second.complete("news", REFERRER, MONDAY)
            assert (second.case().reference, [task.id for task in second.rows(tables.user_task)]) == (reference, ids)

    def test_a_refused_attempt_is_remembered_as_refused(self, answers, revisions):
        beginnings = Beginnings()
        for _ in range(2):
            with world(answers, revisions, beginnings) as made:
                refer(made)
                tried(made, MONDAY)
                assert "may not do" in made.refused

    def test_what_failed_is_tried_again_from_where_it_began(self, answers, revisions):
        beginnings = Beginnings()
        for _ in range(2):
            with world(answers, revisions, beginnings) as made:
                refer(made)
                with pytest.raises(AssertionError, match="never open"):
                    made.complete("sing", REFERRER, MONDAY)
                assert len(made.rows(tables.user_task)) == 3
