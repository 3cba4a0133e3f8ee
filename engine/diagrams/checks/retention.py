"""The schedule by which closed cases are kept names outcomes and dates that there are."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.partnership import FILE
from engine.diagrams.retention import RECORDED


def periods_name_what_exists(subject: Subject) -> Iterator[Problem]:
    """Each end is one of the process that a case starts in; each period counts from a date that a case can record."""
    revision = subject.revision
    start = revision.partnership.start
    ends = {e.id for e in revision.elements.values() if e.process == start and e.kind == "endEvent"}
    recorded = {*RECORDED, *(name for form in revision.forms.values() for name in form.anchors)}
    for number, period in enumerate(revision.partnership.retention.periods):
        for end in period.ends:
            if end not in ends:
                yield _problem(number, f"{end!r} is no end of {start}; there are: {', '.join(sorted(ends))}")
        if period.counted_from not in recorded:
            message = (
                f"no form records {period.counted_from!r}; count from closed, opened, born, or an anchor of a form"
            )
            yield _problem(number, message)


def _problem(number: int, message: str) -> Problem:
    return Problem(rule="retention", file=FILE, element=f"retention.periods.{number}", message=message)
