"""Files that scenarios attach: by name alone, or a workbook with the rows that a sample tells."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.tables import upload
from engine.registers.workbooks.reading import read_workbook
from engine.registers.workbooks.writing import filled_in
from forms.tables import Table

SOME_BYTES = b"%PDF"
"""What a file holds that a scenario only names: nobody reads it there."""


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that a scenario attaches.

    Attributes:
        name: of the file.
        table: which table it holds; empty if it is not read.
        rows: what was filled in, by the columns' titles.
    """

    name: str
    table: str = ""
    rows: Sequence[Mapping[str, str]] = ()


def keep(tx: Transaction, attached: Attached, table: Table | None, *, person_id: int, at: datetime) -> str:
    """Keep a file as its uploader's, as the page of a form does; return its id."""
    data, sheet = SOME_BYTES, None
    if table is not None:
        data = filled_in(table, attached.rows, at)
        sheet = read_workbook(data, table.title).to_json()
    row = {
        "person_id": person_id,
        "name": attached.name,
        "kind": Path(attached.name).suffix.removeprefix("."),
        "size_bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "sheet": sheet,
        "at": at,
    }
    return str(tx.connection.execute(sa.insert(upload).returning(upload.c.id), row).scalar_one())
