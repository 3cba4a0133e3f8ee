"""Files that come with a form: looked at for viruses, taken, and given back."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage

from engine import audit
from engine.access import Person
from engine.cases.asking import OpenTask
from engine.errors import UploadRefused
from engine.records.db import Transaction
from engine.registers.scanner import ScannerAway, virus_in
from engine.registers.uploads import clean_name, drop_file, keep_file, number_of
from forms.definition import Field
from forms.reading import Wrong
from web.forms.posted import NotAskedError, Raw
from web.service import service
from web.tasks.fillings import Filling

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """Why a file is refused before it is kept; the virus that was found, if one was."""

    why: str
    virus: str = ""


Suspects = Mapping[int, Suspect]
"""By the identity of the request's file."""


def looked_at() -> Suspects:
    """Have the scanner, if there is one, look at each file of the request; outside any transaction, as it is slow."""
    settings = service().settings
    found = dict[int, Suspect]()
    if settings.scanner is None:
        return found
    for file in (file for files in request.files.listvalues() for file in files):
        if not file.filename:
            continue
        name = clean_name(file.filename)
        try:
            virus = virus_in(file.stream, settings.scanner, most_bytes=settings.largest_upload_bytes)
        except ScannerAway as away:
            _log.error("a file was refused: %s", away)
            why = f"{name} cannot be checked for viruses at the moment, so it was not kept; wait, then choose it again"
            found[id(file)] = Suspect(why=why)
        else:
            if virus:
                _log.warning("a file was refused: it holds %s", virus)
                why = f"{name} holds a virus ({virus}), so it was not kept; tell your IT support"
                found[id(file)] = Suspect(why=why, virus=virus)
    return found


Chosen = Iterable[tuple[Field, FileStorage]]
"""Files of a request, each with the question that it answers."""


def take_files(
    tx: Transaction, person: Person, task: OpenTask, raw: Raw, suspects: Suspects, files: Chosen
) -> list[Wrong]:
    """Keep the files that came with a form, name them in its answers, and return which were refused.

    That a file with a virus came is an entry of the case's audit; of the file nothing is kept.
    """
    errors = []
    settings = service().settings
    for question, file in files:
        try:
            if suspect := suspects.get(id(file)):
                _record(tx, person, task, suspect)
                raise UploadRefused(suspect.why)  # noqa: TRY301 - one way out for every file that is refused
            upload_id = keep_file(
                tx,
                settings.uploads_folder,
                person_id=person.id,
                name=file.filename or "",
                content=file.stream,
                accept=question.accept,
                largest_bytes=settings.largest_upload_bytes,
                sheet=task.revision.tables[question.reads].title if question.reads else None,
            )
        except UploadRefused as refused:
            errors.append(Wrong(question.name, str(refused)))
        else:
            raw[question.name] = [*raw.get(question.name, ()), str(upload_id)]
    return errors


def without_file(tx: Transaction, filling: Filling, raw: Raw, path: str) -> Raw:
    """Return the answers without one file, which is given up: `chronology-12`."""
    name, _, upload_id = path.rpartition("-")
    ids = raw.get(name)
    number = number_of(upload_id)
    if not isinstance(ids, list) or upload_id not in ids or number is None:
        raise NotAskedError("There is no such file")
    drop_file(tx, service().settings.uploads_folder, number, person_id=filling.person.id)
    return {**raw, name: [kept for kept in ids if kept != upload_id]}


def _record(tx: Transaction, person: Person, task: OpenTask, suspect: Suspect) -> None:
    if suspect.virus and task.case_id is not None:
        facts = {
            "task": task.id,
            "process": task.element.process,
            "element": task.element.id,
            "instance": task.instance,
            "virus": suspect.virus,
        }
        audit.append(tx, task.case_id, person_id=person.id, action="upload_refused", facts=facts)
