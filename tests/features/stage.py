"""A small revision for scenarios: each partner is heard in a process of its own, and beside it news comes in."""

from pathlib import Path

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import MEMBER, Diagram, bundle, form, letter
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
    name(review, "news")
    name(hearing, "hear")
    return bundle(review, hearing, partnership=REFERRED, letters=letters)


def opinions() -> Bundle:
    """Return a revision in which the partners give their views twice; what they are asked last is drawn first."""
    review = Diagram().start().task("ask").list("partners")
    for task in ("endorse", "consider"):
        review.task(task, many="partners", lane=MEMBER)
    review.end().line("opened", "ask", "consider", "endorse", "closed")
    name(review, "consider", "endorse")
    forms = form("consider", view="notify/wait") | form("endorse", view="agree/differ")
    return bundle(review, partnership=REFERRED, forms=forms)


def name(diagram: Diagram, *ids: str) -> None:
    """Give nodes names, by which a sentence calls them: their ids."""
    for each in ids:
        diagram.nodes = [node.replace(f' id="{each}"', f' id="{each}" name="{each}"', 1) for node in diagram.nodes]


def staged(folder: Path, *scenarios: str) -> Path:
    """Write the revision into a folder, with scenarios that begin with its background."""
    return lay_down(folder, hearings(), BACKGROUND, *scenarios, hear=ANSWERS, answer=ANSWERS)
