"""What a check finds, short enough to compare."""

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle


def found(drawn: Bundle) -> list[tuple[str, str]]:
    """Return the rule and the element of every problem."""
    return [(problem.rule, problem.element) for problem in check_bundle(drawn)]


def said(drawn: Bundle) -> str:
    """Return the message of the one problem."""
    (problem,) = check_bundle(drawn)
    return problem.message
