"""Reads the rows of a filled-in sheet by its table: everything that does not fit is told at once, by row and column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from forms.errors import UnfitSheet
from forms.sheets import Cell, Sheet, Trouble
from forms.tables import Column, Table
from forms.typed import LONGEST_LINE, LONGEST_TEXT, tidied, time_of
from forms.uncertain_dates import NotADate, When, plain_day

MOST_ROWS = 5_000
MOST_WRONG = 50
"""How many of the things that are wrong are told at once."""
LARGEST_NUMBER = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row that fits its table.

    Attributes:
        number: which a person sees beside it.
        values: by column: a text, a whole number, a `time` or a `When`; columns left empty are not there.
    """

    number: int
    values: Mapping[str, Any]


class _Unfit(ValueError):
    """A cell's value does not fit its column; the message says what it must be."""


def read_rows(table: Table, sheet: Sheet, today: date) -> tuple[Row, ...]:
    """Return the rows of a filled-in sheet.

    Args:
        table: what they must fit.
        sheet: what the person sent.
        today: London date; nothing can have happened later.

    Raises:
        UnfitSheet: with everything that is wrong, up to `MOST_WRONG`.
    """
    if not sheet.rows:
        raise UnfitSheet([f"The sheet is empty; fill in the template “{table.title}”"])
    (_, heading), *body = sheet.rows
    places, wrong = _places(table, heading)
    if wrong:
        raise UnfitSheet(wrong)
    if not body:
        raise UnfitSheet(["There is no row below the titles of the columns; write one for each event"])
    if len(body) > MOST_ROWS:
        raise UnfitSheet([f"There are {len(body):,} rows; at most {MOST_ROWS:,} are taken"])
    rows = list[Row]()
    for number, cells in body:
        values, faults = _values(table, places, cells, today)
        wrong += [f"Row {number}, {where}" for where in (*faults, *_outside(places, cells))]
        if table.order[0] in values:  # what else is wrong with it does not hide where it stands
            rows.append(Row(number=number, values=values))
    wrong += [*_out_of_order(table, rows), *_ends_too_early(table, rows), *_twice(table, rows)]
    if wrong:
        wrong.sort(key=_row_of)
        more = len(wrong) - MOST_WRONG
        raise UnfitSheet(wrong[:MOST_WRONG] + ([f"{more} more things are wrong in other rows"] if more > 0 else []))
    return tuple(rows)


