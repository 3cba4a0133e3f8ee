"""Which dates of the case a submission records: the anchors on which time limits hang."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from forms.definition import Anchor, Form
from forms.expressions import Reads
from forms.schema import Answers


def anchors_recorded(
    form: Form, answers: Mapping[str, Any], case: Reads, *, today: date, known: Mapping[str, date]
) -> dict[str, date]:
    """Return the anchors that a submission records, by name, with their London dates.

    Args:
        form: the form that was submitted.
        answers: its typed answers, as `FormSchema.load` returns them.
        case: what the case knows, for the anchors' conditions.
        today: the London date of the submission.
        known: the anchors recorded before; one that says `keep: first` stays as it is.
    """
    seen = Answers(answers, case)
    found: dict[str, date] = {}
    for name, ways in form.anchors.items():
        for way in ways:
            on = _source(way, answers, today, {**known, **found})
            if on is None or (way.when and not way.when.holds(seen)):
                continue
            if way.keep != "first" or name not in known:
                found[name] = on
            break
    return found


def _source(way: Anchor, answers: Mapping[str, Any], today: date, anchors: Mapping[str, date]) -> date | None:
    if way.source == "submission":
        return today
    answer = answers.get(way.source)
    if isinstance(answer, datetime):
        return answer.date()
    return answer if isinstance(answer, date) else anchors.get(way.source)
