"""What the templates of a case say with a filter: limits, and dates worked out by them."""

from datetime import time

from engine.calendar.time_limits import Due, Limit
from engine.diagrams.revision import Revision
from forms.reading import time_of_day
from forms.uncertain_dates import When
from web import words
from web.cases.finding import blueprint

UNITS = {"wd": "working day", "months": "month", "years": "year"}


@blueprint.app_template_filter()
def anchor_words(anchor: str, revision: Revision) -> str:
    """Say what a recorded date is the date of: by the label that asks for it; if that is a question, by its name."""
    forms = revision.forms.values()
    ways = [(form.fields, way) for form in forms for way in form.anchors.get(anchor, ())]
    ways += [(group.fields, way) for form in forms for group in form.lists for way in group.anchors.get(anchor, ())]
    questions = (q for asked, way in ways for q in asked if q.name == way.source)
    return next((q.label for q in questions if not q.label.endswith("?")), words.sentence(anchor.replace("_", " ")))


@blueprint.app_template_filter()
def cell_in_words(value: object) -> str:
    """Say what stands in a cell of a table: a date with how certain it is, a time, a text."""
    match value:
        case When():
            return value.said()
        case time():
            return time_of_day(value)
        case _:
            return str(value)


@blueprint.app_template_filter()
def amount_in_words(limit: Limit) -> str:
    """Say how much a limit allows: 5 working days; 7 working days before; the same day."""
    if limit.amount == 0:
        return "the same day"
    amount = words.quantity(abs(limit.amount), UNITS[limit.unit])
    return amount if limit.amount > 0 else f"{amount} before"


@blueprint.app_template_filter()
def dates_of(due: Due) -> str:
    """Say which dates a time limit has: the one worked to, and the others with what sets them."""
    first, *others = [(reckoned.limit.force, words.short_day(reckoned.due_on)) for reckoned in due.reckoned] or [
        ("", "No date")
    ]
    if due.extended_to and due.is_extended:
        first, others = ("", words.short_day(due.extended_to)), [first, *others]
    later = [f"{force} limit {on}" for force, on in others if on != first[1]]
    unknown = [f"no {limit.force} limit yet" for limit in due.unknown if due.reckoned]
    return "; ".join(dict.fromkeys([first[1], *later, *unknown]))
