"""What a step changes in the registers, and working the registers of many cases out again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.cases.engine import CaseEngine
from engine.cases.entries import CaseOnRecord, keep_entries
from engine.cases.facts import Facts
from engine.cases.journal import Rows
from engine.cases.rows import LOCK_CASE, read
from engine.diagrams.registers import Reads
from engine.records import tables
from engine.records.db import Database, Transaction

if TYPE_CHECKING:
    from engine.cases.step import Step

CASES_A_LOOK = 500
_case = tables.safeguarding_case
_IDS = (
    sa.select(_case.c.id)
    .where(_case.c.id > sa.bindparam("after", type_=_case.c.id.type))
    .order_by(_case.c.id)
    .limit(CASES_A_LOOK)
)


def register_step(step: "Step", rows: Rows) -> None:
    """Keep the entries that a step has changed, once its tasks are written; no statement if it touched none."""
    touched = [name for name, reads in step.revision.register_reads.items() if _touches(step, rows, reads)]
    case = CaseOnRecord(
        id=step.case_id,
        revision=step.revision,
        facts=step.facts,
        referring_organisation=step.referring_organisation,
    )
    keep_entries(step.tx, case, touched)


def _touches(step: "Step", rows: Rows, reads: Reads) -> bool:
    """Tell whether a step gave, decided, dated, opened or ended something that a register reads."""
    said = step.noted
    moved = {(row["process"], row["element"]) for row in (*rows.opened, *said.get("called_off", ()))}
    if "element" in said:
        moved.add((said["process"], said["element"]))
    elements = [step.revision.elements[key] for key in moved]
    return bool(
        ("element" in said and step.revision.elements[said["process"], said["element"]].form in reads.forms)
        or any(noted["decision"] in reads.decisions for noted in said.get("decisions", ()))
        or any(noted["anchor"] in reads.anchors for noted in said.get("anchors", ()))
        or any(e.key in reads.tasks or e.properties.get("time_limit") in reads.limits for e in elements)
    )


def register_again(database: Database, engine: CaseEngine) -> Iterator[tuple[int, int]]:
    """Work the registers of every case out again, a case a transaction; yield each case's id, and how much was wrong.

    Nothing is, unless the rows were changed in another way than by a step, or an earlier edition of the program did it.
    """
    last = 0
    while True:
        with database.reading() as tx:
            ids = tx.connection.execute(_IDS, {"after": last}).scalars().all()
        for case_id in ids:
            with database.transaction() as tx:
                yield case_id, _work_out(tx, engine, read(tx, LOCK_CASE, case_id=case_id))
        if not ids:
            return
        last = ids[-1]


def _work_out(tx: Transaction, engine: CaseEngine, row: Any) -> int:
    revision = engine.revisions.get(tx, row.revision_id)
    case = CaseOnRecord(
        id=row.case_id,
        revision=revision,
        facts=Facts.from_json(row.facts),
        referring_organisation=row.referring_organisation,
    )
    return keep_entries(tx, case, list(revision.registers))
