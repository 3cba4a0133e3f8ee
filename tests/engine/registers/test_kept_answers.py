"""What a program was answered: found by its key, and kept by one of two who do the same at once."""

from contextlib import suppress
from datetime import timedelta

import pytest

from engine import clock
from engine.cases.clearing import clear
from engine.periods import Kept
from engine.records.db import Database
from engine.records.tables import metadata
from engine.records.tokens import kept_answer
from engine.registers.kept_answers import KEPT_FOR, Answer, Asked, KeyTaken, find_answer, keep_answer
from engine.registers.tokens import make_token
from tests.engine.rows import AT, add_person

ANSWER = Answer(status=201, body={"case": "2026-0001"}, location="/x")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    if request.param == "sqlite":
        made = Database("sqlite://")
        metadata.create_all(made.engine)
    else:
        made = Database(request.getfixturevalue("migrated_postgresql_url"), is_durable=False)
    with clock.stopped_at(AT):
        yield made
    made.close()


@pytest.fixture
def asked(database) -> Asked:
    with database.transaction() as tx:
        person = add_person(tx, "Ada Harbour")
        _, token = make_token(tx, person, name="A test", scopes=["read"], days=7)
    return Asked(token_id=token.id, key="one", sha256="a" * 64)


def found(database, asked):
    with database.reading() as tx:
        return find_answer(tx, asked)


class TestKeptAnswers:
    def test_are_found_by_their_key_and_compared(self, database, asked):
        with database.transaction() as tx:
            keep_answer(tx, asked, ANSWER)
        other = Asked(token_id=asked.token_id, key="one", sha256="b" * 64)
        assert found(database, asked) == (ANSWER, True)
        assert found(database, other) == (ANSWER, False)
        assert found(database, Asked(token_id=asked.token_id, key="two", sha256="a" * 64)) is None

    def test_are_kept_once(self, database, asked):
        with database.transaction() as tx:
            keep_answer(tx, asked, ANSWER)
        with pytest.raises(KeyTaken), database.transaction() as tx:
            keep_answer(tx, asked, Answer(status=200, body={}))
        assert found(database, asked) == (ANSWER, True)

    def test_go_with_what_was_done_if_that_fails(self, database, asked):
        with suppress(KeyTaken), database.transaction() as tx:
            keep_answer(tx, asked, ANSWER)
            keep_answer(tx, asked, ANSWER)
        assert found(database, asked) is None

    def test_are_forgotten_in_time(self, database, asked):
        with database.transaction() as tx:
            keep_answer(tx, asked, ANSWER)
        with clock.stopped_at(AT + KEPT_FOR - timedelta(seconds=1)):
            assert found(database, asked)
        with clock.stopped_at(AT + KEPT_FOR):
            assert found(database, asked) is None
            with database.transaction() as tx:
                keep_answer(tx, Asked(token_id=asked.token_id, key="one", sha256="b" * 64), ANSWER)
                assert [row.request_sha256 for row in tx.connection.execute(kept_answer.select())] == ["b" * 64]

    def test_are_cleared_at_night(self, database, asked):
        with database.transaction() as tx:
            keep_answer(tx, asked, ANSWER)
        clear(database, Kept())
        assert found(database, asked)
        with clock.stopped_at(AT + KEPT_FOR):
            assert clear(database, Kept()) == 1
