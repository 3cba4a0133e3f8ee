"""Lays small revisions down in a folder, with scenarios of their own."""

from pathlib import Path

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, smallest

ANSWERS = "answers:\n  What?: Something\n"
HOLDS = """
  @AB-1
  Scenario: It is closed at once
    When the Head of A school refers a case on Saturday 28 March 2026
    Then nothing is left to do
"""
FAILS = """
  Scenario Outline: It is asked again
    When the Head of A school refers a case on <day>
    Then "ask" is open for the Chair

    Examples:
      | day                    |
      | Saturday 28 March 2026 |
      | Monday 30 March 2026   |
"""
MEANS_NOTHING = """
  Scenario: It is sung
    When the Clerk sings
"""


REFERRED = PARTNERSHIP.replace("Clerk: {who: posts, posts: [Clerk]}", "Clerk: {who: referring_agency}")


def referred(diagram: Diagram | None = None) -> Bundle:
    """Return a revision in which a case is opened from outside, as scenarios open theirs."""
    return bundle(diagram or smallest(), partnership=REFERRED)


def lay_down(folder: Path, bundle: Bundle, *scenarios: str, **answers: str) -> Path:
    """Write a revision into a folder, one feature with these scenarios, and good answers to its forms."""
    files = {path: data.decode() for path, data in bundle.files.items()}
    files["features/review.feature"] = f"Feature: A review\n{''.join(scenarios)}"
    for form, text in {"ask": ANSWERS, **answers}.items():
        files[f"features/answers/{form}.yaml"] = text
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder
