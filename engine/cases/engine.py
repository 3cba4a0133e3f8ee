"""What one program keeps between steps: the revisions it has read, and cases that it has in memory."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from engine.cases.live import Live
from engine.cases.revisions import Revisions

MOST_LIVE_CASES = 256


class LiveCases:
    """Live cases by id and the head of their audit; a case is taken out while a step has it, so that one step owns it.

    The head, not the version: a database that was restored, or has lost its last commits, may have come to the same
    version by another way.

    A step that fails never puts it back: what the failure left in memory is thrown away with it. With
    a size of 0 nothing is kept, and every step loads the parts it needs.
    """

    def __init__(self, size: int = MOST_LIVE_CASES) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._cases: OrderedDict[int, tuple[bytes, Live]] = OrderedDict()

    def take(self, case_id: int, head: bytes) -> Live | None:
        """Take a case out, if it is here as of that entry of its audit."""
        with self._lock:
            found = self._cases.pop(case_id, None)
        return found[1] if found and found[0] == head else None

    def put(self, case_id: int, head: bytes, live: Live) -> None:
        """Keep a case as it was committed; the one unused for longest makes room."""
        with self._lock:
            self._cases[case_id] = (head, live)
            while len(self._cases) > self._size:
                self._cases.popitem(last=False)


@dataclass(frozen=True, kw_only=True)
class CaseEngine:
    """Runs cases; one per program."""

    revisions: Revisions = field(default_factory=Revisions)
    live_cases: LiveCases = field(default_factory=LiveCases)
