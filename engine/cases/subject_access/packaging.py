"""The package that a person is given: pages, data and files of the chosen cases, without what is withheld, as one zip.

It is written piece by piece to a file outside anything that is served, one item in memory at a time, in one view of the
data; then it is entered, if nothing that it depends on was changed meanwhile. Pages are made by who calls (`Pages`).
"""

import hashlib
import secrets
import zipfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

import orjson
import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.cases.subject_access import packages
from engine.cases.subject_access.file_texts import UnreadableFile, texts_in
from engine.cases.subject_access.items import File, Item, items
from engine.cases.subject_access.requests import (
    IS_CLOSED,
    AccessRefused,
    Request,
    chosen,
    find_case,
    find_request,
)
from engine.cases.subject_access.reviewing import Review, reasons, reviews, withheld
from engine.cases.subject_access.seen import Sightings, seen
from engine.cases.subject_access.withholding import Mark, Piece, Withheld
from engine.records.db import Database, Transaction
from engine.records.tables import upload
from engine.registers import uploads
from engine.registers.uploads import clean_name

PIECE_BYTES = 1_000_000
NO_CASES = "Choose the cases in which the person is, before you make the package"
NOT_READ = "{reference}: {number} of its items wait to be gone through"


@dataclass(frozen=True, kw_only=True)
class Given:
    """An item as it is given.

    Attributes:
        title: what it is called, in pieces.
        who: as which post it was written; the name as well, if the partnership names its staff; in pieces.
        passages: each label and text in pieces; to be gone through once.
        mark: withholds all of it; none if it is given.
        file: its place in the package; empty for none.
        is_copy: that file is a copy from which something was taken out.
    """

    item: Item
    title: tuple[Piece, ...]
    who: tuple[Piece, ...]
    passages: Iterable[tuple[tuple[Piece, ...], tuple[Piece, ...]]]
    mark: Mark | None
    file: str = ""
    is_copy: bool = False


class Pages(Protocol):
    """Makes the pages of a package, piece by piece, each readable alone."""

    def case(self, request: Request, case: Case, given: Iterable[Given]) -> Iterator[str]:
        """Return the page of a case."""
        ...

    def seen(self, request: Request, case: Case, sightings: Sightings) -> Iterator[str]:
        """Return the page that says who saw a case."""
        ...

    def seen_file(self, sightings: Sightings) -> bytes:
        """Return the same as a .csv file."""
        ...

    def cover(self, request: Request, contents: "Contents") -> Iterator[str]:
        """Return the first page."""
        ...


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of a package: its place, its size, and the hash of its content."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(kw_only=True)
class Contents:
    """What was written so far: the files, the cases, the number of items, and of passages withheld by their reasons."""

    entries: list[Entry] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    items: int = 0
    withheld: Counter[str] = field(default_factory=Counter)


def waits_for(tx: Transaction, request: Request) -> list[str]:
    """Return what is to be done before the package of a request can be made, a sentence each; files are not read."""
    cases = chosen(tx, request)
    missing = [(case.reference, case.items - case.reviewed) for case in cases if case.reviewed < case.items]
    return [NOT_READ.format(reference=reference, number=number) for reference, number in missing] or [
        NO_CASES for _ in range(not cases)
    ]


