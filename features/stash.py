"""What a run of pytest keeps of its scenarios."""

import pytest

from engine.cases.revisions import Revisions
from features.beginnings import Beginnings
from features.coverage import Covered

COVERED = pytest.StashKey[Covered]()
"""What they have covered so far."""
BEGINNINGS = pytest.StashKey[Beginnings]()
"""What they have gone through already; none if every scenario is to go through all of it."""
READ = pytest.StashKey[tuple[str, Revisions]]()
"""The revision that was read last, by its digest."""
