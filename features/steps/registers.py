"""What stands in the registers, and what everybody can read of them without an account."""

from collections.abc import Iterator
from typing import Any

from pytest_bdd import then

from engine.cases.published import shelf
from engine.cases.register_words import Cell, Words
from engine.diagrams.registers import Register
from engine.records import tables
from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, sentence
from features.steps.world import World
from forms.reading import in_words

NOTHING = "nothing"
THE_CASE = "the case"


@then(sentence('the register "{title}" says of {entry}:'))
def _(world: World, title: str, entry: str, datatable: Table) -> None:
    register = _register(world, title)
    (row,) = [row for row in _entries(world, register) if entry in (THE_CASE, world.revision.instance_name(row.key))]
    with world.at(world.now), world.database.reading() as tx:
        words = Words(world.revision, register)
        cells = words.cells(row.answers, Words.files(tx, [(words, row.answers)]))
    said = {cell.column.title: _said(cell) for cell in cells.values()}
    said[register.state_title] = register.states[row.state].title
    insist_on_rows([[column, said.get(column, NOTHING)] for column, _ in datatable], datatable)


@then(sentence('the register "{title}" has {number:d} entries'))
def _(world: World, title: str, number: int) -> None:
    assert len(list(_entries(world, _register(world, title)))) == number


@then("everybody can read:")
def _(world: World, datatable: Table) -> None:
    with world.at(world.now), world.database.reading() as tx:
        (one,) = shelf(tx, world.engine.revisions).items
    said = {cell.column.title: _said(cell) for cell in one.cells.values()}
    insist_on_rows([[one.title, f"files: {len(one.files)}"], *([*row] for row in said.items())], datatable)


@then("nothing is published")
def _(world: World) -> None:
    with world.at(world.now), world.database.reading() as tx:
        assert shelf(tx, world.engine.revisions).items == ()


def _register(world: World, title: str) -> Register:
    named = {register.title: register for register in world.revision.registers.values()}
    assert title in named, f"there is no register {title!r}; there are: {', '.join(named)}"
    return named[title]


def _entries(world: World, register: Register) -> Iterator[Any]:
    entry = tables.register_entry
    return (row for row in world.rows(entry, entry.c.key) if row.register == register.name)


def _said(cell: Cell) -> str:
    """Return a cell in words; a date that is held against a limit as the date alone."""
    return in_words(cell.on) if cell.held and cell.on else " ".join(cell.said.split())
