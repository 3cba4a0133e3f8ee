"""The site that is walked: of the tiny revision, on a Tuesday in April."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import clock
from engine.cases.revisions import Revisions
from tests.engine.rows import AT
from tests.web.conftest import make_site
from tests.web.walls.revision import bundle
from tests.web.walls.world import World, build
from web.security import limiter


@contextmanager
def walled(folder: Path, words: str = "-", **settings: object) -> Iterator[World]:
    """Give the world, in which everybody types those words, while the clock stands still and nobody is counted."""
    with clock.stopped_at(AT):
        site = make_site(bundle(), Revisions(), folder, **{"largest_upload_bytes": 1_000_000, **settings})
        was, limiter.enabled = limiter.enabled, False
        logging.disable(logging.WARNING)  # each of a thousand refusals is one
        try:
            yield build(site, words)
        finally:
            limiter.enabled = was
            logging.disable(logging.NOTSET)
            site.service.database.close()
