"""What is withheld from a package: marks, and texts without what they withhold. Nothing here reads a database.

A mark withholds a whole item, a passage, or words: these in one item, or everywhere in the request. What is told at
length is told again: a passage of more than a few words is withheld wherever just these words stand, as where a letter
or a document quotes an answer.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.cases.holders import Named

SHORTEST_WORDS = 2
LONGEST_WORDS = 500
"""Characters of words that are withheld."""
TOLD_AT_LENGTH = 25
"""A passage of so many characters is withheld wherever it stands; a shorter one, such as a date, may mean another."""
_APOSTROPHES = "['\u2019\u2018\u02bc]"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that is withheld: where, why, by whom and when (UTC).

    Attributes:
        case_id: of the case in which it was found.
        reference: of that case.
        item: the key of the item in which it was found.
        place: of the passage; empty for words, and for a whole item.
        words: that are withheld; empty for a whole item.
        everywhere: the words are withheld in the whole request.
        reason: a key of the revision's reasons.
        remark: for colleagues.
    """

    id: int
    case_id: int
    reference: str
    item: str
    place: str
    words: str
    everywhere: bool
    reason: str
    remark: str
    by: Named
    at: datetime

    @property
    def is_of_item(self) -> bool:
        """Whether all of its item is withheld."""
        return not self.words

    @property
    def reaches(self) -> bool:
        """Whether its words are withheld outside its item, too."""
        return self.everywhere or (bool(self.place) and len(self.words) >= TOLD_AT_LENGTH)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a text: as it is given, or, with the mark that says so, withheld."""

    text: str
    mark: Mark | None = None


class Withheld:
    """What one request withholds.

    Args:
        marks: those that were not taken back.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(marks)
        self._items = {(mark.case_id, mark.item): mark for mark in self.marks if mark.is_of_item}
        self._places = {(mark.case_id, mark.item, mark.place): mark for mark in self.marks if mark.place}
        self._everywhere = [(pattern(mark.words), mark) for mark in self.marks if mark.reaches]
        self._inside = dict[tuple[int, str], list[tuple[re.Pattern[str], Mark]]]()
        for mark in self.marks:
            if mark.words and not mark.place and not mark.everywhere:
                self._inside.setdefault((mark.case_id, mark.item), []).append((pattern(mark.words), mark))

    def item(self, case_id: int, item: str) -> Mark | None:
        """Return the mark that withholds all of an item; none if it is given."""
        return self._items.get((case_id, item))

    def pieces(self, text: str, *, case_id: int = 0, item: str = "", place: str = "") -> tuple[Piece, ...]:
        """Cut a text into what is given and what is withheld.

        Args:
            text: of a passage, or of anything else that a package says.
            case_id: its case; 0 for what stands in no case.
            item: the key of its item; empty for what stands in none.
            place: of the passage.
        """
        text = unicodedata.normalize("NFC", text)
        whole = self.item(case_id, item) or self._places.get((case_id, item, place))
        if whole:
            return (Piece(text=text, mark=whole),)
        searched = (*self._everywhere, *self._inside.get((case_id, item), ()))
        spans = sorted(
            ((found.start(), found.end(), mark) for words, mark in searched for found in words.finditer(text)),
            key=lambda span: (span[0], -span[1]),
        )
        return tuple(_cut(text, spans))

    def holds(self, text: str) -> bool:
        """Tell whether a text that belongs to no item has words that are withheld everywhere."""
        return any(piece.mark for piece in self.pieces(text))


def pattern(words: str) -> re.Pattern[str]:
    """Return what finds words wherever they stand whole, whatever their capitals, blanks and apostrophes."""
    text = unicodedata.normalize("NFC", words).strip()
    each = (re.sub(_APOSTROPHES, lambda _: _APOSTROPHES, re.escape(word)) for word in text.split())
    before = r"(?<!\w)" if re.match(r"\w", text) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return re.compile(before + r"\s+".join(each) + after, re.IGNORECASE)


def _cut(text: str, spans: Iterable[tuple[int, int, Mark]]) -> Iterator[Piece]:
    """Yield the pieces; of spans that overlap, the first takes in the rest."""
    at, open_to, open_mark = 0, -1, None
    for start, end, mark in spans:
        if open_mark and start < open_to:
            open_to = max(open_to, end)
            continue
        if open_mark:
            yield Piece(text=text[at:open_to], mark=open_mark)
            at = open_to
        if at < start:
            yield Piece(text=text[at:start])
        at, open_to, open_mark = start, end, mark
    if open_mark:
        yield Piece(text=text[at:open_to], mark=open_mark)
        at = open_to
    if at < len(text):
        yield Piece(text=text[at:])