def order_keys(table: Table, rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield for each row by what it is put in order; a row that leaves a time open stands with the one before it.

    The keys of rows that are in order never fall.
    """
    before: tuple[Any, ...] = ()
    for row in rows:
        key = list[Any]()
        for place, name in enumerate(table.order):
            value = row.values.get(name)
            is_beside = before[:place] == tuple(key)
            if value is None:
                key.append(before[place] if before and is_beside else _nothing(table.columns[name]))
            else:
                key.append(value.on if isinstance(value, When) else value)
        before = tuple(key)
        yield before


def alike(row: Row, names: Sequence[str]) -> tuple[Any, ...] | None:
    """Return what a row says in some columns, to compare it with another; none if one of them is empty."""
    found = tuple(comparable(row.values.get(name)) for name in names)
    return None if None in found else found


def comparable(value: Any) -> Any:
    """Return a value without what makes no difference: capitals, spaces, the last full stop, how certain a date is."""
    match value:
        case When():
            return value.on, value.known
        case str():
            return _plain(value).rstrip(".")
        case _:
            return value


# ---- the titles -------------------------------------------------------------------------------------------


def _places(table: Table, heading: Sequence[Cell]) -> tuple[dict[int, Column], list[str]]:
    """Return which column stands where, and what is wrong with the titles."""
    by_title = {_plain(column.title): column for column in table.columns.values()}
    places, wrong = dict[int, Column](), list[str]()
    for place, cell in enumerate(heading):
        if cell is None:
            continue
        column = by_title.get(_plain(cell)) if isinstance(cell, str) else None
        if column is None:
            what = cell.what if isinstance(cell, Trouble) else f"“{cell}” is no column of “{table.title}”"
            wrong.append(f"Row 1, column {_letters(place)}: {what}; use the titles of the template")
        elif column in places.values():
            wrong.append(f"Row 1, column {_letters(place)}: “{column.title}” is there twice; keep one")
        else:
            places[place] = column
    wrong += [
        f"The column “{column.title}” is missing; use the template"
        for column in table.columns.values()
        if not column.is_optional and column not in places.values()
    ]
    return places, wrong[:MOST_WRONG]


def _outside(places: Mapping[int, Column], cells: Sequence[Cell]) -> Iterator[str]:
    for place, cell in enumerate(cells):
        if cell is not None and place not in places:
            yield f"column {_letters(place)}: stands under no title; move it into one of the columns"


def _letters(place: int) -> str:
    """Return what a spreadsheet calls its columns: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# ---- one row ----------------------------------------------------------------------------------------------


def _values(
    table: Table, places: Mapping[int, Column], cells: Sequence[Cell], today: date
) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a row by column, and what is wrong with it."""
    given = {column.name: cells[place] for place, column in places.items() if place < len(cells)}
    values, wrong = dict[str, Any](), list[str]()
    for column in table.columns.values():
        cell = given.get(column.name)
        cell = tidied(cell) or None if isinstance(cell, str) else cell
        if cell is None:
            wrong += [] if column.is_optional else [f"{column.title}: is empty; fill it in"]
            continue
        try:
            values[column.name] = _value(column, cell, today)
        except (_Unfit, NotADate) as unfit:
            wrong.append(f"{column.title}: {unfit}")
    return values, wrong


def _value(column: Column, cell: Cell, today: date) -> Any:
    if isinstance(cell, Trouble):
        raise _Unfit(cell.what)
    return _READ[column.type](column, cell, today)


def _date(column: Column, cell: Cell, today: date) -> When:
    if not isinstance(cell, str | date):
        raise NotADate("must be a date, like 3 March 2026")
    found = plain_day(cell) if isinstance(cell, date) else When.parse(cell)
    if not found.is_certain and not column.is_uncertain:
        raise NotADate("must be certain; it is marked with a question mark")
    if found.on > today:
        raise NotADate(f"{found.typed()} is in the future")
    return found


def _time(column: Column, cell: Cell, today: date) -> time:  # noqa: ARG001 - each kind is read with the same arguments
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    try:
        found = time_of(cell) if isinstance(cell, str) else None
    except ValueError:
        found = None
    if found is None:
        raise _Unfit("must be a time, like 14:30 or 2:30pm")
    return found


def _number(column: Column, cell: Cell, today: date) -> int:  # noqa: ARG001 - as above
    text = _as_text(cell) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_NUMBER:
        raise _Unfit(f"must be a whole number up to {LARGEST_NUMBER:,}")
    return int(text)


def _line(column: Column, cell: Cell, today: date) -> str:  # noqa: ARG001 - as above
    line = " ".join(_as_text(cell).split())
    if len(line) > LONGEST_LINE:
        raise _Unfit(f"must be {LONGEST_LINE} characters or fewer; it has {len(line):,}")
    return line


def _text(column: Column, cell: Cell, today: date) -> str:  # noqa: ARG001 - as above
    text = _as_text(cell)
    if len(text) > LONGEST_TEXT:
        raise _Unfit(f"must be {LONGEST_TEXT:,} characters or fewer; it has {len(text):,}")
    return text


def _choice(column: Column, cell: Cell, today: date) -> str:  # noqa: ARG001 - as above
    known = {_plain(choice): choice for choice in column.choices}
    said = {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else _plain(_as_text(cell))
    if said not in known:
        raise _Unfit(f"must be one of: {', '.join(column.choices)}")
    return known[said]


_READ: Mapping[str, Callable[[Column, Cell, date], Any]] = {
    "date": _date, "time": _time, "number": _number, "line": _line, "text": _text, "choice": _choice,
    "yes_no": _choice,
}  # fmt: skip


def _as_text(cell: Cell) -> str:
    """Return a value as its column's text would have it: a number without a needless point, a date in words."""
    match cell:
        case bool():
            return "Yes" if cell else "No"
        case float():
            return f"{cell:.15g}"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case _:
            return str(tidied(cell))


# ---- the rows together ------------------------------------------------------------------------------------


def _out_of_order(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    """Tell each row that comes after one that it should stand before."""
    title = table.columns[table.order[0]].title
    latest: tuple[Any, ...] = ()
    last: Row | None = None
    for row, key in zip(rows, order_keys(table, rows), strict=True):
        if last and key < latest:
            before = last.values[table.order[0]].typed()
            yield f"Row {row.number}, {title}: is earlier than row {last.number} ({before}); put the rows in order"
        else:
            latest, last = key, row


def _ends_too_early(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    """Tell each row that ends before it starts."""
    if not table.ends:
        return
    title = table.columns[table.ends[0]].title
    for row in rows:
        starts, ends = ([row.values.get(name) for name in names] for names in (table.starts, table.ends))
        first: When | None = starts[0]
        last: When | None = ends[0] or first
        if first is None or last is None:
            continue
        is_same_day = first.on == last.on and first.known == last.known == "day"
        times = [part[1] for part in (starts, ends) if len(part) > 1 and part[1] is not None]
        if last.latest < first.on or (is_same_day and len(times) == 2 and times[1] < times[0]):  # noqa: PLR2004 - both
            yield f"Row {row.number}, {title}: is before the row's own start"


def _twice(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    """Tell each row that says the same as one before it."""
    seen = dict[tuple[Any, ...], int]()
    for row in rows:
        said = alike(row, table.same_event) if table.same_event else None
        if said is None:
            continue
        if said in seen:
            titles = ", ".join(table.columns[name].title for name in table.same_event)
            yield f"Row {row.number}: tells the same event as row {seen[said]} (alike in {titles}); keep one"
        seen.setdefault(said, row.number)


def _row_of(told: str) -> int:
    number = told.removeprefix("Row ").partition(",")[0].partition(":")[0]
    return int(number) if number.isdigit() else 0


def _nothing(column: Column) -> Any:
    return {"date": date.min, "time": time.min}.get(column.type, 0)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
