"""Judges changes of a revision in processes forked from one that has run every scenario (`features/changes.py`)."""

import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from web.scenarios.running import Outcome, Runner, Scenario, ScenariosUnreadable

LONGEST_CHANGED_SECONDS = 20.0
"""That one scenario may take against a changed revision; one that hangs has noticed."""
SCENARIOS_BEFORE_CHECK = 20
"""So many may notice first; what the check notices then, the others are not asked about."""
_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


class Fork:
    """One process that judges a change at a time."""

    def __init__(self, channel: socket.socket, last_words: Callable[[], str]) -> None:
        self._last_words = last_words
        self._asking, self._answers = channel.makefile("w", encoding="utf-8"), channel.makefile("r", encoding="utf-8")

    def judge(
        self, file: str, text: str, *, spoils: Sequence[str] | None, scenarios: Sequence[Scenario], seconds: float
    ) -> Mapping[str, Any]:
        """Return who notices that a file of the revision has another text.

        Args:
            file: the file's path in the revision.
            text: what it holds instead.
            spoils: the sequence flows (`process/id`) after which the change comes too late for a case; None for all.
            scenarios: those to run, in this order, until one fails.
            seconds: that each may take.
        """
        asked = {
            "file": file,
            "text": text,
            "spoils": spoils,
            "scenarios": [scenario.id for scenario in scenarios],
            "before_check": SCENARIOS_BEFORE_CHECK,
            "seconds": seconds,
        }
        with suppress(BrokenPipeError):
            self._asking.write(f"{json.dumps(asked)}\n")
            self._asking.flush()
        line = self._answers.readline()
        if not line:
            why = self._last_words()
            raise ScenariosUnreadable(f"a process that judges changes has ended; start again, it goes on there ({why})")
        answer: Mapping[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Let the process end."""
        with suppress(BrokenPipeError):
            self._asking.close()
        self._answers.close()


class Forks:
    """As many forks as there are processors, for a piece of work each."""

    def __init__(self, forks: Sequence[Fork]) -> None:
        self._number = len(forks)
        self._free: SimpleQueue[Fork] = SimpleQueue()
        for fork in forks:
            self._free.put(fork)

    def each(self, work: Callable[[Fork, _Asked], _Found], pieces: Iterable[_Asked]) -> Iterator[_Found]:
        """Yield what `work` returns for each piece, in their order; each is done with a fork of its own."""

        def with_a_fork(piece: _Asked) -> _Found:
            fork = self._free.get()
            try:
                return work(fork, piece)
            finally:
                self._free.put(fork)

        with ThreadPoolExecutor(self._number) as threads:
            try:
                yield from threads.map(with_a_fork, pieces)
            finally:
                threads.shutdown(wait=True, cancel_futures=True)


class Loading:
    """A process in which every scenario is run against a revision, and that is forked then."""

    def __init__(self, features: Path, channels: Sequence[tuple[socket.socket, socket.socket]]) -> None:
        self._channels = channels
        self._runner = Runner(features, channels=[theirs.fileno() for _, theirs in channels])
        self.scenarios = self._runner.scenarios

    def run(self, revision: Path) -> list[Outcome]:
        """Run every scenario against the revision in a folder, as it is."""
        return self._runner.run(revision, self.scenarios, for_changes=True)

    @contextmanager
    def forks(self) -> Iterator[Forks]:
        """Fork the process, and end its forks afterwards."""
        self._runner.fork()
        forks = []
        for ours, theirs in self._channels:
            theirs.close()
            forks.append(Fork(ours, self._runner.last_words))
        try:
            yield Forks(forks)
        finally:
            for fork in forks:
                fork.close()

    def close(self) -> None:
        """End the process."""
        self._runner.close()


@contextmanager
def loading(features: Path, number: int | None = None) -> Iterator[Loading]:
    """Load the scenarios into a process that can be forked, by default as many times as there are processors.

    Raises:
        ScenariosUnreadable: there are no scenarios that can be read.
    """
    channels = [socket.socketpair() for _ in range(number or os.cpu_count() or 1)]
    loaded = None
    try:
        loaded = Loading(features, channels)
        yield loaded
    finally:
        if loaded is not None:
            loaded.close()
        for pair in channels:
            for end in pair:
                end.close()
