"""A revision changed in one small wrong way at a time: whoever reads it must notice each."""

from collections.abc import Iterator

from engine.diagrams.bundle import Bundle
from engine.diagrams.clauses import FILE as CLAUSES
from engine.diagrams.mutants.drawn import diagram_mutants, table_mutants
from engine.diagrams.mutants.edits import Mutant
from engine.diagrams.mutants.written import (
    clause_mutants,
    form_mutants,
    partnership_mutants,
    spreadsheet_mutants,
    text_mutants,
)
from engine.diagrams.partnership import FILE as PARTNERSHIP
from engine.diagrams.revision import DOCUMENTS, FORMS, LETTERS, TABLES, read_revision

__all__ = ["Mutant", "mutants"]


def mutants(bundle: Bundle) -> Iterator[Mutant]:
    """Yield every mutant of a bundle, file by file, always in the same order.

    Raises:
        UnreadableRevision: the bundle is no revision.
    """
    revision = read_revision(bundle)
    for file, data in bundle.under("bpmn", ".bpmn").items():
        yield from diagram_mutants(file, data, revision)
    for file, data in bundle.under("bpmn", ".dmn").items():
        yield from table_mutants(file, data)
    yield from clause_mutants(bundle.files[CLAUSES], revision)
    yield from partnership_mutants(bundle.files[PARTNERSHIP])
    for file, data in bundle.under(FORMS, ".yaml").items():
        yield from form_mutants(file, data)
    for file, data in bundle.under(TABLES, ".yaml").items():
        yield from spreadsheet_mutants(file, data)
    for file, data in (*bundle.under(LETTERS).items(), *bundle.under(DOCUMENTS).items()):
        yield from text_mutants(file, data)
