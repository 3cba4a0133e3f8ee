"""A case as letters and documents may name it."""

from datetime import date
from functools import cache

from engine.cases.facts import Facts
from engine.cases.lists import people
from engine.cases.merging import merged_on_paper
from engine.correspondence.context import CaseOnPaper
from engine.diagrams.revision import Revision
from engine.records.db import Transaction


def on_paper(
    tx: Transaction,
    revision: Revision,
    facts: Facts,
    *,
    case_id: int,
    reference: str,
    initials: str,
    opened_on: date,
    instance: str | None,
) -> CaseOnPaper:
    """Return a case as a text about an instance, or about the whole case, may name it.

    Args:
        tx: the transaction: people are read if the text names one.
        revision: of the case.
        facts: of the case.
        case_id: of the case.
        reference: of the case.
        initials: how the child is named.
        opened_on: London date.
        instance: of a multi-instance activity; none for the whole case.
    """
    return CaseOnPaper(
        id=case_id,
        reference=reference,
        initials=initials,
        opened_on=opened_on,
        anchors=facts.anchors_seen_from(instance),
        routed=facts.routed,
        lists=facts.lists,
        people=cache(lambda: people(tx, revision, with_past=True)),
        merged=lambda name: merged_on_paper(tx, revision, case_id, name),
    )
