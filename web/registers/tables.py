"""A register as rows of a spreadsheet: a column for each of its columns, and three for what is held against a limit."""

from collections.abc import Sequence
from typing import Any

from engine.cases.register_lists import Line, RegisterList
from engine.cases.register_words import Cell

WIDE, NARROW = 40, 18
LATE, IN_TIME = "Late", "In time"


def headings(found: RegisterList) -> list[tuple[str, int]]:
    """Return the titles of the columns with their widths."""
    titles = [("Case", NARROW), ("Case is", 12), (found.register.state_title, WIDE)]
    for name, title in found.columns.items():
        titles.append((title, WIDE))
        if found.register.columns[name].limit:
            titles += [(f"{title}: due", NARROW), (f"{title}: working days", 12), (f"{title}: kept", 12)]
    return titles


def values(found: RegisterList, line: Line) -> list[Any]:
    """Return what stands in each column of one entry: dates, numbers, texts."""
    row: list[Any] = [line.reference, "Open" if line.is_case_open else "Closed", _state(line)]
    for name in found.columns:
        cell = line.cells.get(name)
        row.append(_value(cell))
        if found.register.columns[name].limit:
            row += _held(cell)
    return row


def _state(line: Line) -> str:
    return f"{line.state.title} ({LATE.lower()})" if line.is_late else line.state.title


def _value(cell: Cell | None) -> Any:
    if cell is None:
        return None
    return cell.on if cell.on or cell.held else cell.said


def _held(cell: Cell | None) -> Sequence[Any]:
    held = cell.held if cell else None
    if held is None or held.due_on is None:
        return None, None, None
    return held.due_on, held.working_days, LATE if held.is_late else IN_TIME
