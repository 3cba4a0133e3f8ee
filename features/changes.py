"""Changes of a revision, judged in processes that are forked from the one in which every scenario has run.

What is loaded once serves every change: pytest with its scenarios, and the moments that the scenarios have come to
with the revision as it is (`features.beginnings`). A change begins from the moments that it cannot have reached; it
ends with its process, so that nothing of it is left, whatever it did.
"""

import gc
import json
import mmap
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
import sqlalchemy as sa

from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import UnreadableRevision
from engine.diagrams.revision import Revision, read_revision
from engine.records.db import Transaction
from engine.records.tables import revision as revision_table
from features.stash import BEGINNINGS, CHANGED, Changed

LONGEST_READING_SECONDS = 60.0
LONGEST_CHECK_SECONDS = 120.0
READING, CHECKING = -1, -2
Run = Callable[[str], str]
"""Runs the scenario of that id, and returns why it failed; empty if it holds."""


class WithChange(Revisions):
    """Gives every revision with one change in it, under the id that it has without.

    Args:
        original: the files of the one that the change was made in.
        file: the file that is changed.
        changed: the files with the change.
        revision: what was read of them, under the id of the original.
    """

    def __init__(self, original: Bundle, file: str, changed: Bundle, revision: Revision) -> None:
        super().__init__()
        self._file, self._was, self._is = file, original.files[file], changed.files[file]
        self._with_change = {original.digest: revision}

    def get(self, tx: Transaction, revision_id: str) -> Revision:
        """Return the revision with that id, changed; one that a scenario made of it is changed where it is the same."""
        if revision_id not in self._with_change:
            kept = sa.select(revision_table.c.bundle).where(revision_table.c.id == revision_id)
            files = dict(Bundle.unpack(tx.connection.execute(kept).scalar_one()).files)
            if files[self._file] == self._was:
                files[self._file] = self._is
            self._with_change[revision_id] = replace(read_revision(Bundle(files)), digest=revision_id)
        return self._with_change[revision_id]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A process in which every scenario has run against the revision as it is, and has held.

    Attributes:
        config: of pytest.
        bundle: the revision's files.
        run: runs a scenario.
    """

    config: pytest.Config
    bundle: Bundle
    run: Run

    def fork(self, channels: Sequence[int]) -> None:
        """Serve each channel in a process of its own, and return when all of them have been closed."""
        gc.collect()
        gc.freeze()  # what is loaded stays shared between the processes
        workers = []
        for number, channel in enumerate(channels):
            worker = os.fork()
            if not worker:
                for other in (*channels[:number], *channels[number + 1 :]):
                    os.close(other)
                with _ending_here():
                    self._serve(channel)
            workers.append(worker)
        for channel in channels:
            os.close(channel)
        for worker in workers:
            os.waitpid(worker, 0)

    def _serve(self, channel: int) -> None:
        """Answer each line, which asks for a change to be judged, with a line."""
        at = mmap.mmap(-1, 8)  # shared with the process that judges: which scenario it is at
        with os.fdopen(channel, "r", encoding="utf-8", closefd=False) as asking:
            for line in asking:
                asked = json.loads(line)
                _note(at, READING)
                judge = os.fork()
                if not judge:
                    with _ending_here():
                        _answer(channel, self._judge(asked, at))
                _, status = os.waitpid(judge, 0)
                if os.waitstatus_to_exitcode(status):
                    _answer(channel, self._ended(asked, at, -os.waitstatus_to_exitcode(status)))

    def _judge(self, asked: Mapping[str, Any], at: mmap.mmap) -> dict[str, Any]:
        """Make the change, and tell who notices it."""
        changed = Bundle({**self.bundle.files, asked["file"]: asked["text"].encode()})
        _at_most(LONGEST_READING_SECONDS)
        try:
            revision = read_revision(changed)
        except UnreadableRevision:
            return {"noticed": "reading"}
        revision = replace(revision, digest=self.bundle.digest)
        self._turn_to(revision, asked["spoils"])
        revisions = WithChange(self.bundle, asked["file"], changed, revision)
        self.config.stash[CHANGED] = Changed(bundle=self.bundle, revisions=revisions)
        for number, name in enumerate(asked["scenarios"]):
            if number == asked["before_check"]:
                _note(at, CHECKING)
                _at_most(LONGEST_CHECK_SECONDS)
                if problems := check_bundle(changed):
                    return {"noticed": "check", "why": str(problems[0])}
            _note(at, number)
            _at_most(asked["seconds"])
            if failure := self.run(name):
                return {"noticed": "scenario", "by": name, "why": failure}
        if len(asked["scenarios"]) > asked["before_check"]:
            return {"noticed": ""}
        _note(at, CHECKING)
        _at_most(LONGEST_CHECK_SECONDS)
        problems = check_bundle(changed)
        return {"noticed": "check", "why": str(problems[0])} if problems else {"noticed": ""}

    def _turn_to(self, revision: Revision, spoils: Sequence[str] | None) -> None:
        """Put the changed revision in the place of the one that is loaded; forget what would have gone otherwise."""
        spoiling = None if spoils is None else frozenset(spoils)
        self.config.stash[BEGINNINGS].go_on_with(
            revision, lambda moment: spoiling is not None and bool(moment.taken) and not moment.taken & spoiling
        )

    def _ended(self, asked: Mapping[str, Any], at: mmap.mmap, number: int) -> dict[str, Any]:
        """Tell what a process was at that has ended without an answer."""
        why = "it did not end in time" if number == signal.SIGALRM else "it ended the process"
        where = int.from_bytes(at[:8], "little", signed=True)
        if where == READING:
            return {"noticed": "reading", "why": why}
        if where == CHECKING:
            return {"noticed": "check", "why": why}
        return {"noticed": "scenario", "by": asked["scenarios"][where], "why": why}


def _note(at: mmap.mmap, where: int) -> None:
    at[:8] = where.to_bytes(8, "little", signed=True)


def _at_most(seconds: float) -> None:
    """Let the process be ended if it is at this longer than so many seconds."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(channel: int, what: Mapping[str, Any]) -> None:
    data = f"{json.dumps(what)}\n".encode()
    while data:
        data = data[os.write(channel, data) :]


class _ending_here:  # noqa: N801 - reads as what it does
    """Ends a forked process with the block, well or badly: nothing that its parent does at its end is done twice."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def __exit__(self, _: object, failure: BaseException | None, __: object) -> None:
        if failure is not None:
            traceback.print_exception(failure)
        sys.stderr.flush()
        os._exit(1 if failure else 0)
