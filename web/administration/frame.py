"""What the pages of administration share: their section of the address, what was typed, and how a refusal is shown."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from engine import clock
from engine.access import OFFICE
from engine.administration.accounts import Known, find_account
from engine.administration.affected import Left
from engine.records.db import Transaction
from web import words
from web.sessions import revision

blueprint = Blueprint("administration", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
LARGEST_ID = 2**63 - 1
PARTS = ("day", "month", "year")
Page = Response | str | tuple[str, int]


class Mistyped(Exception):
    """What was typed is not complete, or cannot be.

    Attributes:
        errors: what is wrong, by field.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = errors
        super().__init__(", ".join(errors.values()))


def typed(*names: str) -> dict[str, str]:
    """Return what the form sent of these fields, without blanks around."""
    return {name: " ".join(request.form.get(name, "").split()) for name in names}


def day_typed(given: Mapping[str, str], name: str, called: str) -> date | None:
    """Return the London date of three fields; none if all are empty.

    Raises:
        Mistyped: they are no date.
    """
    parts = [given[f"{name}-{part}"] for part in PARTS]
    if not any(parts):
        return None
    try:
        day, month, year = map(int, parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        example = clock.today()
        said = f"{words.sentence(called)} must be a real date, like {example.day} {example.month} {example.year}"
        raise Mistyped({name: said}) from None


def known(tx: Transaction, person_id: int) -> Known:
    """Return an account by id, or answer that there is no such page."""
    return find_account(tx, person_id) or abort(404)


def vacancies(left: Left) -> str:
    """Say what nobody does now, in one sentence; empty if nothing."""
    gone = [f"{who.role}{f' of {who.organisation}' if who.organisation else ''}" for who in left.vacant]
    return f"Nobody is now: {words.listing(gone)}." if gone else ""


def organisations() -> dict[str, str]:
    """Return the name of every organisation that the framework knows, by its key."""
    partnership = revision().partnership
    names = {key: agency.name for key, agency in partnership.agencies.items()}
    names |= {key: partner.name for key, partner in partnership.partners.items()}
    return {OFFICE: partnership.name, **names}
