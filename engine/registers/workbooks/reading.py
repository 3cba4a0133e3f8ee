"""Reads one sheet of an untrusted workbook (.xlsx): every cell's value, or why it cannot be taken.

A library that builds the whole workbook first could not be held to limits; what is needed of the format is little:
the sheets' names, the texts that they share, which numbers are dates, and the cells (ECMA-376, part 1, 18).
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from engine.registers.workbooks.package import Attributes, Package, UnreadableWorkbook
from forms.sheets import Cell, Sheet, Trouble
from forms.typed import tidied

MOST_ROWS = 5_002
"""With the titles, and one more: who sends too many is told so by what judges the rows."""
MOST_COLUMNS = 100
MOST_CHARACTERS = 20_000_000
"""Of the texts of all cells together: a text that cells share counts in each, as each row is kept with it."""
LONGEST_CELL = 32_767
"""A spreadsheet lets nobody write more into a cell."""
FORMULA = Trouble("contains a formula; write the value itself")
MERGED = Trouble("is merged with other cells; take the merging back, and write one row for each event")
BROKEN = Trouble("contains an error of the spreadsheet; write the value itself")
TOO_LONG = Trouble(f"is longer than {LONGEST_CELL:,} characters; say less")
LARGEST_NUMBER = 10**15
_MACROS = "macroenabled"
_CELL = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})", re.ASCII)
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NO_DATE = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SECONDS_A_DAY = 86_400
_LAST_SERIAL = 2_958_466
"""One more than the last day that a spreadsheet knows, 31 December 9999."""


def read_workbook(data: bytes, title: str = "") -> Sheet:
    """Return the rows of one sheet: of the sheet with that title, or else of the first that is shown.

    Raises:
        UnreadableWorkbook: it is no workbook, or one that may not be read.
    """
    package = Package.open(data)
    book = _Book(package)
    shared = _shared_texts(package)
    return _Sheet(shared, _date_formats(package), epoch=book.epoch).read(package, book.part_of(title))


class _Book:
    """What the workbook says of its sheets."""

    def __init__(self, package: Package) -> None:
        self._sheets = list[tuple[str, str, bool]]()
        self._targets = dict[str, str]()
        self.epoch = date(1899, 12, 30)
        if not package.has("xl/workbook.xml") or not package.has("[Content_Types].xml"):
            raise UnreadableWorkbook("is no Excel workbook; save it again as one (.xlsx)")
        package.walk("[Content_Types].xml", self._refuse_macros)
        package.walk("xl/workbook.xml", self._note)
        package.walk("xl/_rels/workbook.xml.rels", self._relate)

    def part_of(self, title: str) -> str:
        """Return the part that holds the sheet with that title, or the first one that is shown."""
        wanted = title.casefold()
        ordered = sorted(self._sheets, key=lambda sheet: (sheet[0].casefold() != wanted, sheet[2]))
        for _, relation, _ in ordered:
            if relation in self._targets:
                return self._targets[relation]
        raise UnreadableWorkbook("has no sheet of rows")

    def _refuse_macros(self, _: str, attributes: Attributes) -> None:
        if _MACROS in attributes.get("ContentType", "").lower():
            raise UnreadableWorkbook("is a workbook with macros; save it as an Excel workbook without (.xlsx)")

    def _note(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self._sheets.append((attributes.get("name", ""), attributes.get("id", ""), is_hidden))
        elif name == "workbookPr" and attributes.get("date1904", "0").lower() in ("1", "true", "on"):
            self.epoch = date(1904, 1, 1)

    def _relate(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self._targets[attributes.get("Id", "")] = posixpath.normpath(
                posixpath.join("/xl", attributes.get("Target", ""))
            ).lstrip("/")


def _shared_texts(package: Package) -> list[Cell]:
    """Return the texts that cells share, in order."""
    texts, pieces = list[Cell](), list[str]()
    inside = {"rPh": 0}  # how Japanese names are read aloud: no text of the cell

    def start(name: str, _: Attributes) -> None:
        if name == "si":
            pieces.clear()
        elif name in inside:
            inside[name] += 1

    def end(name: str, text: str) -> None:
        if name == "t" and not inside["rPh"]:
            pieces.append(text)
        elif name == "si":
            texts.append(_text(_unescaped("".join(pieces))))
        elif name in inside:
            inside[name] -= 1

    if package.has("xl/sharedStrings.xml"):
        package.walk("xl/sharedStrings.xml", start, end)
    return texts


def _date_formats(package: Package) -> Collection[int]:
    """Return the numbers of the cell styles that show a number as a date or a time."""
    own, dates, styles = dict[int, str](), set[int](), list[int]()
    inside = {"cellXfs": 0}

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            own[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name in inside:
            inside[name] += 1
        elif name == "xf" and inside["cellXfs"]:
            styles.append(_whole(attributes.get("numFmtId")))

    def end(name: str, _: str) -> None:
        if name in inside:
            inside[name] -= 1

    if package.has("xl/styles.xml"):
        package.walk("xl/styles.xml", start, end)
    for number, style in enumerate(styles):
        shown = own.get(style)
        if style in _BUILT_IN_DATES if shown is None else _DATE.search(_NO_DATE.sub("", shown.partition(";")[0])):
            dates.add(number)
    return dates


class _Sheet:
    """Gathers the cells of one sheet."""

    def __init__(self, shared: list[Cell], date_formats: Collection[int], *, epoch: date) -> None:
        self._shared, self._date_formats, self._epoch = shared, date_formats, epoch
        self._rows = dict[int, dict[int, Cell]]()
        self._characters = 0
        self._row, self._column = 0, -1
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._pieces = list[str]()
        self._has_formula = False
        self._merged = list[str]()
        self._is_phonetic = False

    def read(self, package: Package, part: str) -> Sheet:
        """Return the rows in which something stands, up to `MOST_ROWS` of them."""
        if not package.has(part):
            raise UnreadableWorkbook("is damaged; save it again as an Excel workbook (.xlsx)")
        package.walk(part, self._start, self._end)
        self._mark_merged()
        rows = [(number, _row(cells)) for number, cells in sorted(self._rows.items())]
        filled = ((number, cells) for number, cells in rows if cells)
        return Sheet(rows=tuple(islice(filled, MOST_ROWS)))

    def _start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "row":
                self._row, self._column = _whole(attributes.get("r"), self._row + 1), -1
            case "c":
                self._attributes, self._value, self._has_formula = attributes, None, False
                self._pieces.clear()
                found = _CELL.fullmatch(attributes.get("r", ""))
                self._column = _column(found[1]) if found else self._column + 1
            case "f":
                self._has_formula = True
            case "rPh":
                self._is_phonetic = True
            case "mergeCell":
                self._merged.append(attributes.get("ref", ""))

    def _end(self, name: str, text: str) -> None:
        match name:
            case "v":
                self._value = text
            case "t" if not self._is_phonetic:
                self._pieces.append(text)
            case "rPh":
                self._is_phonetic = False
            case "c":
                cell = self._cell()
                if cell is not None:
                    self._keep(cell)

    def _keep(self, cell: Cell) -> None:
        if self._column >= MOST_COLUMNS:
            raise UnreadableWorkbook(f"has something beyond its column {MOST_COLUMNS}; keep to the template's columns")
        self._characters += len(cell) if isinstance(cell, str) else 0
        if self._characters > MOST_CHARACTERS:
            raise UnreadableWorkbook("holds more text than a sheet of rows can; divide it")
        self._rows.setdefault(self._row, {})[self._column] = cell
        if len(self._rows) > 2 * MOST_ROWS:
            raise UnreadableWorkbook(f"has more than {2 * MOST_ROWS:,} rows; divide it")

    def _cell(self) -> Cell:
        kind = self._attributes.get("t", "n")
        if self._has_formula:
            return FORMULA
        if kind == "inlineStr":
            return _text("".join(self._pieces))
        if self._value is None or not self._value.strip():
            return None
        return self._typed(kind, self._value)

    def _typed(self, kind: str, value: str) -> Cell:
        match kind:
            case "s":
                number = _whole(value, -1)
                return self._shared[number] if 0 <= number < len(self._shared) else BROKEN
            case "str":
                return _text(_unescaped(value))
            case "b":
                return value.strip() == "1"
            case "d":
                return _iso(value)
            case "n":
                return self._number(value)
        return BROKEN

    def _number(self, value: str) -> Cell:
        try:
            number = float(value)
        except ValueError:
            return BROKEN
        if _whole(self._attributes.get("s")) in self._date_formats:
            return _moment(number, self._epoch)
        return number if abs(number) < LARGEST_NUMBER else BROKEN

    def _mark_merged(self) -> None:
        """Mark what stands in merged cells: of which row it speaks cannot be told."""
        for ref in self._merged:
            found = _CELL.match(ref)
            if found and _column(found[1]) in self._rows.get(int(found[2]), {}):
                self._rows[int(found[2])][_column(found[1])] = MERGED


def _row(cells: Mapping[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(place) for place in range(max(cells) + 1)) if cells else ()


def _moment(number: float, epoch: date) -> Cell:
    """Return what a spreadsheet's number of days shows: a time below one day, else a date, or both."""
    if not 0 <= number < _LAST_SERIAL:
        return BROKEN
    days, seconds = divmod(round(number * _SECONDS_A_DAY), _SECONDS_A_DAY)
    clock = (datetime.combine(epoch, time.min) + timedelta(seconds=seconds)).time()
    if days == 0:
        return clock
    try:
        # before March 1900 a spreadsheet counts a 29 February that never was
        on = epoch + timedelta(days=days + (days < 60 and epoch.year < 1900))  # noqa: PLR2004
    except OverflowError:
        return BROKEN
    return datetime.combine(on, clock) if seconds else on


def _iso(text: str) -> Cell:
    try:
        found = datetime.fromisoformat(text.strip())
        plain = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return BROKEN
    return plain if plain.time() != time.min else plain.date()


def _text(text: str) -> Cell:
    """Return a text as it is kept: without what no database takes, which the format can write as `_x0000_`."""
    kept: str = tidied(text)
    return TOO_LONG if len(kept) > LONGEST_CELL else kept or None


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot have, which the format writes as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.strip().isdigit() and len(text) < 10 else otherwise  # noqa: PLR2004 - no file has more


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
