"""Who guards cases, and who is told that one was opened by somebody with no part in it."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.partnership import FILE
from engine.diagrams.revision import LETTERS
from engine.diagrams.vocabulary import OPENED


def openings_are_told(subject: Subject) -> Iterator[Problem]:
    """Where cases may be opened in an emergency, a role guards them, and there is a letter that tells of it at once."""
    partnership = subject.revision.partnership
    if not partnership.opened_minutes:
        return
    if not partnership.guard:
        message = "somebody may open a case to read it, but no role looks at that; name it: `guard: <role>`"
        yield Problem(rule="guard", file=FILE, element="opened_minutes", message=message)
    if OPENED not in subject.revision.letters:
        message = f"nobody hears that a case was opened; write {LETTERS}/{OPENED}.txt"
        yield Problem(rule="guard", file=FILE, element="opened_minutes", message=message)
