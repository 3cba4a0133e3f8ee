"""Lays out a BPMN diagram that has no coordinates, or tidies one that has: the meaning stays, the picture is new.

reading   what the layout needs to know of the file, and what it refuses (model: the types)
placing   column of each node from the flow's order; rows: its row, inside its lane
routing   way of each flow on a grid, with few bends and crossings; tracks: side by side in the gaps
drawing   pixels; sizes: how large; labels: names beside lines and events; text: how much room a name takes
di        the picture as BPMN writes it; splice: put into the file without touching the rest
"""

from lxml import etree

from engine.diagrams.layout.di import BPMNDI, read_di, write_di
from engine.diagrams.layout.drawing import draw
from engine.diagrams.layout.model import CannotTidy
from engine.diagrams.layout.reading import read_diagram, rows_drawn
from engine.diagrams.layout.splice import splice
from engine.diagrams.xml import read_xml

__all__ = ["CannotTidy", "tidy"]


def tidy(xml: bytes, *, fresh: bool = False, file: str = "diagram") -> bytes:
    """Return the same file with a new picture; every byte outside the picture is as it was.

    Of the picture already in the file only one thing is kept: which node is above which in its lane, so that an
    edit moves the rest along and does not reshuffle it. Tidying twice is tidying once.

    Args:
        xml: The BPMN file, in UTF-8.
        fresh: Whether to forget the earlier picture altogether.
        file: Its name, for messages.

    Raises:
        CannotTidy: The file holds something that would be lost, or that cannot be drawn.
        DiagramError: The file cannot be read.
    """
    root = read_xml(xml, file)
    encoding = root.getroottree().docinfo.encoding
    if encoding and encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise CannotTidy(file, f"is written in {encoding}: save it in UTF-8")
    diagram = read_diagram(root, file)
    rows = {} if fresh else rows_drawn(read_di(root, file), diagram)
    tidied = splice(xml, write_di(diagram, draw(diagram, rows), _ids(root)), file)
    if _meaning(read_xml(tidied, file)) != _meaning(root):
        raise CannotTidy(
            file, "the picture cannot be put in without touching the rest: save the file with another editor"
        )
    return tidied


def _parts(root: etree._Element) -> list[etree._Element]:
    """What the file holds beside its picture."""
    return [part for part in root.iterchildren(etree.Element) if part.tag != f"{BPMNDI}BPMNDiagram"]


def _ids(root: etree._Element) -> set[str]:
    """The ids that the picture must not take."""
    return {
        root.get("id", ""),
        *(element.get("id", "") for part in _parts(root) for element in part.iter(etree.Element)),
    }


def _meaning(root: etree._Element) -> tuple[dict[str, str], list[bytes]]:
    """Everything but the picture, to prove that nothing else has changed."""
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    return attributes, [etree.tostring(part, method="c14n", with_tail=False) for part in _parts(root)]
