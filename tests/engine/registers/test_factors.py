"""Codes are taken once, whatever comes at once; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pyotp
import pytest

from engine import clock
from engine.records.db import Database
from engine.records.schema import migrate
from engine.registers import factors
from engine.registers.people import add_person
from engine.registers.sealing import Seal

SEAL = Seal(secret_key="k" * 32)
START = datetime(2026, 4, 14, 8, 0, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 14, 9, 0, 0, tzinfo=UTC)
AT_ONCE = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'cspr.sqlite'}", is_durable=False)
        migrate(made)
    else:
        made = Database(request.getfixturevalue("migrated_postgresql_url"), is_durable=False)
    yield made
    made.close()


def at_once(database, prove):
    """Prove several times at once; return how often it was taken."""

    def once(_):
        with clock.stopped_at(LATER), database.transaction() as tx:
            return prove(tx)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(once, range(AT_ONCE)))


class TestAtOnce:
    def test_a_code_of_an_app_and_a_recovery_code_are_taken_once(self, database):
        secret = factors.new_secret()
        with clock.stopped_at(START), database.transaction() as tx:
            ruth = add_person(tx, name="Ruth", email="ruth@example.org")
            assert factors.add_app(tx, SEAL, ruth, secret, pyotp.TOTP(secret).at(START))
            codes = factors.make_recovery_codes(tx, SEAL, ruth)
        code = pyotp.TOTP(secret).at(LATER)
        assert at_once(database, lambda tx: factors.prove_by_app(tx, SEAL, ruth, code)) == 1
        assert at_once(database, lambda tx: factors.prove_by_recovery_code(tx, SEAL, ruth, codes[0])) == 1
        with database.reading() as tx:
            assert factors.factors_of(tx, ruth).codes_left == 9


class TestOwner:
    def test_alone_is_proved_by_their_codes(self, database):
        secret = factors.new_secret()
        with clock.stopped_at(START), database.transaction() as tx:
            ruth, wat = (add_person(tx, name=name, email=f"{name}@example.org") for name in ("ruth", "wat"))
            factors.add_app(tx, SEAL, ruth, secret, pyotp.TOTP(secret).at(START))
            codes = factors.make_recovery_codes(tx, SEAL, ruth)
        with clock.stopped_at(LATER), database.transaction() as tx:
            assert not factors.prove_by_app(tx, SEAL, wat, pyotp.TOTP(secret).at(LATER))
            assert not factors.prove_by_recovery_code(tx, SEAL, wat, codes[0])
            other = Seal(secret_key="l" * 32)  # a copy of the database, elsewhere
            assert not factors.prove_by_app(tx, other, ruth, pyotp.TOTP(secret).at(LATER))
            assert not factors.prove_by_recovery_code(tx, other, ruth, codes[0])
            assert factors.prove_by_recovery_code(tx, SEAL, ruth, codes[0])
