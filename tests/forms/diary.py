"""A small table for the tests: a diary with every type of column, filled in from text."""

from collections.abc import Sequence
from datetime import date

from forms.errors import UnfitSheet
from forms.rows import Row, read_rows
from forms.sheets import Cell, Sheet
from forms.tables import Table, load_table

DIARY = """
table: diary
title: Diary
guide:
  - Write one row for each event.
columns:
  day: {type: date, title: Day, uncertain: true}
  hour: {type: time, title: Hour, optional: true}
  place: {type: number, title: Place, optional: true}
  source: {type: line, title: Source, hint: Where it is written}
  until: {type: date, title: Until, optional: true}
  until_hour: {type: time, title: Until the hour, optional: true}
  who: {type: line, title: Who}
  event: {type: text, title: Event}
  seen: {type: choice, title: Seen, choices: [Seen alone, Not seen], optional: true}
  told: {type: yes_no, title: Told, optional: true}
order: [day, hour, place]
period: {starts: [day, hour], ends: [until, until_hour]}
same_event: [day, who, event]
conflicts:
  - {alike: [day, who, event], differ: [hour, seen]}
  - {alike: [day, hour, who], differ: [told]}
gap_days: 28
"""
TODAY = date(2026, 4, 14)


def diary(text: str = DIARY) -> Table:
    return load_table("diary", text.encode())


TABLE = diary()
TITLES = tuple(column.title for column in TABLE.columns.values())


def sheet(*rows: Sequence[Cell], titles: Sequence[Cell] = TITLES) -> Sheet:
    """Return a sheet as it is read: titles, then rows from number 2 on."""
    return Sheet(rows=tuple(enumerate((titles, *rows), 1)))


def row(day: Cell = date(2026, 3, 3), **cells: Cell) -> tuple[Cell, ...]:
    """Return a good row's cells, with those changed that are named by their columns."""
    return tuple(
        {"day": day, "source": "Log 7", "who": "Ann", "event": "A visit", **cells}.get(name) for name in TABLE.columns
    )


def read(*rows: Sequence[Cell], table: Table = TABLE) -> tuple[Row, ...]:
    return read_rows(table, sheet(*rows), TODAY)


def refusal(*rows: Sequence[Cell], titles: Sequence[Cell] = TITLES) -> list[str]:
    """Return what is wrong with a sheet; it must be something."""
    try:
        read_rows(TABLE, sheet(*rows, titles=titles), TODAY)
    except UnfitSheet as unfit:
        return list(unfit.wrong)
    raise AssertionError("nothing is wrong with it")
