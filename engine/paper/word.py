"""A sheet as a file of a word processor (.docx), whose headings, lists and tables a screen reader knows as such."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Written

from engine.paper.sheet import Block, Heading, Line, Listing, Paragraph, Sheet, Table, is_right_to_left, words

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"
_FONT = "Arial"
_INK, _WARNING, _QUIET = RGBColor(0x1C, 0x4A, 0x57), RGBColor(0xA4, 0x30, 0x1C), RGBColor(0x47, 0x58, 0x5D)
_DEEPEST_LIST = 3
_AFTER_DIRECTION = ("w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around a sheet on each page, and what the file says of itself.

    Attributes:
        author: who answers for it.
        marking: how it is to be handled, above each page.
        below: what identifies it, below each page, before the page's number.
        at: when it was written.
    """

    author: str
    marking: str
    below: str
    at: datetime


def as_docx(sheet: Sheet, frame: Frame) -> bytes:
    """Return a sheet as a .docx file; there is nothing in it that runs."""
    return _Writer(sheet, frame).written()


class _Writer:
    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self._sheet, self._frame = sheet, frame
        self._document: Document = docx.Document()

    def written(self) -> bytes:
        """Write everything."""
        self._say_what_it_is()
        self._set_styles()
        self._frame_pages()
        self._add_heading(Heading(level=1, line=()), self._sheet.title)
        for block in self._sheet.blocks:
            self._add(block)
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _say_what_it_is(self) -> None:
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by = self._sheet.title[:255], self._frame.author[:255], ""
        about.language, about.comments, about.subject = LANGUAGE, "", ""
        about.created = about.modified = self._frame.at.replace(microsecond=0, tzinfo=None)

    def _set_styles(self) -> None:
        styles = self._document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)
        for name in ("Normal", "Caption", *(f"Heading {level}" for level in range(1, 5))):
            font = styles[name].font
            font.name = _FONT
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:cs"), _FONT)
            if name != "Normal":
                font.color.rgb, font.italic = _INK, False
        styles["Normal"].font.size = Pt(11)
        for level, size in ((1, 20), (2, 14), (3, 12), (4, 11)):
            styles[f"Heading {level}"].font.size = Pt(size)

    def _frame_pages(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
        above = section.header.paragraphs[0].add_run(self._frame.marking)
        above.bold, above.font.size, above.font.color.rgb = True, Pt(9), _WARNING
        below = section.footer.paragraphs[0]
        _add_small(below, f"{self._frame.below}. Page ")
        _add_field(below, "PAGE")
        _add_small(below, " of ")
        _add_field(below, "NUMPAGES")

    def _add(self, block: Block) -> None:
        match block:
            case Heading():
                self._add_heading(block, block.text)
            case Paragraph():
                _fill(self._document.add_paragraph(), block)
            case Listing():
                self._add_list(block, 1)
            case Table():
                self._add_table(block)

    def _add_heading(self, heading: Heading, text: str) -> None:
        written = self._document.add_heading(level=heading.level)
        line: Line = heading.line
        _fill(written, Paragraph(lines=(line,))) if line else written.add_run(text)

    def _add_list(self, listing: Listing, depth: int) -> None:
        level = "" if depth == 1 else f" {min(depth, _DEEPEST_LIST)}"
        style = f"List {'Bullet' if listing.first is None else 'Number'}{level}"
        number = None if listing.first is None else self._numbered_from(listing.first, style)
        for item in listing.items:
            is_first = True
            for part in item:
                if isinstance(part, Listing):
                    self._add_list(part, depth + 1)
                    continue
                written = self._document.add_paragraph(style=style if is_first else f"List Continue{level}")
                if number is not None and is_first:
                    _number(written._p.get_or_add_pPr(), number)
                _fill(written, part)
                is_first = False

    def _numbered_from(self, first: int, style: str) -> int:
        """Return the id of a numbering of its own, so that each list begins with its own first number."""
        numbering = self._document.part.numbering_part.element
        of_style = self._document.styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(of_style).abstractNumId.val
        own = numbering.add_num(abstract)
        own.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(own.numId)

    def _add_table(self, table: Table) -> None:
        rows = [table.head, *table.rows] if table.head else [*table.rows]
        if not rows:
            return
        if table.caption:
            caption = self._document.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            _fill(caption, Paragraph(lines=(table.caption,)))
        written = self._document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        _say_of_table(written._tbl.tblPr, table)
        for number, (cells, row) in enumerate(zip(rows, written.rows, strict=True)):
            is_head = bool(table.head) and number == 0
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if is_head:
                properties.append(OxmlElement("w:tblHeader"))
            for place, (cell, into) in enumerate(zip(cells, row.cells, strict=False)):
                _fill_cell(into, cell, is_heading=is_head or place == 0)
        self._document.add_paragraph()


def _say_of_table(properties: Any, table: Table) -> None:
    """Say which cells head others, and what it is a table of."""
    for earlier in properties.findall(qn("w:tblLook")):
        properties.remove(earlier)
    look = OxmlElement("w:tblLook")
    kinds = {"firstRow": bool(table.head), "firstColumn": True, "noHBand": True, "noVBand": True}
    for name, holds in kinds.items():
        look.set(qn(f"w:{name}"), str(int(holds)))
    properties.append(look)
    if table.caption:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), words(table.caption))
        properties.append(caption)


def _number(properties: Any, number: int) -> None:
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = number


def _fill(written: Written, paragraph: Paragraph, *, is_bold: bool = False) -> None:
    """Write the lines of a paragraph, in the direction of its first letter; a run of the other direction says so."""
    if is_right_to_left(paragraph.text):
        properties: Any = written._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_DIRECTION)
    for number, line in enumerate(paragraph.lines):
        if number:
            written.add_run().add_break()
        for run in line:
            added = written.add_run(run.words)
            added.bold = True if run.is_bold or is_bold else None
            added.font.rtl = True if is_right_to_left(run.words) else None


def _fill_cell(cell: _Cell, paragraph: Paragraph, *, is_heading: bool) -> None:
    written = cell.paragraphs[0]
    written.paragraph_format.space_after = Pt(2)
    _fill(written, paragraph, is_bold=is_heading)


def _add_small(written: Written, text: str) -> None:
    run = written.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), _QUIET


def _add_field(written: Written, instruction: str) -> None:
    """Add a field that the word processor works out, such as the page's number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    written._p.append(field)
