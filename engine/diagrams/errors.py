"""What can go wrong with a revision's files.

DiagramError                one thing in one file; says where, what, and what to do
    UnreadableRevision      a bundle cannot become a revision: everything that is wrong with it
    UndecidedTable          a decision table has no rule, or several, for the answers given
    BundleTooLarge          a bundle has too many files, or too large ones
    CheckStopped            the check of an untrusted bundle was stopped at one of its limits
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One broken rule of a revision: where, what is wrong, and what to do instead."""

    rule: str
    file: str
    message: str
    element: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}{f', line {self.line}' if self.line else ''}"
        return f"{place}{f', {self.element}' if self.element else ''}: {self.message}"


class DiagramError(Exception):
    """Something in a revision's file that this product refuses."""

    rule = "unreadable"

    def __init__(self, file: str, what: str, *, line: int | None = None, element: str = "") -> None:
        self.file, self.what, self.line = file, what, line
        self.problem = Problem(rule=self.rule, file=file, message=what, line=line or 0, element=element)
        super().__init__(str(self.problem))


class UnreadableRevision(DiagramError):
    """A bundle cannot become a revision; `problems` says why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(first.file, f"{first.message}{more}", line=first.line, element=first.element)


class UndecidedTable(DiagramError):
    """No rule of a decision table applies to the answers given, or several do."""

    rule = "one-rule"


class BundleTooLarge(DiagramError):
    """A bundle has too many files, or too large ones."""

    rule = "too-large"


class CheckStopped(DiagramError):
    """The check of an untrusted bundle was stopped: it took too long, or too much memory."""

    rule = "stopped"
