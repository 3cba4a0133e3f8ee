"""What search reads is written in the step that changes it: a submission's words, and those of the case itself."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.cases.searching.texts import texts
from engine.cases.searching.words import INSIDE_ONLY, words
from engine.diagrams.partnership import Partnership
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.records.searches import searched_case, searched_submission

_ADD = sa.insert(searched_submission)
_b = sa.bindparam


def _write_case(dialect: Any) -> Any:
    insert = dialect.insert(searched_case)
    return insert.on_conflict_do_update(index_elements=[searched_case.c.case_id], set_={"words": insert.excluded.words})


_WRITE_CASE = {"sqlite": _write_case(sqlite), "postgresql": _write_case(postgresql)}
_WHICH: sa.BindParameter[Any] = _b("which")
_FORGET_SUBMISSION = sa.delete(searched_submission).where(searched_submission.c.submission_id == _WHICH)
_FORGET_SUBMISSIONS = sa.delete(searched_submission).where(searched_submission.c.case_id == _WHICH)
_FORGET_CASE = sa.delete(searched_case).where(searched_case.c.case_id == _WHICH)


def index_submission(
    tx: Transaction,
    revision: Revision,
    form: str,
    answers: Mapping[str, Any],
    *,
    case_id: int,
    submission_id: str,
    held_by: str,
) -> None:
    """Let a submission be found by its words, if it has any.

    Args:
        tx: the transaction in which it is kept.
        revision: of the case.
        form: the name of the form.
        answers: as the submission keeps them.
        case_id: its case.
        submission_id: its id.
        held_by: who answered: that key reads it, and those inside the partnership.
    """
    if said := words_said(texts(revision, form, answers)):
        row = {"case_id": case_id, "submission_id": submission_id, "held_by": held_by, "words": said}
        tx.connection.execute(_ADD, row)


def index_case(tx: Transaction, *, case_id: int, reference: str, initials: str, organisations: Collection[str]) -> None:
    """Let a case be found by its reference and initials, and from inside by the organisations with a part in it.

    Args:
        tx: the transaction in which the case changes.
        case_id: its id.
        reference: its reference.
        initials: its children's.
        organisations: their names.
    """
    said = case_words(reference, initials, organisations)
    tx.connection.execute(_WRITE_CASE[tx.connection.dialect.name], {"case_id": case_id, "words": said})


def forget_submission(tx: Transaction, submission_id: str) -> None:
    """Remove the words of a submission, so that it is found by none of them any more."""
    tx.connection.execute(_FORGET_SUBMISSION, {"which": submission_id})


def forget_case(tx: Transaction, case_id: int) -> None:
    """Remove every word that was kept of a case and of what was sent in it."""
    tx.connection.execute(_FORGET_SUBMISSIONS, {"which": case_id})
    tx.connection.execute(_FORGET_CASE, {"which": case_id})


def words_said(said: Iterable[str]) -> list[str]:
    """Return the stems of the words of several texts, in their order."""
    return [word.stem for text in said for word in words(text)]


def case_words(reference: str, initials: str, names: Iterable[str]) -> list[str]:
    """Return the words of a case; the names of organisations are for those inside the partnership alone."""
    own = words_said([reference, initials])
    return [*own, *(f"{INSIDE_ONLY}{stem}" for stem in words_said(names))]


def organisations(partnership: Partnership, members: Collection[str]) -> list[str]:
    """Return the names of the partners and agencies that have a part in a case by these keys."""
    agencies = {key: agency.name for key, agency in partnership.agencies.items()}
    known = agencies | {key: partner.name for key, partner in partnership.partners.items()}
    parts = {key.partition("|")[2] for key in members}
    return sorted({known[part] for part in parts if part in known})
