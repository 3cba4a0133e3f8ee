"""What of a submission is searched, and the part of it that is shown with what was found."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.cases.searching.words import Query, Word, words
from engine.diagrams.revision import Revision
from forms.reading import Row, shown

MOST_CHARACTERS = 100_000
"""So much of one submission is searched: some 17,000 words, more than any form asks for."""
SAID_IN_WORDS = frozenset({"line", "text", "email", "choice", "choices", "agency"})
"""The types of question whose answers are searched. Dates, numbers, yes and no would be found everywhere."""
BEFORE, LENGTH = 70, 260
"""How many characters of an excerpt stand before the first word found, and how many there are in all."""


def texts(revision: Revision, form: str, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a submission says in words, in page order.

    Args:
        revision: of the case.
        form: the name of the form.
        answers: as the submission keeps them.
    """
    left = MOST_CHARACTERS
    for part in shown(revision.forms[form], answers, lambda name: _labels(revision, name)):
        for text in _said(part.rows):
            yield unicodedata.normalize("NFC", text[:left])
            left -= len(text)
            if left <= 0:
                return


def _labels(revision: Revision, name: str) -> Mapping[str, str]:
    """Return a list of the revision itself; what else a question offers changes, and stays as it was answered."""
    return revision.choices(name) if name in revision.lists else {}


def _said(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.question.type in SAID_IN_WORDS:
            yield from filter(None, row.lines)
        for item in row.items:
            yield from _said(item.rows)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of an excerpt: a word that was asked for, or what stands between such words."""

    text: str
    is_found: bool = False


def excerpt(found_in: Iterable[str], query: Query) -> tuple[Piece, ...]:
    """Return the part of some texts in which most of what was asked for is found, cut where it is found."""
    best, hits = "", list[Word]()
    for text in found_in:
        here = [word for word in words(text) if query.finds(word)]
        if not best or len({word.stem for word in here}) > len({word.stem for word in hits}):
            best, hits = text, here
    start = _at_a_blank(best, (hits[0].start if hits else 0) - BEFORE)
    end = len(best) if len(best) <= start + LENGTH else best.rfind(" ", start + BEFORE, start + LENGTH)
    end = end if end > 0 else start + LENGTH
    return tuple(_cut(best, start, end, hits))


def _at_a_blank(text: str, place: int) -> int:
    """Return where the word begins that follows a place; the place itself if there is no blank near it."""
    if place <= 0:
        return 0
    return text.find(" ", place, place + BEFORE // 2) + 1 or place


def _cut(text: str, start: int, end: int, hits: Sequence[Word]) -> Iterator[Piece]:
    if start:
        yield Piece(text="\u2026 ")
    at = start
    for word in hits:
        if at <= word.start and word.end <= end:
            yield from (Piece(text=between) for between in [text[at : word.start]] if between)
            yield Piece(text=text[word.start : word.end], is_found=True)
            at = word.end
    yield from (Piece(text=rest) for rest in [text[at:end]] if rest)
    if end < len(text):
        yield Piece(text=" \u2026")
