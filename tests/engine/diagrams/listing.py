"""A small revision with a register of jobs, one for each agency that is asked; and what may be changed in it."""

from typing import Any

import yaml

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import CHAIR, CLERK, PARTNERSHIP, Diagram, bundle, form

ROLES = PARTNERSHIP.replace("  Member: {who: partner}\n", "  Member: {who: partner}\n  Doer: {who: agency}\n").replace(
    "agencies:\n", "agencies:\n  club: {name: A club, contacts: [Head]}\n"
)
PLAN = {
    "told": {"type": "line", "public": True},
    "secret": "line",
    "jobs": {
        "type": "group",
        "item": "Job",
        "list": "jobs",
        "anchors": {"job_due": {"from": "by"}},
        "fields": {
            "what": {"type": "text", "label": "What?"},
            "whose": {"type": "agency", "label": "Whose?"},
            "by": {"type": "date", "label": "By when?"},
        },
    },
}
REGISTER: dict[str, Any] = {
    "title": "Jobs",
    "says": "What is to be done.",
    "entry": "Job",
    "clauses": ["AB-3"],
    "each": ["ask.jobs"],
    "owner": {"role": "Doer", "question": "whose"},
    "heading": "what",
    "dated": "begun",
    "due": "by",
    "theme": "what",
    "agency": "whose",
    "columns": {
        "whose": {"title": "Whose", "from": ["item.whose"], "owner": True},
        "what": {"title": "What", "from": ["item.what"], "owner": True, "brief": True},
        "by": {"title": "By", "from": ["anchors.job_due", "item.by"]},
        "begun": {"title": "Begun", "from": ["entry.sent_on"]},
        "told": {"title": "Told", "from": ["ask.told"], "otherwise": "Nothing"},
        "answered": {"title": "Answered", "from": ["sent.answer"], "limit": "AB-2"},
        "done": {"title": "Done", "from": ["answer.done"]},
        "who": {"title": "Who", "from": ["case.referring_organisation"]},
    },
    "states": {
        "open": {"title": "Open", "during": ["work.answer"], "waits": True},
        "done": {"title": "Done", "when": "answer.done", "public": True},
        "left": {"title": "Left"},
    },
    "public": {"title": "All jobs", "says": "For all.", "by": "ask", "heading": "told", "columns": ["told"]},
}


def listed(register: Any = REGISTER, **questions: Any) -> Bundle:
    """Return the revision; `questions` replace those of its first form."""
    work = Diagram("work").start().task("answer", lane="Doer").end().line("opened", "answer", "closed")
    review = Diagram().list("jobs").start().task("ask", lane=CLERK).call("each", "work", many="jobs", lane=CHAIR)
    review.end().line("opened", "ask", "each", "closed")
    asks = form("ask", anchors={"asked": {"from": "submission"}}, **{**PLAN, **questions})
    registers = {"bpmn/registers.yaml": yaml.safe_dump({"jobs": register}, sort_keys=False).encode()}
    return bundle(review, work, partnership=ROLES, ask=asks, answer=form("answer", done="yes_no"), registers=registers)


def changed(*place: Any, to: Any = None) -> dict[str, Any]:
    """Return the register with something at a place changed, or left out."""
    made: dict[str, Any] = yaml.safe_load(yaml.safe_dump(REGISTER, sort_keys=False))
    *around, last = place
    inner = made
    for key in around:
        inner = inner[key]
    if to is None:
        del inner[last]
    else:
        inner[last] = to
    return made
