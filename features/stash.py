"""What a run of pytest keeps of its scenarios."""

import pytest

from features.coverage import Covered

COVERED = pytest.StashKey[Covered]()
"""What they have covered so far."""
