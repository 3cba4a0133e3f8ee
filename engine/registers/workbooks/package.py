"""The parts of an untrusted workbook: a zip of XML files, opened within limits.

Nothing is unpacked before its size is known, no XML may declare a document type, and elements are counted while
they are read: what would become large in memory is refused before it does.
"""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from xml.parsers import expat

from engine.registers.archives import open_archive

MOST_PARTS = 500
LARGEST_BYTES = 60_000_000
"""Of all parts together, unpacked."""
MOST_ELEMENTS = 1_500_000
"""Of one part: a sheet of 5,000 full rows has some 300,000."""
DEEPEST = 50
_PIECE_BYTES = 2_000_000
"""Expat begins a tag anew with each piece: of small ones, one endless tag would take minutes."""
_ELSEWHERE = ("xl/externallinks/", "xl/connections", "xl/querytables/")
_PROGRAMS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/", "xl/embeddings/", "xl/dialogsheets/")
Attributes = Mapping[str, str]


class UnreadableWorkbook(Exception):
    """The file is no workbook that may be read; the message says why, and what to do: `is protected by ...`."""


@dataclass(frozen=True)
class Package:
    """A workbook's parts, by their names in small letters."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]

    @classmethod
    def open(cls, data: bytes) -> Self:
        """Open a workbook, looking at nothing but its table of contents.

        Raises:
            UnreadableWorkbook: it is none, or it holds what no sheet of plain rows needs.
        """
        try:
            archive = open_archive(data)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as wrong:
            raise UnreadableWorkbook("cannot be opened; save it again as an Excel workbook (.xlsx)") from wrong
        parts = archive.infolist()
        names = {part.filename.lower().lstrip("/"): part.filename for part in parts}
        if len(parts) > MOST_PARTS or len(names) < len(parts) or sum(p.file_size for p in parts) > LARGEST_BYTES:
            raise UnreadableWorkbook("is larger inside than a sheet of rows can be; copy the rows into a new workbook")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableWorkbook("is protected by a password; take the password off and save it again")
        if any(place in name for name in names for place in _PROGRAMS):
            raise UnreadableWorkbook("holds macros or embedded programs; save it as an Excel workbook without (.xlsx)")
        if any(name.startswith(_ELSEWHERE) for name in names):
            raise UnreadableWorkbook("is linked to other files; copy the rows as values into a new workbook")
        return cls(archive, names)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self.names

    def walk(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str, str], None] = lambda _name, _text: None,
    ) -> None:
        """Walk through the XML of a part.

        Args:
            name: the part's.
            start: called with the local name of each element that begins, and its attributes by their local names.
            end: called with the local name of each element that ends, and the text that stands in it.

        Raises:
            UnreadableWorkbook: it is no XML, has a document type, or is larger than a sheet of rows can be.
        """
        walker = _Walker(start, end)
        try:
            with self.archive.open(self.names[name.lower()]) as part:
                read = 0
                while piece := part.read(_PIECE_BYTES):
                    read += len(piece)
                    if read > LARGEST_BYTES:
                        raise _too_large()
                    walker.parser.Parse(piece, False)
                walker.parser.Parse(b"", True)
        except _UNUSUAL as wrong:
            raise UnreadableWorkbook("is packed in an unusual way; save it again as an Excel workbook") from wrong
        except _DAMAGED as wrong:
            raise UnreadableWorkbook("is damaged; save it again as an Excel workbook (.xlsx)") from wrong


_UNUSUAL = (NotImplementedError, UnicodeDecodeError)
_DAMAGED = (expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, RuntimeError, ValueError)


class _Walker:
    """Feeds the callbacks from expat, which keeps nothing: names without namespaces, text gathered by element."""

    def __init__(self, start: Callable[[str, Attributes], None], end: Callable[[str, str], None]) -> None:
        self._start, self._end = start, end
        self._elements = 0
        self._texts: list[list[str]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._finish
        self.parser.CharacterDataHandler = self._gather

    def _refuse_document_type(self, *_: object) -> None:
        raise UnreadableWorkbook("has a document type, which could hold entities; save it again as an Excel workbook")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._texts) > DEEPEST:
            raise _too_large()
        self._texts.append([])
        self._start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _finish(self, name: str) -> None:
        self._end(_local(name), "".join(self._texts.pop()))

    def _gather(self, text: str) -> None:
        self._texts[-1].append(text)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _too_large() -> UnreadableWorkbook:
    return UnreadableWorkbook("is larger inside than a sheet of rows can be; copy the rows into a new workbook")
