"""Tables: the columns of a spreadsheet that people fill in and send back. See FORMS.md.

The YAML of `forms/tables/` as frozen objects, and its reader. What a filled-in one holds is read by `forms.rows`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from forms.errors import Fault, UnreadableTable
from forms.source import NAME, Block, read

TYPES = ("date", "time", "number", "line", "text", "choice", "yes_no")
YES, NO = "Yes", "No"
LONGEST_TITLE = 32
"""Characters that a spreadsheet shows as the heading of a cell's help."""
LONGEST_HINT = 255
"""Characters that it shows below the heading, and that it keeps of all the choices of a column."""
MOST_COLUMNS = 40


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: what the definition calls it; people see its title.
        choices: what may stand in the cells, of a choice and of yes or no.
        is_uncertain: a date may be marked with a question mark, in whole or in part.
    """

    name: str
    type: str
    title: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    is_uncertain: bool = False


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Rows of different senders that are `alike` in some columns and differ in others contradict each other."""

    alike: tuple[str, ...]
    differ: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table.

    Attributes:
        name: its name, which is also its file's.
        title: what it is called, and its sheet.
        guide: how it is filled in, a paragraph each.
        columns: by name, in the order in which they stand.
        order: the columns that put the rows in order, and that come first.
        starts: the columns of date and time at which what a row tells begins.
        ends: the columns of date and time at which it ends.
        same_event: rows alike in these tell the same event.
        conflicts: what contradicts each other.
        gap_days: more days than these without a row are a gap; none is told if it is 0.
    """

    name: str
    title: str
    guide: tuple[str, ...]
    columns: Mapping[str, Column]
    order: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...] = ()
    same_event: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gap_days: int = 0


def load_table(name: str, data: bytes) -> Table:
    """Read one definition.

    Args:
        name: the table's name, or the path of its file, which is named after it.
        data: what the file holds.

    Raises:
        UnreadableTable: with everything in the definition that the language of tables does not know.
    """
    name = PurePosixPath(name).stem
    faults: list[Fault] = []
    block = read(f"{name}.yaml", data, faults)
    table = _table(block, name) if block else None
    if faults or table is None:
        raise UnreadableTable(sorted(faults, key=lambda fault: fault.line))
    return table


def _table(block: Block, name: str) -> Table:
    period = block.mapping("period")
    table = Table(
        name=block.text("table", required=True),
        title=block.text("title", required=True),
        guide=block.texts("guide"),
        columns={key: _column(key, inner) for key, inner in block.named("columns", required=True)},
        order=block.texts("order"),
        starts=period.texts("starts") if period else (),
        ends=period.texts("ends") if period else (),
        same_event=block.texts("same_event"),
        conflicts=tuple(_conflict(inner) for inner in block.blocks("conflicts")),
        gap_days=int(block.number("gap_days") or 0),
    )
    for inner in (block, period):
        if inner:
            inner.close()
    if table.name != name:
        block.fault(f"the table calls itself {table.name!r}; name it {name!r}, after its file", "table")
    _check_columns(table, block)
    _check_order(table, block)
    return table


def _column(name: str, block: Block) -> Column:
    kind = block.text("type", required=True)
    column = Column(
        name=name,
        type=kind,
        title=block.text("title", required=True),
        hint=block.text("hint"),
        choices=(YES, NO) if kind == "yes_no" else block.texts("choices"),
        is_optional=block.flag("optional"),
        is_uncertain=block.flag("uncertain"),
    )
    block.known.append("choices")
    block.close()
    if not NAME.fullmatch(name):
        return column  # noted already
    if kind and kind not in TYPES:
        block.fault(f"type {kind!r} is not one of {', '.join(TYPES)}", "type")
    if (kind == "choice") != bool(column.choices) and kind != "yes_no":
        block.fault("a choice, and nothing else, has choices: write them as a list, or leave them out", "choices")
    if kind == "yes_no" and "choices" in block.entries:
        block.fault("yes_no has no choices of its own; leave them out", "choices")
    if column.is_uncertain and kind != "date":
        block.fault("only a date can be uncertain; leave it out", "uncertain")
    if len(column.title) > LONGEST_TITLE:
        block.fault(f"the title must be {LONGEST_TITLE} characters or fewer, so that a spreadsheet shows it", "title")
    if len(column.hint) > LONGEST_HINT:
        block.fault(f"the hint must be {LONGEST_HINT} characters or fewer, so that a spreadsheet shows it", "hint")
    if len(",".join(column.choices)) > LONGEST_HINT or any("," in choice for choice in column.choices):
        block.fault(f"the choices must be {LONGEST_HINT} characters or fewer together, without commas", "choices")
    return column


def _conflict(block: Block) -> Conflict:
    found = Conflict(alike=block.texts("alike"), differ=block.texts("differ"))
    block.close()
    if not found.alike or not found.differ:
        block.fault("name the columns that are alike, and those that differ")
    return found


def _check_columns(table: Table, block: Block) -> None:
    titles = [column.title.casefold() for column in table.columns.values()]
    for twice in sorted({title for title in titles if titles.count(title) > 1}):
        block.fault(f"two columns are titled {twice!r}; each needs its own title", "columns")
    if len(titles) > MOST_COLUMNS:
        block.fault(f"there are {len(titles)} columns; a table has at most {MOST_COLUMNS}", "columns")
    for key, named in _named(table):
        for name in named:
            if name not in table.columns:
                block.fault(f"there is no column {name!r}; the columns are: {', '.join(table.columns)}", key)


def _named(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "order", table.order
    yield "period", (*table.starts, *table.ends)
    yield "same_event", table.same_event
    for conflict in table.conflicts:
        yield "conflicts", (*conflict.alike, *conflict.differ)


def _check_order(table: Table, block: Block) -> None:
    """Note an order that cannot be followed: it leads with the dates, and they come before all else."""
    types = {name: column.type for name, column in table.columns.items()}
    if not table.order or types.get(table.order[0], "date") != "date":
        block.fault("write the columns that put the rows in order, the date first", "order")
    elif table.columns.get(table.order[0]) and table.columns[table.order[0]].is_optional:
        block.fault("the date that puts the rows in order must be filled in; it cannot be optional", "order")
    if any(types.get(name) not in ("date", "time", "number", None) for name in table.order):
        block.fault("only dates, times and numbers put rows in order", "order")
    if tuple(table.columns)[: len(table.order)] != table.order:
        block.fault("the columns that put the rows in order must be the first ones, in that order", "columns")
    for ends in (table.starts, table.ends):
        if ends and tuple(types.get(name) for name in ends) not in (("date",), ("date", "time")):
            block.fault("write a column of dates, then perhaps one of times", "period")
    if table.ends and not table.starts:
        block.fault("write also where a period starts", "period")
    if table.gap_days < 0 or (table.gap_days and not table.starts):
        block.fault("gap_days is a number of days, and needs a period to count from", "gap_days")
