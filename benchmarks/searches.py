"""Search and the list of cases where very much is stored: for somebody who sees everything, and for one of few cases.

The words asked for are the worst there are: what stands in everything, in one thing alone, in some, and two that stand
nowhere together.
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from benchmarks.figures import WALL, Figure, Times, median, p95
from benchmarks.places import person
from benchmarks.rows import insert, numbers, parts, text
from engine.access import OFFICE, Person, Post
from engine.cases.engine import CaseEngine
from engine.cases.filtering import EVERY_CASE, Filter
from engine.cases.listing import CaseIndex
from engine.cases.searching.finding import find
from engine.cases.searching.words import Query
from engine.records.db import Database, Transaction
from engine.records.searches import searched_case, searched_submission
from engine.records.tables import case_member, submission

SUBMISSIONS_A_CASE = 5
FEW = "Few"
"""The role, and the post, of who sees few cases."""
CASES_OF_FEW = 5
OFTEN = [f"often{n}" for n in range(40)]
"""Words that every submission has."""
SOMETIMES = (3, 7, 13, 29, 53, 97, 199, 401, 797, 1_601, 3_203, 6_421)
"""A word is chosen from so many, for each of these."""
ASKED = {
    "in every submission": "often0 often1",
    "in one of a hundred": "often0 of97x5",
    "in one alone": "alone77",
    "in half, never together": "even odd",
    "the beginning of many words": "of6421x1*",
}
ANSWERS = {"outcome": "go_on", "note": " ".join(OFTEN)}
FILTERS = {"all": EVERY_CASE, "of a stage": Filter(stage="linear"), "late": Filter(is_late=True)}


class Archive:
    """A database in which many cases are stored, and what was sent in them.

    Args:
        database: with cases numbered from 0.
        cases: whose revision has the role `FEW`.
        number: of cases.
        titles: the posts that see everything together.
    """

    def __init__(self, database: Database, cases: CaseEngine, number: int, titles: list[str]) -> None:
        self._database, self._cases = database, cases
        posts = [Post(organisation=OFFICE, title=title) for title in titles]
        self._everything = person(database, posts)
        self._few = person(database, [Post(organisation=OFFICE, title=FEW)])
        with database.transaction() as tx:
            _fill(tx, cases, number, self._everything.id)
        if not database.is_sqlite:
            with database.transaction() as tx:
                tx.connection.execute(sa.text("ANALYZE"))

    def measure(self, where: str, readings: int) -> Iterator[Figure]:
        """Measure every word and filter for both."""
        for who, me in (("everything", self._everything), (f"{CASES_OF_FEW} cases", self._few)):
            for what, asked in ASKED.items():
                yield _figure(f"search: {what}, who sees {who}; {where}", self._find(me, asked), readings)
            for what, narrow in FILTERS.items():
                yield _figure(f"cases: {what}, who sees {who}; {where}", self._list(me, narrow), readings)

    def _find(self, me: Person, asked: str) -> Callable[[], object]:
        def search() -> None:
            with self._database.reading() as tx:
                find(tx, self._cases.revisions, me, Query.read(asked))

        return search

    def _list(self, me: Person, narrow: Filter) -> Callable[[], object]:
        def page() -> None:
            with self._database.reading() as tx:
                index = CaseIndex(tx, self._cases.revisions, me)
                index.page("open", asked=narrow)
                index.count("open", narrow)

        return page


def _figure(name: str, do: Callable[[], object], readings: int) -> Figure:
    do()
    times = Times()
    for _ in range(readings):
        times.take(do)
    return Figure.beside(f"{name}, p95", p95(times.wall_ms), WALL, "its median", median(times.wall_ms))


def _fill(tx: Transaction, cases: CaseEngine, number: int, person_id: int) -> None:
    element = next(e for e in cases.revisions.current(tx).elements.values() if e.form)
    for first, last in parts(number):
        n = numbers(first, last)
        insert(tx, searched_case, {"case_id": n, "words": _words(tx, text("b", n), sa.literal("harbour"))})
    for first, last in parts(number * SUBMISSIONS_A_CASE):
        n = numbers(first, last)
        sent = {
            "id": text("sent", n), "case_id": n // SUBMISSIONS_A_CASE, "task_id": text("task", n),
            "process": element.process, "element": element.id, "form": element.form, "answers": ANSWERS,
            "person_id": person_id, "post": "Officer", "at": tx.at,
        }  # fmt: skip
        insert(tx, submission, sent)
        varied = [text(f"of{many}x", n * 7 % many) for many in SOMETIMES]
        half = sa.case((n % 2 == 0, "even"), else_="odd")
        found = {
            "case_id": n // SUBMISSIONS_A_CASE, "submission_id": text("sent", n), "held_by": "Team 0",
            "words": _words(tx, *map(sa.literal, OFTEN), *varied, half, text("alone", n)),
        }  # fmt: skip
        insert(tx, searched_submission, found)
    for case_id in range(0, number, number // CASES_OF_FEW):
        tx.connection.execute(sa.insert(case_member), {"case_id": case_id, "held_by": FEW})


def _words(tx: Transaction, *said: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the words as the database keeps them."""
    is_sqlite = tx.connection.dialect.name == "sqlite"
    whole: sa.ColumnElement[str] = sa.literal("")
    for place, word in enumerate(said, 1):
        whole = whole.concat(word).concat(" ") if is_sqlite else whole.concat("'").concat(word).concat(f"':{place} ")
    return whole if is_sqlite else sa.cast(whole, TSVECTOR)
