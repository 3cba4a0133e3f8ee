"""What the pages on how long cases are kept share: the blueprint, and how numbers come in."""

from flask import Blueprint, abort

blueprint = Blueprint("retention", __name__, url_prefix="/retention")
LONGEST, LONGEST_NUMBER = 2000, 18
"""Characters of a reason, digits of an id."""


def number_in(typed: str) -> int:
    """Return a number that an address or a form holds; there is no page for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else abort(404)
