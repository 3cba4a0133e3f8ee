"""What comes with a letter: a document, told by its address behind the sign-in, or attached as a Word file."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine.correspondence.mail import File
from engine.diagrams.templates import in_words
from engine.paper.markdown import read_sheet
from engine.paper.values import fingerprint
from engine.paper.word import TYPE, Frame, as_docx
from engine.records.db import Transaction
from engine.records.tables import document

MARKING = "OFFICIAL-SENSITIVE"
"""How whatever is printed of a case is to be handled; the style sheet says the same."""
_CONTENT = sa.select(document.c.source, document.c.sha256, document.c.at).where(
    document.c.id == sa.bindparam("document_id", type_=document.c.id.type)
)


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A version of a document that comes with a letter, and its case's reference."""

    id: int
    reference: str
    name: str
    title: str
    version: int

    @property
    def called(self) -> str:
        """What it is called."""
        return f"{self.title}, version {self.version}"

    def address(self, sign_in_at: str) -> str:
        """Return where it is read, behind the sign-in, under the service's public address."""
        return f"{sign_in_at}/cases/{self.reference}/documents/{self.id}"


def as_file(tx: Transaction, enclosure: Enclosure, *, author: str) -> File:
    """Return an enclosure as a Word file."""
    row = tx.connection.execute(_CONTENT, {"document_id": enclosure.id}).one()
    frame = frame_of(enclosure.reference, enclosure.version, row.sha256, row.at, author=author)
    name = f"{enclosure.reference} {enclosure.name} {enclosure.version}.docx".replace("_", " ")
    return File(name=name, type=TYPE, content=as_docx(read_sheet(row.source), frame))


def frame_of(reference: str, version: int, sha256: str, at: datetime, *, author: str) -> Frame:
    """Return what stands around a version of a document on paper; `at` is when it was written (UTC)."""
    below = f"{reference}, version {version}, {in_words(at)}, document {fingerprint(sha256)}"
    return Frame(author=author, marking=MARKING, below=below, at=at)
