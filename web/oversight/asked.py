"""What an address asks for: a period of months, and whether small numbers are hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import abort, request

from engine import clock
from engine.cases.oversight.period import MOST_MONTHS, Month, Period

YEARS = 10
OTHERS = "others"
"""What `for` says in an address where the figures are to be passed on."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for.

    Attributes:
        chosen: the months as they were chosen, which may be no period.
        errors: what is wrong with them, by control.
        is_for_others: the figures are to be passed on, so that small numbers are hidden.
    """

    period: Period
    chosen: Mapping[str, Month]
    errors: Mapping[str, str] = field(default_factory=dict)
    is_for_others: bool

    @property
    def query(self) -> dict[str, Any]:
        """What an address says of the period."""
        return {"from": self.period.begins.key, "to": self.period.ends.key}

    @property
    def mode(self) -> dict[str, Any]:
        """What an address says of who it is for."""
        return {"for": OTHERS} if self.is_for_others else {}

    @property
    def months(self) -> list[Month]:
        """The months that can be chosen, the newest first."""
        this = Month.of(clock.today())
        known = {this.moved(-number) for number in range(YEARS * 12)} | set(self.chosen.values())
        return sorted(known, reverse=True)


def asked() -> Asked:
    """Read the address; a month that is none is not found, months that are no period are told."""
    usual = Period.default()
    chosen = {"from": usual.begins, "to": usual.ends}
    for name in chosen:
        if text := request.args.get(name, ""):
            chosen[name] = month(text)
    period, errors = Period(begins=chosen["from"], ends=chosen["to"]), dict[str, str]()
    if not period.months:
        errors["from"] = "The first month must not be after the last"
    elif len(period.months) > MOST_MONTHS:
        errors["from"] = f"Choose at most {MOST_MONTHS} months"
    whom = request.args.get("for", "")
    if whom not in ("", OTHERS):
        abort(404)
    return Asked(period=usual if errors else period, chosen=chosen, errors=errors, is_for_others=bool(whom))


def month(text: str) -> Month:
    """Read a month of an address, of this century."""
    try:
        found = Month.read(text)
    except (ValueError, OverflowError):
        abort(404)
    return found if 2000 <= found.year < 2100 else abort(404)  # noqa: PLR2004 - the century
