"""Writes tables as text with commas (.csv), as spreadsheets open them: nothing in it can become a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Any

RISKY = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet reads a text that begins so as a formula, or as the end of a cell; in full width, too."""
BYTE_ORDER_MARK = "\ufeff"
"""By which a spreadsheet knows that the text is UTF-8."""


def comma_separated(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as text: dates as 2026-03-12, numbers as they are, and an apostrophe before what is risky."""
    written = StringIO(BYTE_ORDER_MARK, newline="")
    written.seek(0, 2)
    writer = csv.writer(written)
    writer.writerow(map(_safe, titles))
    writer.writerows([_safe(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _safe(value: Any) -> Any:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case str():
            return f"'{value}" if value.lstrip(" \n").startswith(RISKY) else value
        case _:
            return value
