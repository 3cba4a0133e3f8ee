"""Reads a document's Markdown: headings, paragraphs, lists, tables and **bold**, and nothing else.

Everything that Markdown knows is looked for, so that what a document may not hold is found and refused, and never
printed with its signs. What somebody typed comes in by `engine.paper.values` and is no markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from engine.paper.sheet import FIRST_LEVEL, Block, Heading, Line, Listing, Paragraph, Run, Sheet, Table
from engine.paper.values import pieces, printable

TITLE = "# "
CAPTION = "Table: "
DEEPEST_HEADING = 4
LISTS = ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close")
REFUSED: Mapping[str, str] = {
    "blockquote_open": "a quotation is not of the language of documents; write a paragraph",
    "code_inline": "` is not of the language of documents; write the words without it",
    "em_open": "* and _ around words are not of the language of documents; write **bold**, or put \\ before the sign",
    "fence": "a block of code is not of the language of documents; write a paragraph",
    "hr": "a line across is not of the language of documents; write a heading",
    "html_block": "HTML is not of the language of documents; put \\ before < to write it",
    "html_inline": "HTML is not of the language of documents; put \\ before < to write it",
    "image": "a picture is not of the language of documents; remove it",
    "link_open": "a link is not of the language of documents; write the address as it is",
}
# Indented text is text, so that what stands inside {% if %} may be set in; a title is marked with #, and nothing else.
_READER = MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference"])


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What a document's Markdown may not hold: the line, counted from 0, and what to do instead."""

    line: int
    message: str


def faults(markdown: str) -> Iterator[Fault]:
    """Yield what a document below its title may not hold."""
    last = FIRST_LEVEL - 1
    inside = 0  # of lists
    for token in _READER.parse(markdown):
        line = token.map[0] if token.map else 0
        yield from _refused(token, line)
        messages = list[str]()
        if token.type in LISTS:
            inside += token.nesting
        elif token.type == "table_open" and inside:
            messages.append("a table cannot lie in a list; write it after the list")
        elif token.type == "heading_open":
            level = _level(token)
            messages += _of_heading(level, last, is_inside=inside > 0)
            last = level
        yield from (Fault(line=line, message=message) for message in messages)


def _refused(token: Token, line: int) -> Iterator[Fault]:
    for part in (token, *(token.children or ())):
        if part.type in REFUSED:
            yield Fault(line=line, message=REFUSED[part.type])
        line += part.type in ("softbreak", "hardbreak")


def _of_heading(level: int, last: int, *, is_inside: bool) -> Iterator[str]:
    if is_inside:
        yield "a heading cannot lie in a list; write the words in **bold**"
    if level < FIRST_LEVEL:
        yield "there is one title, on the first line; write ## for a heading"
    elif level > DEEPEST_HEADING:
        yield "headings go down to ####; write the words in **bold**"
    elif level > last + 1:
        yield f"a heading of level {level} follows one of level {last}; leave no level out"


def read_sheet(source: str) -> Sheet:
    """Read a document in Markdown, its title on the first line, below which there are no `faults`.

    Whatever is left out by the conditions of its template, no level of its headings is.
    """
    title, _, markdown = source.partition("\n")
    reader = _Reader(_READER.parse(markdown))
    title = "".join(words for words, _ in pieces(title.removeprefix(TITLE)))
    return Sheet(title=" ".join(title.split()), blocks=tuple(_levelled(reader.blocks())))


def plain_sheet(title: str, text: str) -> Sheet:
    """Make a sheet of plain text, such as a letter: paragraphs parted by empty lines."""
    lines = tuple((Run(words=line, is_typed=True),) if line else () for line in printable(text).split("\n"))
    return Sheet(title=printable(title), blocks=tuple(_paragraphs(lines)))


def _levelled(blocks: Sequence[Block]) -> Iterator[Block]:
    last = FIRST_LEVEL - 1
    for block in blocks:
        if isinstance(block, Heading):
            last = max(FIRST_LEVEL, min(block.level, last + 1, DEEPEST_HEADING))
            yield replace(block, level=last)
        else:
            yield block


def _level(token: Token) -> int:
    return int(token.tag.removeprefix("h"))


class _Reader:
    """Goes through Markdown's tokens once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = list(tokens)
        self._at = 0

    def blocks(self, until: str = "") -> list[Block]:
        """Read blocks to the end of what they lie in."""
        found, caption = list[Block](), tuple[Run, ...]()
        while self._at < len(self._tokens) and (token := self._next()).type != until:
            match token.type:
                case "heading_open":
                    found.append(Heading(level=_level(token), line=_one(self._inline("heading_close"))))
                case "paragraph_open":
                    lines = self._inline("paragraph_close")
                    caption = _caption(lines) if self._is_next("table_open") else ()
                    found += _paragraphs(lines) if not caption else ()
                case "bullet_list_open":
                    found.append(Listing(first=None, items=tuple(self._items("bullet_list_close"))))
                case "ordered_list_open":
                    first = int(token.attrs.get("start", 1))
                    found.append(Listing(first=first, items=tuple(self._items("ordered_list_close"))))
                case "table_open":
                    found.append(self._table(caption))
                    caption = ()
        return found

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is_next(self, kind: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].type == kind

    def _inline(self, until: str) -> tuple[Line, ...]:
        lines: tuple[Line, ...] = ()
        while (token := self._next()).type != until:
            lines += _lines_of(token.children or ())
        return lines

    def _items(self, until: str) -> Iterator[tuple[Paragraph | Listing, ...]]:
        while self._next().type != until:
            parts = self.blocks("list_item_close")
            yield tuple(part for part in parts if isinstance(part, Paragraph | Listing))

    def _table(self, caption: Line) -> Table:
        rows = list[tuple[Paragraph, ...]]()
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append(tuple(self._cells()))
        head, *below = rows
        has_head = any(cell.lines for cell in head)
        return Table(caption=caption, head=head if has_head else (), rows=tuple(below))

    def _cells(self) -> Iterator[Paragraph]:
        while (token := self._next()).type != "tr_close":
            lines = self._inline(token.type.replace("open", "close"))
            yield Paragraph(lines=tuple(line for line in lines if line))


def _lines_of(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the lines of text; an empty one where somebody left one."""
    lines: list[list[Run]] = [[]]
    is_bold = False
    for token in tokens:
        match token.type:
            case "text":
                for words, is_typed in pieces(token.content):
                    first, *more = words.split("\n")
                    for number, part in enumerate((first, *more)):
                        if number:
                            lines.append([])
                        if part:
                            lines[-1].append(Run(words=part, is_bold=is_bold, is_typed=is_typed))
            case "softbreak":
                lines[-1].append(Run(words=" ", is_bold=is_bold))
            case "hardbreak":
                lines.append([])
            case "strong_open" | "strong_close":
                is_bold = token.type == "strong_open"
    return tuple(tuple(line) for line in lines)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs that empty lines part."""
    together = list[Line]()
    for line in (*lines, ()):
        if any(run.words.strip() for run in line):
            together.append(line)
        elif together:
            yield Paragraph(lines=tuple(together))
            together = []


def _one(lines: Sequence[Line]) -> Line:
    """Return lines as one."""
    found: Line = ()
    for line in lines:
        found += (Run(words=" "), *line) if found and line else line
    return found


def _caption(lines: Sequence[Line]) -> Line:
    """Return the caption of the table that follows a paragraph; nothing if the paragraph is none."""
    first, *more = _one(lines) or (Run(words=""),)
    if first.is_typed or not first.words.startswith(CAPTION):
        return ()
    return (replace(first, words=first.words.removeprefix(CAPTION)), *more)
