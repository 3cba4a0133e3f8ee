"""A revision's files, as they are: read from a folder or the database, hashed as one thing."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from engine.diagrams.errors import BundleTooLarge, DiagramError

PATTERNS = (
    "bpmn/*.bpmn", "bpmn/*.dmn", "bpmn/*.yaml",
    "forms/definitions/*.yaml", "forms/documents/*.md", "forms/letters/*", "forms/tables/*.yaml",
)  # fmt: skip
MOST_FILES = 500
LARGEST_FILE_BYTES = 2_000_000
LARGEST_BUNDLE_BYTES = 20_000_000
_LENGTH_BYTES = 4


@dataclass(frozen=True)
class Bundle:
    """The files of one revision, by path relative to the revision's root (`bpmn/referral.bpmn`).

    Raises:
        BundleTooLarge: more or larger files than a revision can need.
    """

    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        if len(self.files) > MOST_FILES:
            raise BundleTooLarge("the bundle", f"has {len(self.files)} files; at most {MOST_FILES} are read")
        for path, data in self.files.items():
            _refuse_large(path, len(data), LARGEST_FILE_BYTES)
        _refuse_large("the bundle", sum(map(len, self.files.values())), LARGEST_BUNDLE_BYTES)
        object.__setattr__(self, "files", MappingProxyType(dict(sorted(self.files.items()))))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the revision that lies in `folder`: its `bpmn/` and `forms/`.

        Raises:
            DiagramError: there is no revision in the folder.
            BundleTooLarge: more or larger files than a revision can need; none is read then.
        """
        found = sorted({path for pattern in PATTERNS for path in folder.glob(pattern) if path.is_file()})
        found = [path for path in found if not path.name.startswith(".")]
        if not found:
            raise DiagramError(str(folder), "holds no revision; name the folder that holds bpmn/ and forms/")
        if len(found) > MOST_FILES:
            raise BundleTooLarge("the bundle", f"has {len(found)} files; at most {MOST_FILES} are read")
        for path in found:
            _refuse_large(path.relative_to(folder).as_posix(), path.stat().st_size, LARGEST_FILE_BYTES)
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})

    @cached_property
    def digest(self) -> str:
        """The revision's id: SHA-256, in hexadecimal, over every path and its bytes."""
        return hashlib.sha256(b"".join(self._framed())).hexdigest()

    def pack(self) -> bytes:
        """Return the bundle as one compressed piece, the same bytes for the same files."""
        return zlib.compress(b"".join(self._framed()), 9)

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Read what `pack` made.

        Raises:
            DiagramError: it is no packed bundle.
            BundleTooLarge: it unpacks to more than a revision can need.
        """
        inflate = zlib.decompressobj()
        try:
            raw = inflate.decompress(data, 2 * LARGEST_BUNDLE_BYTES)
        except zlib.error as wrong:
            raise DiagramError("the packed bundle", f"cannot be unpacked: {wrong}") from wrong
        if not inflate.eof:
            raise BundleTooLarge("the packed bundle", "is cut short, or unpacks to more than a revision can need")
        pieces = list(_pieces(raw))
        return cls({path.decode(): content for path, content in zip(pieces[::2], pieces[1::2], strict=True)})

    def under(self, folder: str, suffix: str = "") -> dict[str, bytes]:
        """Return the files of one folder, by path, whose name ends in `suffix`."""
        return {p: d for p, d in self.files.items() if p.rpartition("/")[0] == folder and p.endswith(suffix)}

    def _framed(self) -> Iterator[bytes]:
        """Yield every path and content, each after its length: no two bundles give the same bytes."""
        for path, content in self.files.items():
            for piece in (path.encode(), content):
                yield len(piece).to_bytes(_LENGTH_BYTES, "big")
                yield piece


def _refuse_large(what: str, size: int, most: int) -> None:
    if size > most:
        raise BundleTooLarge(what, f"has {size:,} bytes; at most {most:,} are read")


def _pieces(raw: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(raw):
        size = int.from_bytes(raw[at : at + _LENGTH_BYTES], "big")
        at += _LENGTH_BYTES + size
        if at > len(raw):
            raise DiagramError("the packed bundle", "is cut short")
        yield raw[at - size : at]
