"""Errands on either database, with somebody who asks for them, who fetches them, and who has no part in any."""

from dataclasses import dataclass
from typing import Any

import pytest

from engine import clock
from engine.access import Person, Post
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.searching.finding import NO_END, Found, find
from engine.cases.searching.words import Query
from engine.cases.steps import complete_user_task
from engine.diagrams.bundle import Bundle
from engine.records.db import Database
from engine.records.tables import user_task
from tests.engine import errand
from tests.engine.rows import AT, add_person

FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      done: {type: yes_no, label: Is it done?}
      how: {type: text, label: How?, optional: true}
"""


@dataclass
class Errands:
    """Cases of the tiny revision, and what people find of them."""

    database: Database
    engine: CaseEngine

    def __post_init__(self) -> None:
        files = {**errand.bundle().files, "forms/definitions/fetched.yaml": FETCHED.encode()}
        with clock.stopped_at(AT), self.database.transaction() as tx:
            self.engine.revisions.publish(tx, Bundle(files))
        self.asker = errand.asker_in(self.database)
        self.warden = self.person("Wat Warden", Post(organisation="partnership", title="Warden"))
        self.keeper = self.person("Kit Keeper", Post(organisation="partnership", title="Keeper"))

    def person(self, name: str, *posts: Post) -> Person:
        with self.database.transaction() as tx:
            added = add_person(tx, name, posts=tuple((post.organisation, post.title) for post in posts))
        return Person(id=added, name=name, email="", posts=posts)

    def start(self, who: str = "Nell Dean", **answers: Any) -> str:
        """Ask for an errand; return the case's reference."""
        with clock.stopped_at(AT), self.database.transaction() as tx:
            given = {**errand.ANSWERS, "who": who, **answers}
            return start_case(tx, self.engine, person=self.asker, answers=given).reference

    def fetch(self, how: str) -> str:
        """Fetch what was asked for last; return the submission's id."""
        with clock.stopped_at(AT), self.database.transaction() as tx:
            waiting = user_task.select().where(user_task.c.closed_at.is_(None)).order_by(user_task.c.case_id.desc())
            task = tx.connection.execute(waiting).first()
            assert task is not None
            answers = {"done": "yes", "how": how}
            done = complete_user_task(tx, self.engine, task_id=task.id, person=self.warden, answers=answers)
        return done.submission_id

    def find(self, asked: str, person: Person | None = None, before: int = NO_END) -> Found:
        with clock.stopped_at(AT), self.database.reading() as tx:
            return find(tx, self.engine.revisions, person or self.warden, Query.read(asked), before)

    def texts(self, asked: str, person: Person | None = None) -> list[str]:
        """The references of the cases in whose submissions something is found, in the order of what is found."""
        return [found.reference for found in self.find(asked, person).texts]

    def cases(self, asked: str, person: Person | None = None) -> list[str]:
        """The references of the cases that are called so."""
        return [found.reference for found in self.find(asked, person).cases]


@pytest.fixture
def errands(light_database: Database) -> Errands:
    return Errands(light_database, CaseEngine())
