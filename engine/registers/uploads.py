"""Uploaded files: kept by the hash of their content outside anything that is served, known by what they hold.

A file's kind is read from its content, never from its name. Until it is sent with a form it is its
uploader's alone; then it belongs to the case, and whoever has a part in the case may read it.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

import filetype
import sqlalchemy as sa

from engine.errors import UploadRefused
from engine.records.db import Transaction
from engine.records.tables import upload
from engine.registers.archives import open_archive
from engine.registers.workbooks.package import UnreadableWorkbook
from engine.registers.workbooks.reading import read_workbook
from forms.sheets import Sheet

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain",
    "csv": "text/csv",
}
"""The kinds of file that are known, with the type that a download states."""
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_MACROS = "vbaProject.bin"
_OPEN_DOCUMENT = {TYPES[kind].encode(): kind for kind in ("odt", "ods")}
_TEXTS = ("txt", "csv")
_HEAD_BYTES = 8192
_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)
"""As an answer names a file: one way to write each number, and none that a database cannot hold."""
_LONGEST_NAME = 150
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ROWS_A_FETCH = 500


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that was uploaded: its cleaned name, its kind (`pdf`), and where its content lies."""

    id: int
    name: str
    kind: str
    size_bytes: int
    path: Path

    @property
    def type(self) -> str:
        """The media type."""
        return TYPES.get(self.kind, "application/octet-stream")


def keep_file(
    tx: Transaction,
    folder: Path,
    *,
    person_id: int,
    name: str,
    content: IO[bytes],
    accept: Collection[str],
    largest_bytes: int,
    sheet: str | None = None,
) -> int:
    """Keep a file as its uploader's, and return its id.

    Args:
        tx: the transaction.
        folder: of the uploads.
        person_id: the uploader.
        name: what the person calls the file.
        content: what it holds.
        accept: the kinds of file that may be.
        largest_bytes: the most that it may hold.
        sheet: the title of a workbook's sheet whose rows are kept too; none for a file that only people read.

    Raises:
        UploadRefused: it is empty, too large, of none of the kinds in `accept`, or a workbook that cannot be read;
            the message names the file.
    """
    name = clean_name(name)
    data = content.read(largest_bytes + 1)
    if len(data) > largest_bytes:
        raise UploadRefused(f"{name} is too large; a file may have up to {largest_bytes / 1_000_000:g} MB")
    if not data:
        raise UploadRefused(f"{name} is empty; choose the file again")
    kind = kind_of(data, name)
    if kind is None or kind not in accept:
        pretends = name.rpartition(".")[2].lower() in accept
        it = f"{name} is not what its name says: it" if pretends else name
        raise UploadRefused(f"{it} must be one of: {', '.join(sorted(accept))}")
    rows = None if sheet is None else _rows_of(data, name, sheet)
    sha256 = hashlib.sha256(data).hexdigest()
    _wait_for(tx, sha256)
    _write(_place(folder, sha256), data)
    row = {
        "person_id": person_id,
        "name": name,
        "kind": kind,
        "size_bytes": len(data),
        "sha256": sha256,
        "sheet": rows,
        "at": tx.at,
    }
    upload_id: int = tx.connection.execute(upload.insert().returning(upload.c.id), row).scalar_one()
    return upload_id


def sheet_of(tx: Transaction, upload_id: int) -> Sheet | None:
    """Return the rows that were kept of a workbook; none if none were. Who asks has been found to read the file."""
    kept = tx.connection.execute(sa.select(upload.c.sheet).where(upload.c.id == upload_id)).scalar_one_or_none()
    return None if kept is None else Sheet.from_json(kept)


def stored_file(folder: Path, row: Any) -> File:
    """Return the file of a row of `upload`. Who asks has been found to read it."""
    place = _place(folder, row.sha256)
    return File(id=row.id, name=row.name, kind=row.kind, size_bytes=row.size_bytes, path=place)


def number_of(upload_id: str) -> int | None:
    """Return the number of a file as an answer names it; none if no file can have that name."""
    return int(upload_id) if _ID.fullmatch(upload_id) else None


