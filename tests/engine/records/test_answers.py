"""Answers that are kept as JSON, asked in SQL."""

import orjson
import pytest
import sqlalchemy as sa

from engine.records.answers import answers_to, has_answer
from engine.records.kinds import Json

ANSWERS = {"harm": "died", "kinds": ["neglect", "other"], "is_known": True, "is_not": False, "none": []}


class TestHasAnswer:
    @pytest.mark.parametrize(
        ("question", "value", "has_it"),
        [
            ("harm", "died", True),
            ("harm", "die", False),
            ("kinds", "other", True),
            ("kinds", "neglect", True),
            ("kinds", "physical", False),
            ("is_known", True, True),
            ("is_known", "yes", False),
            ("is_not", True, False),
            ("none", "other", False),
            ("gone", "died", False),
        ],
    )
    def test_finds_a_value_alone_or_among_several(self, light_database, question, value, has_it):
        answers = sa.literal(ANSWERS, Json)
        if not light_database.is_sqlite:
            answers = sa.cast(answers, Json)
        with light_database.reading() as tx:
            asked = sa.literal(question), sa.literal(orjson.dumps(value).decode())
            found = tx.connection.execute(sa.select(has_answer(answers, *asked))).scalar_one()
        assert bool(found) is has_it


class TestAnswersTo:
    @pytest.mark.parametrize(
        ("questions", "given"),
        [
            (("harm",), ["died"]),
            (("kinds", "gone", "is_not"), [["neglect", "other"], None, False]),
            (("none", "harm"), [[], "died"]),
        ],
    )
    def test_are_told_together(self, light_database, questions, given):
        answers = sa.literal(ANSWERS, Json)
        if not light_database.is_sqlite:
            answers = sa.cast(answers, Json)
        with light_database.reading() as tx:
            found = tx.connection.execute(sa.select(answers_to(answers, *map(sa.literal, questions)))).scalar_one()
        assert found[: len(given)] == given
