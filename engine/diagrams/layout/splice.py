"""Puts a new picture into a BPMN file; every byte outside the picture stays as it is."""

from xml.parsers import expat

from engine.diagrams.layout.di import BPMNDI
from engine.diagrams.layout.model import CannotTidy

_PICTURE = f"{BPMNDI[1:-1]} BPMNDiagram"
_TOP = 2  # depth of the elements directly inside the root


class _Cuts:
    """Finds the byte positions of the pictures and of the root's end tag."""

    def __init__(self, xml: bytes, file: str) -> None:
        self.pictures: list[tuple[int, int]] = []
        self.end = 0
        self._xml, self._file, self._depth, self._start = xml, file, 0, -1
        # The file has passed the product's own reader (no document type, no entities): expat only tells positions.
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.CommentHandler = self._commented
        self._parser.Parse(xml, True)

    def _opened(self, name: str, _attributes: object) -> None:
        self._depth += 1
        if self._depth == _TOP and name == _PICTURE:
            self._start = self._parser.CurrentByteIndex

    def _closed(self, name: str) -> None:
        self._depth -= 1
        self.end = self._parser.CurrentByteIndex
        if self._depth == _TOP - 1 and name == _PICTURE:
            # At an end tag expat stands before it, at an empty element behind it.
            has_end_tag = self._xml.startswith(b"</", self.end)
            stop = self._xml.index(b">", self.end) + 1 if has_end_tag else self.end
            self.pictures.append((self._start, stop))
            self._start = -1

    def _commented(self, _text: str) -> None:
        if self._start >= 0:
            line = self._parser.CurrentLineNumber
            raise CannotTidy(self._file, "a comment inside the picture would be lost: move it out", line=line)


def splice(xml: bytes, picture: str, file: str) -> bytes:
    """Replace the file's picture (BPMNDiagram) by another one.

    Raises:
        CannotTidy: The old picture holds a comment.
    """
    cuts = _Cuts(xml, file)
    kept, position = list[bytes](), 0
    for start, stop in [*cuts.pictures, (cuts.end, cuts.end)]:
        kept.append(xml[position:start].rstrip())
        position = stop
    return b"".join(kept) + b"\n" + picture.encode() + xml[cuts.end :]
