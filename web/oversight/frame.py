"""What all pages of oversight begin with: who reads them is judged again, by the engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint

from engine.cases.oversight.overseer import Overseer
from web.service import service
from web.sessions import me

blueprint = Blueprint("oversight", __name__, url_prefix="/oversight")


@contextmanager
def overseeing() -> Iterator[Overseer]:
    """Give who reads figures, in one view of the data.

    Raises:
        NotAllowed: none of the reader's roles sees figures.
    """
    with service().database.reading() as tx:
        yield Overseer(tx, service().cases.revisions, me())
