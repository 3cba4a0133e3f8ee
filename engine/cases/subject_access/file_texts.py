"""What an uploaded file says in words, as far as that can be read without a program of its own.

It is read to find words that shall not leave in it. Of PDF and pictures nothing can be read here: a person reads them.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

OFFICE = ("docx", "xlsx", "pptx", "odt", "ods")
TEXTS = ("txt", "csv")
READ = (*OFFICE, *TEXTS)
"""The kinds of file whose words can be read."""
LARGEST_PART_BYTES = 100_000_000
"""An archive's part that unpacks to more is taken for one that cannot be read."""
_ENDS = re.compile(rb"</(?:\w+:)?(?:p|h|si|is|tr)>|<(?:\w+:)?(?:br|tab|line-break|s)\b[^>]*>")
"""Where words end: paragraphs, cells, breaks; any other tag may stand inside a word."""
_TAGS = re.compile(rb"<[^>]*>")


class UnreadableFile(Exception):
    """A file is not what its kind says, or unpacks to too much."""


def texts_in(path: Path, kind: str) -> Iterator[str]:
    """Yield what a file says, part by part; nothing of a kind that is not in `READ`.

    Raises:
        UnreadableFile: it cannot be read.
        OSError: it is gone.
    """
    if kind in TEXTS:
        yield path.read_text(encoding="utf-8-sig", errors="replace")
    if kind not in OFFICE:
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    if part.file_size > LARGEST_PART_BYTES:
                        raise UnreadableFile
                    yield _words(archive.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as wrong:
        raise UnreadableFile from wrong


def _words(xml: bytes) -> str:
    text = _TAGS.sub(b"", _ENDS.sub(b"\n", xml)).decode("utf-8", errors="replace")
    return html.unescape(text)
