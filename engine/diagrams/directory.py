"""The directory of agencies: which stand on a day, and who has taken the place of one that does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An agency.

    Attributes:
        contacts: the posts that answer for it.
        senior: the post that hears when it is late; empty if none does.
        from_on: the first London date on which it stands; none if it always did.
        until_on: the last one; none while no end is known.
        successor: the key of the agency that takes its place then; empty if none does.
    """

    name: str
    contacts: tuple[str, ...] = ()
    senior: str = ""
    from_on: date | None = None
    until_on: date | None = None
    successor: str = ""

    def stands_on(self, day: date) -> bool:
        """Tell whether it stands on a London date."""
        return (self.from_on is None or self.from_on <= day) and not self.has_closed_by(day)

    def has_closed_by(self, day: date) -> bool:
        """Tell whether its last day lies before a London date."""
        return self.until_on is not None and self.until_on < day


Agencies = Mapping[str, Agency]
"""By key."""


def standing(agencies: Agencies, organisation: str, day: date) -> str:
    """Return who answers for an organisation on a London date: itself, or the agency that has taken its place.

    Empty if it does not stand on that day and nobody has taken its place. What is no agency always stands.
    """
    key = organisation
    while (agency := agencies.get(key)) is not None and not agency.stands_on(day):
        if not agency.has_closed_by(day) or not agency.successor:
            return ""
        key = agency.successor
    return key


def standing_of(agencies: Agencies, organisations: Iterable[str], day: date) -> tuple[str, ...]:
    """Return who answers for several organisations on a London date, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, (standing(agencies, key, day) for key in organisations))))


def answered_for(agencies: Agencies, organisation: str, day: date) -> tuple[str, ...]:
    """Return for whom an organisation answers on a London date: for itself, and for those whose place it has taken."""
    closed = (key for key, agency in agencies.items() if agency.has_closed_by(day))
    return tuple(key for key in dict.fromkeys((organisation, *closed)) if standing(agencies, key, day) == organisation)


def named(agencies: Agencies, key: str, day: date) -> str:
    """Name an agency, and who has taken its place if it does not stand on a London date any more."""
    agency = agencies[key]
    if not agency.has_closed_by(day):
        return agency.name
    now = standing(agencies, key, day)
    return f"{agency.name} (now {agencies[now].name})" if now else f"{agency.name} (closed)"


def why_not(agencies: Agencies, organisation: str, day: date) -> str:
    """Say why an organisation cannot be chosen or written to on a London date; empty if it can."""
    agency = agencies.get(organisation)
    if agency is None or agency.stands_on(day):
        return ""
    if agency.until_on is None or day <= agency.until_on:
        return f"{agency.name} begins on {_in_words(agency.from_on or day)}"
    now = standing(agencies, organisation, day)
    closed = f"{agency.name} closed on {_in_words(agency.until_on)}"
    return f"{closed}, and {agencies[now].name} took its place" if now else f"{closed}, and nobody took its place"


def wrong_successors(agencies: Agencies) -> Iterator[tuple[str, str]]:
    """Yield the key of each agency whose successor is none, or is the agency itself in the end, and what is wrong."""
    for key, agency in agencies.items():
        line = [key]
        while (following := agencies[line[-1]].successor) in agencies and following not in line:
            line.append(following)
        if agency.successor and agency.successor not in agencies:
            yield key, f"{agency.successor!r} is no agency; there are: {', '.join(agencies)}"
        elif following == key:
            yield key, f"takes its own place in the end ({', '.join((*line, key))}); name an agency that goes on"


def missed(agency: Agency, revised: date) -> str:
    """Say why nobody would answer for an agency that the framework counts on; empty if somebody does.

    Args:
        agency: one that is always asked, or that holds a role.
        revised: the London date on which the framework was revised.
    """
    if agency.until_on is None:
        return ""
    last = _in_words(agency.until_on)
    if agency.has_closed_by(revised):
        return f"{agency.name} closed on {last}, before the framework was revised; name its successor here"
    return (
        "" if agency.successor else f"{agency.name} closes on {last}; give it a `successor:`, or nobody is in its place"
    )


def dates_fit(data: Mapping[str, Any]) -> str:
    """Say what is wrong with the dates of an agency, given as its attributes; empty if they fit."""
    if "successor" in data and "until_on" not in data:
        return "a successor takes its place after its last day; give that in `until:`"
    if data.get("from_on", date.min) > data.get("until_on", date.max):
        return "`until:` is its last day, so it cannot be before `from:`"
    return ""


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
