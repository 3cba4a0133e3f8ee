"""How much room a text takes: Arial's advance widths, wrapped as the editor (diagram-js) wraps.

The product's own typeface runs narrower than Arial, so what fits here fits there.
"""

import re

_WIDTHS = {  # thousandths of the font size; anything else counts as 556
    **dict.fromkeys("ijl|'", 222), **dict.fromkeys(" !,./:;It[]\\f", 278), **dict.fromkeys("()-r`", 333),
    **dict.fromkeys("ckvxyzsJ", 500), **dict.fromkeys("ABEKPSVXY&", 667), **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778), **dict.fromkeys("FTZ", 611), **dict.fromkeys("mM", 833), "W": 944, "*": 389, '"': 355,
}  # fmt: skip
_SLACK = 1.04  # other sans-serif faces run a little wider than Arial
_LEADING = 1.2
_LONGEST = 400  # letters of a name that are drawn: nobody reads more beside a shape


def width(text: str, size: int) -> float:
    """Width of one line in pixels, set at `size` pixels."""
    return sum(_WIDTHS.get(letter, 556) for letter in text) * size / 1000 * _SLACK


def wrap(text: str, room: float, size: int) -> list[str]:
    """Break a text as diagram-js does: guess by length, go back to a space or hyphen, try again until it fits.

    Args:
        text: What is written.
        room: Width of a line, in pixels.
        size: Font size, in pixels.
    """
    lines, rest = list[str](), text.strip()[:_LONGEST]
    while rest:
        line = rest
        while width(line, size) >= round(room) and len(line) > 1:
            line = _shorten(line, max(len(line) * room / width(line, size), 1))
        lines.append(line.strip())
        rest = rest[len(line) :].strip()
    return lines


def block(text: str, room: float, size: int) -> tuple[int, int]:
    """Width and height in pixels of a wrapped text; (0, 0) for none."""
    lines = wrap(text, room, size)
    return round(max((width(line, size) for line in lines), default=0)), round(len(lines) * size * _LEADING + 0.49)


def _shorten(line: str, length: float) -> str:
    kept = ""
    for part in re.split(r"(\s|-)", line):
        if len(kept) + len(part) >= length:
            if part == "-":  # the hyphen stays with its word
                kept = kept[: kept.rfind(" ") + 1]
            break
        kept += part
    return kept if kept != line and kept.strip() else line[: max(round(length - 1), 1)]
