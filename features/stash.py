"""What a run of pytest keeps of its scenarios."""

from dataclasses import dataclass

import pytest

from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from features.beginnings import Beginnings
from features.coverage import Covered


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A changed revision: the files of the one in whose place it is played, and what gives it."""

    bundle: Bundle
    revisions: Revisions


COVERED = pytest.StashKey[Covered]()
"""What they have covered so far."""
BEGINNINGS = pytest.StashKey[Beginnings]()
"""What they have gone through already; none if every scenario is to go through all of it."""
READ = pytest.StashKey[tuple[str, Revisions]]()
"""The revision that was read last, by its digest."""
CHANGED = pytest.StashKey[Changed]()
"""The changed revision that is played instead; none if it is the one in the folder."""
