"""A small revision for scenarios: each partner is heard in a process of its own, and beside it news comes in."""

import re
from pathlib import Path

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import MEMBER, Diagram, bundle, letter
from tests.web.scenarios.specified import ANSWERS, REFERRED, lay_down

BACKGROUND = """
  Background:
    Given the Head of A school refers a case on Saturday 28 March 2026
"""


def hearings() -> Bundle:
    """Return the revision."""
    review, hearing = Diagram(), Diagram("hearing")
    review.start().task("ask").list("partners").call("hearings", "hearing", many="partners").end()
    review.line("opened", "ask", "hearings", "closed")
    review.message("news", "answer", on="hearings", interrupts=False).send("pass_on", "noted").end("told")
    review.line("news", "pass_on", "told")
    hearing.start().send("invite", "invitation", to=MEMBER).task("hear", limit="AB-2", lane=MEMBER).end()
    hearing.line("opened", "invite", "hear", "closed")
    letters = letter("invitation", "Dear {{ to.organisation }}") | letter("noted")
    for diagram in (review, hearing):  # a sentence calls things by their names
        diagram.nodes = [re.sub(r' id="(hear|news)"', r' id="\1" name="\1"', node, count=1) for node in diagram.nodes]
    return bundle(review, hearing, partnership=REFERRED, letters=letters)


def staged(folder: Path, *scenarios: str) -> Path:
    """Write the revision into a folder, with scenarios that begin with its background."""
    return lay_down(folder, hearings(), BACKGROUND, *scenarios, hear=ANSWERS, answer=ANSWERS)
