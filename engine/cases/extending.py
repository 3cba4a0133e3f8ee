"""A time limit is extended: to a later day, for a reason, and whom its clause names is told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.cases.environment import View
from engine.cases.facts import WHOLE_CASE
from forms.definition import Form

if TYPE_CHECKING:
    from engine.cases.step import Step


def keep_extensions(step: "Step", form: Form, given: Mapping[str, Any], view: View) -> None:
    """Keep the dates to which a submission extends time limits: every open due date of theirs is worked out again.

    The audit notes each with the date worked to before, so that no date is lost however often it is extended. Who
    extended it, when, and which submission says why are in the same entry; so is the letter to whom it is told.

    Args:
        step: the step under way; its facts change.
        form: what was filled in.
        given: the answers, typed as the schema loaded them.
        view: the case as seen from the instance that answered: its limits are extended, and no other's.
    """
    for question in form.fields:
        if question.extends is None or question.name not in given:
            continue
        clause, to = question.extends.clause, given[question.name]
        extension = step.revision.clauses[clause].extends
        noted = {"clause": clause, "instance": view.instance, "old": view.due_date(clause), "new": to}
        step.note("extensions", {**noted, "tell": extension.tell if extension else ""})
        step.facts.anchors.setdefault(clause, {})[view.instance or WHOLE_CASE] = to.isoformat()
        step.anchors_moved = True