def make(
    database: Database, revisions: Revisions, me: Person, number: int, pages: Pages, places: packages.Places
) -> packages.Package:
    """Make the package of a request, keep it for a while, and enter it in the audit of each case.

    Args:
        database: of the cases.
        revisions: those in use.
        me: who makes it.
        number: the request's.
        pages: makes its pages.
        places: where files lie, and for how long it is kept.

    Raises:
        CaseNotFound: there is no such request for this person.
        AccessRefused: it cannot be made yet, or something has changed while it was made.
    """
    key = secrets.token_hex(32)
    path = places.path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        contents, seen_as = _write(database, revisions, me, number, pages, places.uploads, path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        written = packages.Written(
            key=key,
            sha256=digest,
            size_bytes=path.stat().st_size,
            items=contents.items,
            withheld=contents.withheld.total(),
        )
        with database.transaction() as tx:
            return packages.enter(tx, me, find_request(tx, revisions, me, number), written, places.kept, seen_as)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write(
    database: Database, revisions: Revisions, me: Person, number: int, pages: Pages, folder: Path, path: Path
) -> tuple["Contents", Hashable]:
    """Write a package; return what it holds, and what it depends on."""
    with database.reading() as tx:
        request = find_request(tx, revisions, me, number)
        if not request.is_open:
            raise AccessRefused(IS_CLOSED)
        if wrong := waits_for(tx, request) or wrong_files(tx, revisions, me, request, folder):
            raise AccessRefused("; ".join(wrong), at="package")
        with path.open("xb") as file:
            path.chmod(0o600)
            contents = _Writer(tx, request, pages, folder).write(file, revisions, me)
        return contents, packages.depends_on(tx, request)


def wrong_files(tx: Transaction, revisions: Revisions, me: Person, request: Request, folder: Path) -> list[str]:
    """Return why files that are to be given cannot be: they are gone, or hold words that are withheld; a sentence each.

    Args:
        tx: the transaction.
        revisions: those in use.
        me: who makes the package.
        request: the request.
        folder: of the uploads.
    """
    marks, found = withheld(tx, request), list[str]()
    for one in chosen(tx, request):
        case = find_case(tx, revisions, me, request, one.reference)
        done = reviews(tx, request, case)
        for item in items(tx, case):
            if isinstance(item, File) and not marks.item(case.id, item.key):
                why = _wrong(_content(tx, item, done.get(item.key)), case, item, marks, folder)
                found += [f"{case.reference}: {item.title} {why}"] if why else []
    return found


def _wrong(row: Any, case: Case, item: File, marks: Withheld, folder: Path) -> str:
    is_copy = row.id != item.upload_id
    if not row.sha256:  # it was redacted: there is nothing to give
        return ""
    if not is_copy and any((mark.case_id, mark.item) == (case.id, item.key) for mark in marks.marks):
        return "holds what you withhold of its rows; give a copy without it, or withhold the file"
    try:
        for text in texts_in(uploads.stored_file(folder, row).path, row.kind):
            if any(piece.mark for piece in marks.pieces(text, case_id=case.id, item=item.key)):
                return "holds words that you withhold; give a copy without them, or withhold the file"
    except UnreadableFile:
        return "cannot be looked into for what you withhold; withhold the file, or give a copy"
    except OSError:
        return "is gone, or cannot be read; tell who runs the service"
    return ""


def _content(tx: Transaction, item: File, review: Review | None) -> Any:
    """Return the row of what is given of a file: a copy, or itself."""
    return tx.connection.execute(_UPLOAD, {"id": (review and review.copy_id) or item.upload_id}).one()


_UPLOAD = sa.select(upload).where(upload.c.id == sa.bindparam("id", type_=upload.c.id.type))


# ---- writing ----------------------------------------------------------------------------------------------


class _Writer:
    """Writes one package."""

    def __init__(self, tx: Transaction, request: Request, pages: Pages, folder: Path) -> None:
        self._tx, self._request, self._pages, self._folder = tx, request, pages, folder
        self._marks = withheld(tx, request)
        self._contents = Contents()

    def write(self, file: IO[bytes], revisions: Revisions, me: Person) -> Contents:
        reasons_in_words = reasons(self._tx, revisions)
        self._names_staff = revisions.current(self._tx).partnership.subject_access.names_staff
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            self._archive = archive
            for one in chosen(self._tx, self._request):
                self._write_case(find_case(self._tx, revisions, me, self._request, one.reference), reasons_in_words)
            self._add("index.html", self._pages.cover(self._request, self._contents))
            self._add("contents.json", [orjson.dumps([asdict(entry) for entry in self._contents.entries])])
        return self._contents

    def _write_case(self, case: Case, reasons_in_words: Mapping[str, str]) -> None:
        done = reviews(self._tx, self._request, case)
        self._contents.cases.append(case.reference)
        place = f"cases/{case.reference}"
        files = dict[str, tuple[str, bool]]()
        for item in items(self._tx, case):
            self._contents.items += 1
            if isinstance(item, File) and (named := self._write_file(case, item, done.get(item.key), place)):
                files[item.key] = named
        self._add(f"{place}/case.html", self._pages.case(self._request, case, self._given(case, files, self._count)))
        said = _as_json(case, self._given(case, files, lambda _: None), reasons_in_words)
        self._add(f"{place}/case.json", said)
        if self._request.with_reads:
            sightings = seen(self._tx, case, names_staff=self._names_staff)
            self._add(f"{place}/seen.html", self._pages.seen(self._request, case, sightings))
            self._add(f"{place}/seen.csv", [self._pages.seen_file(sightings)])

    def _given(
        self, case: Case, files: Mapping[str, tuple[str, bool]], count: Callable[[Iterable[Piece]], None]
    ) -> Iterator[Given]:
        for item in items(self._tx, case):
            mark = self._marks.item(case.id, item.key)
            name = item.name if self._names_staff else ""
            who = ", ".join(filter(None, (name, item.post)))
            path, is_copy = files.get(item.key, ("", False))
            if mark:
                count([Piece(text="", mark=mark)])
            yield Given(
                item=item,
                title=() if mark else self._marks.pieces(item.title, case_id=case.id, item=item.key),
                who=() if mark else self._marks.pieces(who, case_id=case.id, item=item.key),
                passages=() if mark else self._passages(case, item, count),
                mark=mark,
                file=path,
                is_copy=is_copy,
            )

    def _passages(
        self, case: Case, item: Item, count: Callable[[Iterable[Piece]], None]
    ) -> Iterator[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
        for passage in item.passages(self._tx):
            label = self._marks.pieces(passage.label, case_id=case.id, item=item.key)
            text = self._marks.pieces(passage.text, case_id=case.id, item=item.key, place=passage.place)
            count((*label, *text))
            yield label, text

    def _count(self, pieces: Iterable[Piece]) -> None:
        self._contents.withheld.update(piece.mark.reason for piece in pieces if piece.mark)

    def _write_file(self, case: Case, item: File, review: Review | None, place: str) -> tuple[str, bool] | None:
        """Put a file into the package; return where, and whether it is a copy; none if it is withheld."""
        if self._marks.item(case.id, item.key):
            return None
        row = _content(self._tx, item, review)
        if not row.sha256:  # it was redacted
            return None
        is_copy = row.id != item.upload_id
        name = clean_name(row.name)
        if any(piece.mark for piece in self._marks.pieces(row.name, case_id=case.id, item=item.key)):
            name = f"file.{row.kind}"
        path = f"{place}/files/{item.upload_id}-{name}"
        with uploads.stored_file(self._folder, row).path.open("rb") as file:
            entry = self._add(path, iter(lambda: file.read(PIECE_BYTES), b""), method=zipfile.ZIP_STORED)
        if entry.sha256 != row.sha256:
            raise AccessRefused(f"{case.reference}: the file {item.title} does not hold what was uploaded")
        return path.removeprefix(f"{place}/"), is_copy

    def _add(self, path: str, pieces: Iterable[str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Entry:
        info = zipfile.ZipInfo(path, date_time=self._tx.at.astimezone(clock.LONDON).timetuple()[:6])
        info.compress_type, info.external_attr = method, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                data = piece.encode() if isinstance(piece, str) else piece
                digest.update(data)
                size += len(data)
                entry.write(data)
        made = Entry(path=path, size_bytes=size, sha256=digest.hexdigest())
        self._contents.entries.append(made)
        return made


def _as_json(case: Case, given: Iterable[Given], reasons_in_words: Mapping[str, str]) -> Iterator[bytes]:
    """Yield what is given of a case as one JSON object, item by item; what is withheld appears with its reason."""
    head = {"case": case.reference, "opened_at": case.opened_at, "closed_at": case.closed_at}
    yield orjson.dumps(head)[:-1] + b',"items":['
    for number, each in enumerate(given):
        body = {
            "kind": each.item.kind,
            "at": each.item.at,
            "withheld": reasons_in_words.get(each.mark.reason, each.mark.reason) if each.mark else None,
            "title": plain(each.title, reasons_in_words),
            "by": plain(each.who, reasons_in_words),
            "file": each.file or None,
            "is_copy": each.is_copy,
            "passages": [
                {"label": plain(label, reasons_in_words), "text": plain(text, reasons_in_words)}
                for label, text in each.passages
            ],
        }
        yield (b"," if number else b"") + orjson.dumps(body)
    yield b"]}"


def plain(pieces: Iterable[Piece], reasons_in_words: Mapping[str, str]) -> str:
    """Return a text in which a mark stands for what is withheld."""
    return "".join(
        f"[withheld: {reasons_in_words.get(piece.mark.reason, piece.mark.reason)}]" if piece.mark else piece.text
        for piece in pieces
    )
