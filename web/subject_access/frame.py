"""What the pages of subject access share: the blueprint, the request, a case of it, and how files are kept."""

from datetime import timedelta

from flask import Blueprint

from engine.cases.reading import Case
from engine.cases.subject_access import requests
from engine.cases.subject_access.packages import Places
from engine.cases.subject_access.requests import Request
from engine.records.db import Transaction
from web.service import service
from web.sessions import me

blueprint = Blueprint("subject_access", __name__, url_prefix="/subject-access")
UNPROCESSABLE = 422
LARGEST = 2**63 - 1
NUMBER = f"<int(max={LARGEST}):number>"
"""A request's id in an address."""


def found_request(tx: Transaction, number: int) -> Request:
    """Return a request to who answers it.

    Raises:
        CaseNotFound: there is none for this person.
    """
    return requests.find_request(tx, service().cases.revisions, me(), number)


def found_case(tx: Transaction, request: Request, reference: str) -> Case:
    """Return a case of a request.

    Raises:
        CaseNotFound: there is none for this person.
    """
    return requests.find_case(tx, service().cases.revisions, me(), request, reference)


def places() -> Places:
    """Return where this installation keeps files, and packages for how long."""
    settings = service().settings
    return Places(
        uploads=settings.uploads_folder,
        packages=settings.packages_folder,
        kept=timedelta(days=settings.package_days),
    )
