"""The case that a page is about: found for who asks, or not at all."""

from flask import Blueprint

from engine.cases import reading
from engine.cases.reading import Case
from engine.records.db import Transaction
from web.service import service
from web.sessions import me

blueprint = Blueprint("cases", __name__)


def find(tx: Transaction, reference: str) -> Case:
    """Return the case with that reference.

    Raises:
        CaseNotFound: there is none, or this person may not see it: nobody is told which.
    """
    return reading.find_case(tx, service().cases.revisions, me(), reference)
