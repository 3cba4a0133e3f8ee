"""Letters that a person amends before they go: the draft as the template says it, and what was made of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import access
from engine.correspondence import letters
from engine.correspondence.context import CaseOnPaper
from engine.diagrams.letters import LetterError
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from forms.definition import Form

if TYPE_CHECKING:
    from engine.cases.step import Step


def draft_of(
    tx: Transaction, revision: Revision, *, case: CaseOnPaper, name: str, instance: str | None, held_by: str
) -> str:
    """Return a letter's text as it would be written now, for the holder of a key to amend.

    Empty if it cannot be written yet, or if the holder is outside the partnership: it may quote what others answered.
    """
    if not access.is_inside(revision.partnership, {held_by}):
        return ""
    try:
        return letters.draft(tx, revision, case=case, name=name, instance=instance).body.strip()
    except LetterError:  # it tells of something that is not known yet
        return ""


def amended_drafts(
    step: "Step", form: Form, stored: Mapping[str, Any], *, instance: str | None, held_by: str
) -> Mapping[str, str]:
    """Return the drafts, by question, from which what is sent differs, as they stand when it is sent.

    Args:
        step: the step under way, which has not kept these answers yet.
        form: what is filled in.
        stored: the answers as they are kept.
        instance: that answers.
        held_by: who holds the task.
    """
    found = dict[str, str]()
    for question in form.fields:
        if question.starts_from_letter and question.name in stored:
            draft = draft_of(
                step.tx,
                step.revision,
                case=step.on_paper(instance),
                name=question.starts_from_letter,
                instance=instance,
                held_by=held_by,
            )
            if draft and draft.split() != str(stored[question.name]).split():  # typed text may be broken otherwise
                found[question.name] = draft
    return found
