"""The only reader of XML: untrusted files are parsed here, with every defence on."""

from lxml import etree

from engine.diagrams.errors import DiagramError

LARGEST_BYTES = 2_000_000


def read_xml(data: bytes, file: str) -> etree._Element:
    """Parse an untrusted XML file: no entities, no document type, no network, bounded size.

    Raises:
        DiagramError: The file is too large, is not well-formed or has a document type.
    """
    if len(data) > LARGEST_BYTES:
        raise DiagramError(file, f"larger than {LARGEST_BYTES} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        raise DiagramError(file, str(wrong)) from wrong
    if root.getroottree().docinfo.doctype:
        raise DiagramError(file, "a document type is not allowed: delete the DOCTYPE")
    return root
