"""Merged tables that this program has made a moment ago: whoever turns a page need not wait for all of it anew.

Files that were sent never change, so what is merged of the same files by the same table is the same.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from forms.merging import Entry
from forms.rows import Row

MOST_ROWS = 100_000
"""Of all that is kept; of what is larger nothing is."""


@dataclass(frozen=True, kw_only=True)
class Merge:
    """What came of some files: the rows of each, none of one that does not fit, and all of them merged."""

    rows: tuple[tuple[Row, ...] | None, ...]
    entries: tuple[Entry, ...]


class RecentMerges:
    """The last merges, by what they were made of; those unused for longest make room."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._most, self._lock = most_rows, threading.Lock()
        self._kept = OrderedDict[Hashable, Merge]()

    def get(self, key: Hashable, make: Callable[[], Merge]) -> Merge:
        """Return a merge, made now if it is not kept. Two who ask at once may both make it."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while sum(len(kept.entries) for kept in self._kept.values()) > self._most:
                self._kept.popitem(last=False)
        return made
