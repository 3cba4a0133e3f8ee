"""Values in a document's Markdown: written so that nothing that somebody typed can become markup.

A value stands between two marks that are letters to Markdown, and its punctuation, its line breaks and what
else Markdown could take for its own stand as private characters. So no answer ends a table's row, begins a
list, or closes what is bold around it; and the words come out as they were typed.
"""

import re
from collections.abc import Iterator

BEGIN, END = "\U000f0100", "\U000f0101"
_SHIFT = 0xF0000
_UNFIT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U000fffff]")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PUNCTUATION = "\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_TO_PRIVATE = {ord(mark): chr(_SHIFT + ord(mark)) for mark in _PUNCTUATION}
_FROM_PRIVATE = {ord(private): chr(mark) for mark, private in _TO_PRIVATE.items()}
_VALUE = re.compile(f"{BEGIN}([^{END}]*){END}")
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def printable(words: str) -> str:
    """Return words as paper takes them: line breaks of one kind, no tabs, a sign for what no file can hold."""
    return _UNFIT.sub(UNPRINTABLE, _BREAKS.sub("\n", words).replace("\t", " "))


def protected(words: str) -> str:
    """Return the words of a value as they stand in a document's Markdown; white space around them goes."""
    return f"{BEGIN}{printable(words).strip().translate(_TO_PRIVATE)}{END}"


def closed(text: str) -> str:
    """Return text that may end within a value with the value ended."""
    return f"{text}{END}" if text.rfind(BEGIN) > text.rfind(END) else text


def fingerprint(sha256: str) -> str:
    """Return the beginning of a hash, as people compare it: 0f3a 91c7 55de 0b12."""
    return " ".join(sha256[at : at + 4] for at in range(0, 16, 4))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what Markdown left as text piece by piece: the words, and whether they are a value's, as typed."""
    for number, piece in enumerate(_VALUE.split(text)):
        if piece:
            yield piece.translate(_FROM_PRIVATE), bool(number % 2)
