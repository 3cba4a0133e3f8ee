"""What people type: texts without what cannot be seen, blanks, months, times of day."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
DEEPEST = 4  # a date, in an item, in a group, in the answers
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOON = 12
# what cannot be seen and no database keeps; tab, line feed and carriage return stay
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(am|pm)?", re.ASCII)
_NAMED = {"noon": "12pm", "midday": "12pm", "midnight": "12am"}


def tidied(raw: Any) -> Any:
    """Return what was typed without what cannot be seen: blanks around it and control characters."""
    if not isinstance(raw, str):
        return raw
    return _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_blank(raw: Any, deepest: int = DEEPEST) -> bool:
    """Tell whether nothing was typed: also a date without parts, and a group without filled-in items."""
    if isinstance(raw, Mapping | list):
        inside = raw.values() if isinstance(raw, Mapping) else raw
        return deepest > 0 and all(is_blank(item, deepest - 1) for item in inside)
    return raw is None or (isinstance(raw, str) and not tidied(raw))


def is_digits(text: str) -> bool:
    """Tell whether a text is a plain number."""
    return text.isascii() and text.isdigit()


def month_of(text: str) -> int:
    """Return the number of a month that was typed as a number or a name; 0 if it is neither."""
    if is_digits(text):
        return int(text)
    short = text[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def time_of(text: str) -> time | None:
    """Return a time of day that was typed as 14:30, 2:30pm, 2 p.m. or midday; none if it looks like no time.

    Raises:
        ValueError: no clock shows it.
    """
    plain = text.lower().replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm")
    found = _TIME.fullmatch(_NAMED.get(plain, plain))
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= NOON:
        raise ValueError(text)
    return time(hour % NOON + (NOON if half == "pm" else 0) if half else hour, minute)
