"""The case that a page is about: found for who asks, or not at all."""

from flask import Blueprint, g, request

from engine.cases import reading
from engine.cases.reading import Case
from engine.errors import CaseNotFound, NotAllowed
from engine.records.db import Transaction
from web.service import service
from web.sessions import me

blueprint = Blueprint("cases", __name__)


def find(tx: Transaction, reference: str) -> Case:
    """Return the case with that reference.

    Raises:
        CaseNotFound: there is none, or this person may not see it: nobody is told which.
        NotAllowed: the request would change it, and the person has only opened it to read.
    """
    case = reading.find_case(tx, service().cases.revisions, me(), reference)
    if case.is_read_only and request.method == "POST":
        raise NotAllowed("change this case", needs="those who have a part in it")
    g.case_id = case.id
    return case


def find_inside(tx: Transaction, reference: str) -> Case:
    """Return the case for what only those inside the partnership may see: its course, its people, its history.

    Who refers, or is asked, sees their own part; the outcome is told by letter, not by a diagram.

    Raises:
        CaseNotFound: there is none, or this person may not see that of it: nobody is told which.
    """
    case = find(tx, reference)
    if not case.is_inside:
        raise CaseNotFound
    return case
