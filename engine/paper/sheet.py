"""A sheet of paper: what a document or a letter is made of, before it becomes a page or a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from unicodedata import bidirectional


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one look.

    Attributes:
        is_typed: somebody typed them; they may run from right to left.
    """

    words: str
    is_bold: bool = False
    is_typed: bool = False


Line = tuple[Run, ...]
"""What stands without a line break."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading; the sheet's title is of level 1, these are of level 2 to 4, and none is left out."""

    kind: ClassVar = "heading"
    level: int
    line: Line

    @property
    def text(self) -> str:
        """What it says."""
        return words(self.line)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph: its lines."""

    kind: ClassVar = "paragraph"
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " ".join(map(words, self.lines))


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list, with points or numbers; an item holds paragraphs, and may hold lists.

    Attributes:
        first: the number of the first item; none for points.
    """

    kind: ClassVar = "list"
    first: int | None
    items: tuple[tuple["Paragraph | Listing", ...], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; the first cell of each row heads it.

    Attributes:
        caption: what it is a table of; of no words if the document does not say.
        head: the cells that head the columns; none for a table of facts, each after its name.
        rows: the cells below.
    """

    kind: ClassVar = "table"
    caption: Line
    head: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A document or a letter."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the first level below the title: the contents."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == FIRST_LEVEL)

    @property
    def text(self) -> str:
        """Everything that it says, a line a line, the cells of a table's row parted by a tab."""
        return "\n".join([self.title, *(line for block in self.blocks for line in _lines(block))])


FIRST_LEVEL = 2


def words(line: Line) -> str:
    """Return the words of a line."""
    return "".join(run.words for run in line)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text that has a direction runs from right to left."""
    kinds = (bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from map(words, block.lines)
        case Listing():
            for item in block.items:
                for part in item:
                    yield from _lines(part)
        case Table():
            if block.caption:
                yield words(block.caption)
            for row in (block.head, *block.rows):
                if row:
                    yield "\t".join(cell.text for cell in row)
