"""The only reader of XML: no document type, no entities, no network, bounded size and depth."""

from lxml import etree

from engine.diagrams.errors import DiagramError

LARGEST_BYTES = 2_000_000


def read_xml(data: bytes, file: str, *, root: str = "") -> etree._Element:
    """Return the root element of an untrusted XML file.

    Args:
        data: the file's bytes.
        file: its path, for messages.
        root: the tag that the root must have, as `{namespace}name`; any if empty.

    Raises:
        DiagramError: the file is too large, no XML, has a document type, or another root.
    """
    if len(data) > LARGEST_BYTES:
        raise DiagramError(file, f"is larger than {LARGEST_BYTES:,} bytes; split it into several diagrams")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        found = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        raise DiagramError(file, f"is not well-formed XML: {wrong.msg}", line=wrong.lineno) from wrong
    if found.getroottree().docinfo.internalDTD is not None:
        raise DiagramError(file, "has a document type (<!DOCTYPE>), which could hold entities; remove it", line=1)
    if root and found.tag != root:
        wanted = etree.QName(root)
        raise DiagramError(file, f"is not a {wanted.localname} document of {wanted.namespace}", line=line_of(found))
    return found


def line_of(node: etree._Element) -> int:
    """Return the line on which a node starts; 0 if the parser does not know it."""
    line: int | None = getattr(node, "sourceline", None)
    return line or 0
