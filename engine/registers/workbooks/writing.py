"""Writes workbooks (.xlsx): a table's template, the rows that a table was filled in with, and merged lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forms.merging import Entry
from forms.rows import MOST_ROWS
from forms.tables import Column, Table
from forms.typed import LONGEST_LINE, LONGEST_TEXT
from forms.uncertain_dates import NotADate, When

LONGEST_CELL = 32_767
"""A spreadsheet takes no more characters in a cell."""
PREPARED_ROWS = 1_000
"""So many rows of a template help with what is typed."""
GUIDE = "How to fill this in"
SENDER, NOTES = "Sent by", "Notes"
WIDTHS = {"date": 18, "time": 10, "number": 12, "line": 26, "text": 48, "choice": 20, "yes_no": 10}
FORMATS = {"date": "d mmmm yyyy", "time": "hh:mm", "number": "0"}
_RISKY = ("=", "+", "-", "@")
"""A text that begins so would be a formula, were it typed."""
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def template(table: Table, at: datetime) -> bytes:
    """Return the workbook that people fill in: the columns, help with each cell, and how to fill it in.

    Args:
        table: what it is for.
        at: when it was made (UTC): what the file says of itself.
    """
    with _Written(table.title, at) as written:
        sheet = written.sheet(table.title, [(c.title, WIDTHS[c.type]) for c in table.columns.values()])
        for place, column in enumerate(table.columns.values()):
            sheet.set_column(place, place, WIDTHS[column.type], written.cell(FORMATS.get(column.type, "@")))
            sheet.data_validation(1, place, PREPARED_ROWS, place, _validation(column, place))
        written.guide(table)
    return written.data


def filled_in(table: Table, rows: Iterable[Mapping[str, str]], at: datetime) -> bytes:
    """Return a workbook as a person fills it in, from rows by the columns' titles; an empty text leaves a cell empty.

    Dates that can be read are written as dates; everything else as it is typed. What a row says below a title that the
    table does not have gets a column of its own, as it would from a person.
    """
    titles = dict.fromkeys(column.title for column in table.columns.values())
    typed = [dict(row) for row in rows]
    for row in typed:
        titles |= dict.fromkeys(row)
    kinds = {column.title: column.type for column in table.columns.values()}
    with _Written(table.title, at) as written:
        sheet = written.sheet(table.title, [(title, 20) for title in titles])
        for number, row in enumerate(typed, 1):
            for place, title in enumerate(titles):
                if text := row.get(title, ""):
                    written.put(sheet, number, place, _as_typed(text) if kinds.get(title) == "date" else text)
    return written.data


def merged_list(table: Table, entries: Sequence[Entry], at: datetime) -> bytes:
    """Return a merged list as a workbook: after the columns that order it, whose each row is; and notes at the end."""
    before = len(table.order)
    columns = list(table.columns.values())
    titles = [(c.title, WIDTHS[c.type]) for c in columns]
    titles[before:before] = [(SENDER, 30)]
    with _Written(table.title, at) as written:
        sheet = written.sheet(table.title, [*titles, (NOTES, 48)])
        for number, entry in enumerate(entries, 1):
            cells = [entry.values.get(column.name) for column in columns]
            cells[before:before] = [entry.sender]
            for place, value in enumerate([*cells, "\n".join(entry.notes())]):
                written.put(sheet, number, place, value)
    return written.data


def listed(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], at: datetime) -> bytes:
    """Return a workbook of one sheet: its columns, each as title and width, and its rows of dates, numbers and texts.

    Args:
        title: of the sheet; a spreadsheet shows no more than 31 characters of it, and some of them not at all.
        columns: in order.
        rows: as many values as there are columns in each; an empty text, or none, leaves a cell empty.
        at: when it was made (UTC).
    """
    with _Written(title, at) as written:
        sheet = written.sheet("".join(c for c in title if c not in "[]:*?/\\'")[:31], columns)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                written.put(sheet, number, place, value[:LONGEST_CELL] if isinstance(value, str) else value)
    return written.data


@dataclass
class _Written:
    """A workbook that is being written; its bytes are there once it is closed."""

    title: str
    at: datetime
    data: bytes = b""

    def __enter__(self) -> Self:
        self._into = BytesIO()
        self._book = Workbook(self._into, _OPTIONS)
        self._book.set_properties({"title": self.title, "created": self.at.replace(tzinfo=None)})
        self._formats: dict[tuple[str, bool], Format] = {}
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()
        self.data = self._into.getvalue()

    def sheet(self, name: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
        """Begin a sheet with a line of titles that stays in sight and on every printed page."""
        sheet = self._book.add_worksheet(name)
        heading = self._book.add_format(
            {"bold": True, "bg_color": "#1C4A57", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        for place, (title, width) in enumerate(columns):
            sheet.write_string(0, place, title, heading)
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F&RPage &P of &N")
        return sheet

    def guide(self, table: Table) -> None:
        """Write how to fill a table in."""
        sheet = self._book.add_worksheet(GUIDE)
        wrapped, bold = self.cell("@"), self._book.add_format({"bold": True, "valign": "top"})
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 2, 60)
        lines = [
            *table.guide,
            f"Keep the titles of the columns as they are. At most {MOST_ROWS:,} rows are taken.",
            "Write no formulas, and merge no cells. Rows that are empty do no harm.",
        ]
        sheet.write_string(0, 0, f"{GUIDE}: {table.title}", bold)
        for number, line in enumerate(lines, 1):
            sheet.merge_range(number, 0, number, 2, line, wrapped)
        first = len(lines) + 2
        for place, title in enumerate(("Column", "What to write", "Accepted")):
            sheet.write_string(first, place, title, bold)
        for number, column in enumerate(table.columns.values(), first + 1):
            sheet.write_string(number, 0, column.title, bold)
            sheet.write_string(number, 1, column.hint, wrapped)
            sheet.write_string(number, 2, accepted(column), wrapped)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def cell(self, shown: str, *, is_quoted: bool = False) -> Format:
        """Return the format of a cell that shows its value in one way."""
        key = shown, is_quoted
        if key not in self._formats:
            made = {"num_format": shown, "text_wrap": True, "valign": "top", "align": "left"}
            self._formats[key] = self._book.add_format({**made, "quote_prefix": is_quoted})
        return self._formats[key]

    def put(self, sheet: Worksheet, row: int, place: int, value: Any) -> None:
        """Write a value; a text never becomes a formula, an address or a number."""
        match value:
            case None | "":
                return
            case When(known="day", is_certain=True):
                sheet.write_datetime(row, place, value.on, self.cell(FORMATS["date"]))
            case When():
                sheet.write_string(row, place, value.typed(), self.cell("@"))
            case time():
                sheet.write_datetime(row, place, value, self.cell(FORMATS["time"]))
            case date():
                sheet.write_datetime(row, place, value, self.cell(FORMATS["date"]))
            case int():
                sheet.write_number(row, place, value, self.cell(FORMATS["number"]))
            case _:
                text = str(value)
                sheet.write_string(row, place, text, self.cell("@", is_quoted=text.startswith(_RISKY)))


def accepted(column: Column) -> str:
    """Say what may stand in a column."""
    kinds = {
        "date": "A date, like 3 March 2026 or 03/03/2026, not in the future",
        "time": "A time, like 14:30 or 2:30pm",
        "number": "A whole number",
        "line": f"One line, up to {LONGEST_LINE} characters",
        "text": f"Text, up to {LONGEST_TEXT:,} characters",
    }
    said = kinds.get(column.type) or f"One of: {', '.join(column.choices)}"
    if column.is_uncertain:
        said += "; with a question mark if it is not certain"
    return f"{said}. {'May be left empty' if column.is_optional else 'Must be filled in'}"


def _validation(column: Column, place: int) -> dict[str, Any]:
    """Return what a spreadsheet checks while a cell is typed, and says beside it."""
    letter = _letter(place)
    told = {
        "input_title": column.title,
        "input_message": column.hint or accepted(column)[:255],
        "error_title": column.title,
        "error_message": accepted(column)[:255],
        "ignore_blank": True,
    }
    match column.type:
        case "choice" | "yes_no":
            return {**told, "validate": "list", "source": list(column.choices)}
        case "date":  # a text is looked at when the file is sent: a spreadsheet cannot tell March 2026? from a mistake
            is_day = f"AND(ISNUMBER({letter}2),{letter}2>=DATE(1900,3,1),{letter}2<TODAY()+1)"
            return {**told, "validate": "custom", "value": f"=OR(ISTEXT({letter}2),{is_day})"}
        case "time":
            is_time = f"AND(ISNUMBER({letter}2),{letter}2>=0,{letter}2<1)"
            return {**told, "validate": "custom", "value": f"=OR(ISTEXT({letter}2),{is_time})"}
        case "number":
            return {**told, "validate": "integer", "criteria": ">=", "value": 0}
        case kind:
            most = LONGEST_LINE if kind == "line" else LONGEST_TEXT
            return {**told, "validate": "length", "criteria": "<=", "value": most}


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"  # noqa: PLR2004 - of the alphabet


def _as_typed(text: str) -> date | str:
    """Return what a spreadsheet makes of a date that is typed into it."""
    try:
        found = When.parse(text)
    except NotADate:
        return text
    return found.on if found.known == "day" and found.is_certain else text