def drop_file(tx: Transaction, folder: Path, upload_id: int, *, person_id: int) -> None:
    """Take back a file that was not sent yet; its content goes once no other upload has the same."""
    own = (upload.c.id == upload_id, upload.c.person_id == person_id, upload.c.case_id.is_(None))
    sha256 = tx.connection.execute(upload.delete().where(*own).returning(upload.c.sha256)).scalar()
    if sha256 and not tx.connection.execute(sa.select(upload.c.id).where(upload.c.sha256 == sha256)).first():
        tx.after_commit(lambda: _place(folder, sha256).unlink(missing_ok=True))


def erase_file(tx: Transaction, folder: Path, sha256: str) -> None:
    """Erase the content of files whose rows are gone; it stays while another upload has the same.

    Raises:
        OSError: the folder is not there, or the file cannot be erased.
    """
    _wait_for(tx, sha256)
    if not tx.connection.execute(sa.select(upload.c.id).where(upload.c.sha256 == sha256)).first():
        folder.stat()  # a folder that is not reached has no file either, and nothing is erased
        _place(folder, sha256).unlink(missing_ok=True)


def copy_files(folder: Path, target: Path) -> int:
    """Copy what is not there yet of the uploads into another folder, and tell how much; what is there never changes."""
    copied = 0
    for source in sorted(folder.glob("??/*")):
        place = _place(target, source.name)
        if _SHA256.fullmatch(source.name) and not place.exists():
            with suppress(FileNotFoundError):  # its uploader took it back at this moment
                _write(place, source.read_bytes())
                copied += 1
    return copied


def broken_files(tx: Transaction, folder: Path) -> Iterator[tuple[int, str]]:
    """Return the id of each upload whose content is gone, or is not what was uploaded, and which of the two."""
    kept = sa.select(upload.c.id, upload.c.sha256).where(upload.c.sha256 != "")  # of what was redacted there is nothing
    rows = kept.order_by(upload.c.id).execution_options(yield_per=_ROWS_A_FETCH)
    for row in tx.connection.execute(rows):
        try:
            with _place(folder, row.sha256).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != row.sha256:
                    yield row.id, "does not hold what was uploaded"
        except OSError:
            yield row.id, "is gone, or cannot be read"


def clean_name(name: str) -> str:
    """Return a file's name without folders, control characters or anything that is not a letter, digit or ` ._-()`."""
    name = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    kept = "".join(c for c in name if c.isalnum() or c in " ._-()").strip(" .") or "file"
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}.{suffix[:10]}" if dot and stem else kept[:_LONGEST_NAME]


def kind_of(data: bytes, name: str) -> str | None:
    """Return the kind of a file by its content; none if it is not known, or an office file holds macros."""
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    guessed = filetype.guess(data)
    if guessed is not None:
        return guessed.extension if guessed.extension in TYPES else None
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    return suffix if suffix in _TEXTS and _is_text(data) else None


def _rows_of(data: bytes, name: str, sheet: str) -> list[Any]:
    try:
        return read_workbook(data, sheet).to_json()
    except UnreadableWorkbook as wrong:
        raise UploadRefused(f"{name} {wrong}") from wrong


def _kind_of_archive(data: bytes) -> str | None:
    try:
        with open_archive(data) as archive:
            names = set(archive.namelist())
            if any(name.endswith(_MACROS) for name in names):
                return None
            first = archive.getinfo("mimetype") if "mimetype" in names else None
            # the format has it stored as it is; so nothing is ever unpacked
            if first and first.compress_type == zipfile.ZIP_STORED and first.file_size < _HEAD_BYTES:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip())
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\r\n\t\f" for c in text[:_HEAD_BYTES])


def _wait_for(tx: Transaction, sha256: str) -> None:
    """Let nobody else keep or erase the same content until the transaction ends; on SQLite nobody writes meanwhile."""
    if tx.connection.dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)
        tx.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(half).rename(path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
