"""Where requests are counted that are not to come too often.

What counts by the minute guards a process against floods, and is counted in its memory: it costs a request nothing.
What counts for longer stops somebody who guesses, and is counted in the database, so that whoever is sent from one
process to the next, or waits until the service begins anew, has no more tries.
"""

from typing import Any

from limits.storage import MemoryStorage, Storage

from engine import clock
from engine.registers.tries import count_try, forget_tries, tries
from web.service import service

SCHEME = "cspr"
_BY_THE_MINUTE = "/1/minute"


class Counted(Storage):
    """What has been counted, by keys of the `limits` library, which end with how many, and in which time."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - as the library wants it

    def __init__(self, uri: str | None = None, **options: Any) -> None:
        super().__init__(uri, **options)
        self._memory = MemoryStorage()

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """None is the library's to wrap: what befalls the database has a page."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more, and return how many there are."""
        if _is_cheap(key):
            return self._memory.incr(key, expiry, amount)
        with service().database.transaction() as tx:
            return count_try(tx, key, seconds=expiry, times=amount)

    def get(self, key: str) -> int:
        """Return how many there are."""
        if _is_cheap(key):
            return self._memory.get(key)
        with service().database.reading() as tx:
            found = tries(tx, key)
        return found.times if found else 0

    def get_expiry(self, key: str) -> float:
        """Return when their time is over, in seconds since 1970."""
        if _is_cheap(key):
            return self._memory.get_expiry(key)
        with service().database.reading() as tx:
            found = tries(tx, key)
        return found.ends_at.timestamp() if found else clock.now().timestamp()

    def check(self) -> bool:
        """Tell that it can be asked; whether the database can is asked at `/ready`."""
        return True

    def reset(self) -> int | None:
        """Forget what this process has counted."""
        return self._memory.reset()

    def clear(self, key: str) -> None:
        """Begin anew with one."""
        if _is_cheap(key):
            self._memory.clear(key)
            return
        with service().database.transaction() as tx:
            forget_tries(tx, key)


def _is_cheap(key: str) -> bool:
    return key.endswith(_BY_THE_MINUTE)
