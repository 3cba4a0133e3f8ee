"""What a person's spreadsheet holds, cell by cell, before anybody judges it; and the JSON in which it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Self


@dataclass(frozen=True)
class Trouble:
    """A cell whose value cannot be taken: `contains a formula`."""

    what: str


Cell = str | int | float | bool | date | time | datetime | Trouble | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its rows from the first one on, each cell as the spreadsheet has it, an empty one as None.

    Attributes:
        rows: the number that a person sees beside a row, and its cells; rows without anything are left out.
    """

    rows: Sequence[tuple[int, Sequence[Cell]]]

    def to_json(self) -> list[Any]:
        """Return the plain JSON that is kept."""
        return [[number, [_plain(cell) for cell in cells]] for number, cells in self.rows]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> Self:
        """Read what `to_json` made."""
        return cls(rows=tuple((number, tuple(map(_cell, cells))) for number, cells in kept))


def _plain(cell: Cell) -> Any:
    match cell:
        case datetime():
            return {"at": cell.isoformat()}
        case date():
            return {"on": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case Trouble():
            return {"trouble": cell.what}
        case _:
            return cell


def _cell(kept: Any) -> Cell:
    match kept:
        case {"at": str(text)}:
            return datetime.fromisoformat(text)
        case {"on": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case {"trouble": str(what)}:
            return Trouble(what)
        case str() | int() | float() | None:
            return kept
        case _:
            raise TypeError(f"{type(kept).__name__} is no cell of a kept sheet")
