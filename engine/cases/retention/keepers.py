"""Who looks after what is kept: the two roles of the revision in force, and what they are refused."""

from engine import access
from engine.access import Person
from engine.cases.guarding import holds
from engine.cases.holders import in_words
from engine.cases.reading import Case, find_case
from engine.cases.revisions import Revisions
from engine.diagrams.partnership import Partnership
from engine.errors import CaseNotFound, EngineError
from engine.records.db import Transaction

NO_REASON = "Say why: it is kept with the case"
MOVED = "Somebody has changed this a moment ago: look at it again before you change it"
TWO_PEOPLE = "You proposed this yourself: somebody else has to confirm it"


class RetentionRefused(EngineError):
    """What is asked about how long a case is kept, or what it holds, cannot be done; it says why."""


def reviews(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person looks at what is due, and proposes what is destroyed or redacted."""
    return holds(partnership, me, partnership.retention.reviewed_by)


def confirms(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person confirms what somebody else has proposed."""
    return holds(partnership, me, partnership.retention.confirmed_by)


def keeps(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person has one of the two roles: both see what is due, and hold cases back."""
    return reviews(partnership, me) or confirms(partnership, me)


def find_kept(tx: Transaction, revisions: Revisions, me: Person, reference: str) -> Case:
    """Return a case to who looks after what is kept of it, and sees all of it.

    Raises:
        CaseNotFound: there is none, or it is not theirs to look after: nobody is told which.
    """
    partnership = revisions.current(tx).partnership
    if not keeps(partnership, me):
        raise CaseNotFound
    case = find_case(tx, revisions, me, reference)
    if not case.is_inside or case.is_read_only:
        raise CaseNotFound
    return case


def acting(partnership: Partnership, me: Person, role: str) -> str:
    """Return as which post and organisation a person acts for one of the two roles."""
    key = access.held_by(partnership, role, referring_organisation="")
    post = access.post_of(partnership, me, key)
    assert post is not None, "the caller has seen that the person holds the role"
    return in_words(partnership, post)


def said(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        RetentionRefused: there is none.
    """
    if not reason.strip():
        raise RetentionRefused(NO_REASON)
    return reason.strip()
