"""Passwords are hashed in a moment here: how slowly it is done in earnest is argon2's own default."""

import pytest
from argon2 import PasswordHasher

from engine.registers import people


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    people._nobodys_hash.cache_clear()
    monkeypatch.setattr(people, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    yield
    people._nobodys_hash.cache_clear()
