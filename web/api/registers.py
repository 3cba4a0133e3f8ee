"""The registers that a person may open, and their entries."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from engine.cases.register_lists import CLOSED, OPEN, After, Line, Narrowing, RegisterList, registers_for
from engine.cases.register_words import Cell
from web.api.operations import operation
from web.api.paging import Cursor, Page, after
from web.api.shapes import day, list_of, page_of, several, text, yes_no
from web.service import service
from web.sessions import me

YEARS = (1900, 2099)


class RegisterLine(Schema):
    """A register: what is gathered from all cases."""

    name = text("Its name")
    title = text("Its title")


class RegisterCell(Schema):
    """What stands in one column of an entry."""

    column = text("The column's name")
    title = text("The column's heading")
    text = text("What stands in it, in words")
    on = day("The date, if it is one", null=True)


class RegisterEntry(Schema):
    """One entry of a register."""

    key = text("Of the entry, in its case")
    case = text("The case's reference")
    is_case_open = yes_no("Whether the case goes on")
    state = text("How it stands, in words")
    due_on = day("The day by which something is to be done", null=True)
    is_late = yes_no("Whether that day has passed")
    cells = several(RegisterCell, "The columns in which something stands that the person may read")


class AskedEntries(Cursor):
    """Which entries are asked for."""

    case = fields.String(
        load_default="",
        validate=validate.OneOf((OPEN, CLOSED)),
        metadata={"description": "Of cases that go on, or that are over"},
    )
    late = fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "`true`: only what should have been done by now"},
    )
    year = fields.Integer(
        load_default=0, validate=validate.Range(*YEARS), metadata={"description": "In which they are dated"}
    )


@operation("GET", "/registers", scope="registers", gives=list_of(RegisterLine))
def list_registers() -> Any:
    """List the registers that the person may open."""
    with service().database.reading() as tx:
        return {"items": registers_for(tx, service().cases.revisions, me())}


@operation(
    "GET",
    "/registers/<name>",
    scope="registers",
    gives=page_of(RegisterEntry),
    asks=AskedEntries,
    is_paged=True,
    refuses=(404,),
)
def list_entries(asked: Mapping[str, Any], name: str) -> Page:
    """List the entries of a register, what waits first. Outside the partnership, those that are one's own."""
    where = after(asked)
    begin = After(place=where[0], case_id=where[1], key=where[2]) if where else None
    wanted = Narrowing(case=asked["case"], is_late=asked["late"], year=asked["year"])
    with service().database.reading() as tx:
        found = RegisterList(tx, service().cases.revisions, me(), name).page(wanted, begin)
    more = [found.more.place, found.more.case_id, found.more.key] if found.more else None
    return Page(items=[_entry(line) for line in found.items], more=more)


def _entry(line: Line) -> Mapping[str, Any]:
    return {
        "key": line.key,
        "case": line.reference,
        "is_case_open": line.is_case_open,
        "state": line.state.title,
        "due_on": line.left.due_on if line.left else None,
        "is_late": line.is_late,
        "cells": [_cell(name, cell) for name, cell in line.cells.items()],
    }


def _cell(name: str, cell: Cell) -> Mapping[str, Any]:
    return {"column": name, "title": cell.column.title, "text": cell.said, "on": cell.on}
