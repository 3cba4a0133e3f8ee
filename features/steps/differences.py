"""What a sentence found in place of what it says; only the difference, for tables and documents are long."""

from collections import Counter
from collections.abc import Sequence

from features.steps.sentences import Table, spaced

FEWEST_WORDS = 2
"""By which a place is known again; one word stands in many."""
GOES_ON = 200
"""Characters shown of what stands there instead."""


def insist_on_rows(found: Sequence[Sequence[str]], table: Table) -> None:
    """Insist that a table has the rows that were found, in the same order.

    Raises:
        AssertionError: it has not; the message has the rows that only one of them has.
    """
    here, there = [[tuple(row) for row in rows] for rows in (found, table)]
    if here == there:
        return
    said = [
        *(f"not found: {_row(row)}" for row in Counter(there) - Counter(here)),
        *(f"found, but not in the table: {_row(row)}" for row in Counter(here) - Counter(there)),
    ]
    raise AssertionError("\n".join(said) or "\n".join(["found in another order:", *map(_row, here)]))


def insist_on_words(text: str, words: str) -> None:
    """Insist that a text has these words; white space of any kind counts as one space.

    Raises:
        AssertionError: it has not; the message tells how the text goes on where it begins as they do, or has all of it.
    """
    said, single = spaced(text), words.split(" ")
    if words in said:
        return
    beginnings = (" ".join(single[:number]) for number in range(len(single) - 1, FEWEST_WORDS - 1, -1))
    begun = next((beginning for beginning in beginnings if f"{beginning} " in said), "")
    if not begun:
        raise AssertionError(f"it says:\n{text}")
    goes_on = said.partition(f"{begun} ")[2]
    raise AssertionError(f'after "{begun}" it says:\n{goes_on[:GOES_ON]}')


def _row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
