"""The tables of figures: as they are on a page, and as a file; every number told, or hidden, in one way."""

import csv
import io
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass

from engine.cases.oversight.hiding import FEWEST

FEW, MORE = f"fewer than {FEWEST}", f"{FEWEST} or more"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be worked out by a spreadsheet."""

Secret = Collection[Hashable] | None
"""The names of the numbers that are not told; none at all for a reader to whom every number is told."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in one place of a table.

    Attributes:
        said: in words, or the number.
        href: of the cases behind it; empty for none.
    """

    said: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a table.

    Attributes:
        key: of what it is about, such as a clause's id; empty for none.
    """

    label: str
    cells: tuple[Cell, ...]
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of numbers.

    Attributes:
        caption: what it tells.
        corner: the head of its first column.
        heads: those of the others.
        total: the row of sums; none if there is none.
    """

    caption: str
    corner: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line | None = None

    @property
    def every_line(self) -> tuple[Line, ...]:
        """Its rows, and the row of sums."""
        return (*self.lines, self.total) if self.total else self.lines


def told(name: Hashable, value: int, secret: Secret, href: str = "") -> Cell:
    """Return a number as it is told: with a link to what is behind it where all numbers are, else perhaps hidden."""
    if secret is None:
        return Cell(said=f"{value:,}", href=href if value else "")
    return Cell(said=hidden_words(value) if name in secret else f"{value:,}")


def shown(name: Hashable, value: int, secret: Secret) -> int | None:
    """Return a number as a chart draws it: none if it is not told."""
    return None if secret is not None and name in secret else value


def hidden_words(value: int) -> str:
    """Return what is said of a number that is not told."""
    return FEW if value < FEWEST else MORE


def as_csv(grids: Sequence[Grid], about: Sequence[str]) -> bytes:
    """Return tables as one file for spreadsheets, with what it is about on top."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerows([_plain(line)] for line in about)
    for grid in grids:
        lines.writerow([])
        lines.writerow([_plain(grid.caption)])
        has_keys = any(line.key for line in grid.lines)
        lines.writerow([*(["Clause"] if has_keys else []), grid.corner, *grid.heads])
        lines.writerows(_cells(grid, has_keys=has_keys))
    return written.getvalue().encode("utf-8-sig")


def _cells(grid: Grid, *, has_keys: bool) -> Iterator[list[str]]:
    for line in grid.every_line:
        cells = (cell.said.replace(",", "") if cell.said[:1].isdigit() else cell.said for cell in line.cells)
        yield [*([_plain(line.key)] if has_keys else []), _plain(line.label), *map(_plain, cells)]


def _plain(said: str) -> str:
    return f"'{said}" if said.startswith(_FORMULAS) else said
