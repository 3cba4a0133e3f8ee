"""Runs the scenarios against revisions, in child processes that stay alive (`features/runner.py` is their inside)."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Self, TypeVar

OUR_CODE = Path(__file__).parents[2]
LONGEST_SCENARIO_SECONDS = 60.0
LONGEST_START_SECONDS = 300.0
SCENARIOS_WORTH_A_RUNNER = 25
SCENARIOS_WORTH_A_REQUEST = 40
PYTEST = ("-m", "pytest", "features", "-p", "features.runner", "-p", "no:terminal", "-p", "no:xdist", "-s")
_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


class ScenariosUnreadable(Exception):
    """The features cannot be read, or pytest is not installed; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One scenario; of an outline, one example.

    Attributes:
        id: pytest's name for it.
        feature: the title of its feature.
        file: the feature's file.
        name: its title, with the example's values.
        said: its sentences, a line each.
        expects: those that say what must come of it, with their tables.
    """

    id: str
    feature: str
    file: str
    name: str
    said: str = ""
    expects: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one scenario found.

    Attributes:
        failure: which sentence failed, and why; empty if none did.
        seconds: that it took.
        covered: what its case took, as `features.coverage.Covered` writes it.
    """

    scenario: Scenario
    failure: str
    seconds: float
    covered: dict[str, list[list[str]]]


class Runner:
    """One child process with the scenarios of one folder.

    Raises:
        ScenariosUnreadable: there are none that can be read.
    """

    def __init__(
        self, features: Path, *, longest_seconds: float = LONGEST_SCENARIO_SECONDS, channels: Sequence[int] = ()
    ) -> None:
        self._features, self._longest_seconds, self._channels = features, longest_seconds, channels
        self._start()

    def _start(self) -> None:
        """Start the child, and hear which scenarios there are."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - what the child complains of, as long as it lives
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own tests
            [sys.executable, *PYTEST, "-o", f"bdd_features_base_dir={self._features.resolve()}"],
            cwd=OUR_CODE,
            env={"PATH": os.defpath, "PYTHONPATH": str(OUR_CODE), "PYTHONDONTWRITEBYTECODE": "1"},
            pass_fds=self._channels,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )
        there_is = self._hear(LONGEST_START_SECONDS)
        if there_is is None or there_is["unreadable"]:
            why = "\n".join(there_is["unreadable"]) if there_is else self.last_words()
            self.close()
            raise ScenariosUnreadable(f"the scenarios in {self._features} cannot be run: {why}")
        self.scenarios = tuple(Scenario(**each) for each in there_is["scenarios"])

    def run(
        self,
        revision: Path,
        scenarios: Sequence[Scenario],
        *,
        until_failure: bool = False,
        for_changes: bool = False,
    ) -> list[Outcome]:
        """Run scenarios against the revision in a folder, in this order.

        A scenario that does not end in time, or that ends the child, has failed; the others are run by a new child.
        With `for_changes`, what they came to is kept, for `fork`.
        """
        return list(self._outcomes(revision, scenarios, until_failure=until_failure, for_changes=for_changes))

    def fork(self) -> None:
        """Let the child be forked, once for each of its channels, to judge changes of the revision that it has run."""
        self._say({"channels": list(self._channels)})

    def _outcomes(
        self, revision: Path, scenarios: Sequence[Scenario], *, until_failure: bool, for_changes: bool
    ) -> Iterator[Outcome]:
        waiting = list(scenarios)
        while waiting:
            asked = {"revision": str(revision.resolve()), "scenarios": [s.id for s in waiting]}
            self._say({**asked, "until_failure": until_failure, "for_changes": for_changes})
            while (heard := self._hear(self._longest_seconds)) is not None and "done" not in heard:
                yield Outcome(**{**heard, "scenario": waiting.pop(0)})
            if heard is not None:
                return
            self.close()
            self._start()
            if waiting:
                ended = f"it did not end within {self._longest_seconds:g} seconds"
                yield Outcome(scenario=waiting.pop(0), failure=ended, seconds=self._longest_seconds, covered={})
            if until_failure:
                return

    def close(self) -> None:
        """End the child."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout, self._said):
            if pipe is not None:
                pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _say(self, request: dict[str, Any]) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(f"{json.dumps(request)}\n")
        self._child.stdin.flush()

    def _hear(self, longest_seconds: float) -> dict[str, Any] | None:
        """Return the child's next answer; None if it has ended, or has been ended because it took too long."""
        assert self._child.stdout is not None
        too_late = threading.Timer(longest_seconds, self._child.kill)
        too_late.start()
        try:
            line = self._child.stdout.readline()
        finally:
            too_late.cancel()
        return json.loads(line) if line else None

    def last_words(self) -> str:
        """Return the last line that the child, or a fork of it, has complained with."""
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "the child process ended and said nothing"


class Runners:
    """As many runners as there are processors, for a piece of work each."""

    def __init__(self, runners: Sequence[Runner]) -> None:
        self.scenarios = runners[0].scenarios
        self._number = len(runners)
        self._free: SimpleQueue[Runner] = SimpleQueue()
        for runner in runners:
            self._free.put(runner)

    def each(self, work: Callable[[Runner, _Asked], _Found], pieces: Iterable[_Asked]) -> Iterator[_Found]:
        """Yield what `work` returns for each piece, in their order; each is done with a runner of its own."""

        def with_a_runner(piece: _Asked) -> _Found:
            runner = self._free.get()
            try:
                return work(runner, piece)
            finally:
                self._free.put(runner)

        with ThreadPoolExecutor(self._number) as threads:
            yield from threads.map(with_a_runner, pieces)

    def run(self, revision: Path, scenarios: Sequence[Scenario]) -> list[Outcome]:
        """Run scenarios against the revision in a folder, shared out; return the outcomes in their order.

        A feature's scenarios begin alike, and what they share is gone through once a runner: so they stay together.
        """
        features = [list(share) for _, share in groupby(scenarios, key=lambda scenario: scenario.file)]
        size = SCENARIOS_WORTH_A_REQUEST
        shares = [feature[at : at + size] for feature in features for at in range(0, len(feature), size)]
        found = {
            outcome.scenario.id: outcome
            for outcomes in self.each(lambda runner, share: runner.run(revision, share), shares)
            for outcome in outcomes
        }
        return [found[scenario.id] for scenario in scenarios]


@contextmanager
def runners(features: Path, number: int | None = None) -> Iterator[Runners]:
    """Start runners, by default as many as there are processors and scenarios for, and end them afterwards.

    Raises:
        ScenariosUnreadable: there are no scenarios that can be read.
    """
    started = [Runner(features)]
    if number is None:
        worth = len(started[0].scenarios) // SCENARIOS_WORTH_A_RUNNER
        number = max(1, min(os.cpu_count() or 1, worth))
    try:
        started += [Runner(features) for _ in range(number - 1)]
        yield Runners(started)
    finally:
        for runner in started:
            runner.close()


def features_of(folder: Path) -> Path:
    """Return the folder of the scenarios for a revision: its own, else the project's."""
    own = folder / "features"
    return own if any(own.glob("**/*.feature")) else OUR_CODE / "features"
