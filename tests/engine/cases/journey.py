"""A real case on the project's revision, driven by whoever holds what is open, with the good answers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from engine.access import Person
from engine.cases import places, reading
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.records.db import Database, Transaction
from engine.records.tables import user_task
from features.beginnings import Beginnings
from features.steps.world import World
from tests.engine.cases.desk import published

ROOT = Path(__file__).parents[3]
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)
"""The week before Easter: Good Friday is on 3 April."""
_REVISIONS = Revisions()


class Journey(World):
    """A case, and the people who move it."""

    def __init__(self, url: str = "") -> None:
        bundle, _ = published()
        beginnings = Beginnings(Database(url) if url else None, most_bytes=0)
        super().__init__(ROOT / "features" / "answers", bundle, _REVISIONS, beginnings)

    @property
    def referrer(self) -> str:
        """The post of somebody whose agency refers."""
        agency = next(iter(self.revision.partnership.agencies.values()))
        return f"{agency.contacts[0]} of {agency.name}"

    @property
    def offices(self) -> list[Person]:
        """Somebody for each role of the office, in the order of the revision."""
        roles = self.revision.partnership.roles.values()
        return [self.person(role.posts[0]) for role in roles if role.who == "posts"]

    def open_rows(self) -> list[Any]:
        """What can be done now, as it was opened."""
        rows = self.rows(user_task, user_task.c.opened_at, user_task.c.id)
        return [row for row in rows if row.closed_at is None and row.kind == "task"]

    def post_of(self, row: Any) -> str:
        """A post that may do a task."""
        rule, (_, _, part) = self.revision.partnership.roles[row.role], row.held_by.partition("|")
        if rule.who == "posts":
            return rule.posts[0]
        if part in self.revision.partnership.partners:
            partner = self.revision.partnership.partners[part]
            return f"{partner.member} of {partner.name}"
        agency = self.revision.partnership.agencies[part]
        return f"{agency.contacts[0]} of {agency.name}"

    def do(self, row: Any, day: date, answers: Mapping[str, str] | None = None) -> None:
        """Complete an open task with the good answers, but for those given.

        A choice that they leave open is made as others made theirs.
        """
        element = self.element(row)
        form, given = self.revision.forms[element.form], self.facts().routed
        open_choices = (q for q in form.routed if q.type == "choice" and q.label not in self._good(form).answers)
        chosen = dict[str, str]()
        for question in open_choices:
            said = [by for name, by in given.items() if name.endswith(f".{question.name}") and by]
            key = next(iter(said[0].values())) if said else next(iter(question.choices))
            chosen[question.label] = question.choices[key].label
        self.complete(
            element.name, self.post_of(row), day, {**chosen, **(answers or {})}, self.instance_name(row.instance)
        )

    def several(self, day: date) -> list[Any]:
        """Do what is open, oldest first, until something is that several do at once; return it in their order."""
        for _ in range(12):
            rows = self.open_rows()
            if found := [row for row in rows if self.element(row).collection]:
                order = list(self.revision.choices(self.element(found[0]).collection))
                return sorted(found, key=lambda row: order.index(row.instance))
            self.do(rows[0], day)
        raise AssertionError("nothing in this revision is done by several at once")

    def labels(self, element: Any) -> list[str]:
        """The labels of the choice by which an element's form routes the case."""
        form = self.revision.forms[element.form]
        return [c.label for q in form.routed if q.type == "choice" for c in q.choices.values()]

    @contextmanager
    def seen_by(self, person: Person) -> Iterator[tuple[Transaction, Case]]:
        """The case as a person finds it."""
        reference = self.case().reference
        with self.at(self.now), self.database.reading() as tx:
            yield tx, reading.find_case(tx, self.engine.revisions, person, reference)

    def places(self, person: Person) -> dict[str, places.Place]:
        """The processes entered, by id."""
        with self.seen_by(person) as (tx, case):
            trail = places.Trail(case, reading.entries(tx, case), reading.tasks(tx, case))
            return {place.process: place for place in trail.places()}


def referred(day: date = MONDAY, *, url: str = "") -> Journey:
    """A case that has just been referred, in memory or in the empty database at an address."""
    journey = Journey(url)
    journey.refer(journey.referrer, day, {})
    return journey
