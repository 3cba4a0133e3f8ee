"""What a case keeps of a form's answers besides the submission: routed answers, anchors, lists, its short name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine import clock
from engine.access import personal
from engine.cases.environment import View
from engine.cases.extending import keep_extensions
from engine.cases.facts import WHOLE_CASE
from engine.cases.items import keep_items
from forms.definition import Anchor, Field, Form
from forms.expressions import Unanswered
from forms.schema import Answers

if TYPE_CHECKING:
    from engine.cases.step import Step


def keep_answers(step: "Step", form: Form, given: Mapping[str, Any], stored: Mapping[str, Any], view: View) -> None:
    """Keep what conditions, time limits and multi-instance lists read of one submission.

    Args:
        step: the step under way; its facts change.
        form: what was filled in.
        given: the answers, typed as the schema loaded them.
        stored: the same answers as the submission keeps them.
        view: the case as the form's expressions read it, from the instance that answered.
    """
    facts, instance = step.facts, view.instance or WHOLE_CASE
    for question in form.fields:
        if question.route:
            _keep(facts.routed, f"{form.form}.{question.name}", instance, stored.get(question.name))
        if (name := f"{form.form}.{question.name}") in step.revision.choosing:
            before = facts.chosen_by(name, instance)
            _keep(facts.chosen, name, instance, _part_of_key(question, stored.get(question.name)))
            if before not in ("", facts.chosen_by(name, instance)):
                step.chosen_anew.add(name)
    if instance not in (submitted_by := facts.forms.setdefault(form.form, [])):
        submitted_by.append(instance)
    seen = Answers(given, view)
    for name, ways in form.anchors.items():
        _keep_anchor(step, name, ways, seen, view.instance)
    keep_extensions(step, form, given, view)
    for group in form.lists:
        items = keep_items(step, group, given.get(group.name, ()), stored.get(group.name, ()), seen)
        for key, item in items:
            for name, ways in group.anchors.items():
                _keep_anchor(step, name, ways, item, key)


def _keep(by_name: dict[str, dict[str, Any]], name: str, instance: str, value: Any) -> None:
    """Keep what an instance answered; what is no longer given is forgotten."""
    by = by_name.setdefault(name, {})
    by.pop(instance, None)
    if value is not None:
        by[instance] = value


def _part_of_key(question: Field, chosen: str | None) -> str | None:
    """Return how a `held_by` key names whom a question chose."""
    return personal(chosen) if chosen and question.type == "person" else chosen


def _keep_anchor(step: "Step", name: str, ways: Sequence[Anchor], seen: Answers, instance: str | None) -> None:
    """Record the date that a submission, or one item of it, gives an anchor: by the first way that applies."""
    for way in ways:
        if way.when is not None and not way.when.holds(seen):
            continue
        on = step.tx.at if way.source == "submission" else _date_of(step, way.source, seen, instance)
        if on is not None:
            if not (way.keep == "first" and step.facts.anchor(name, instance)):
                step.record_anchor(name, clock.london_date(on) if isinstance(on, datetime) else on, instance)
            return


def _date_of(step: "Step", source: str, seen: Answers, instance: str | None) -> date | None:
    """Return the date that answers a question, or that another anchor has; none if neither is given."""
    try:
        answer: date = seen.value(source)
    except Unanswered:
        return step.facts.anchor(source, instance)
    return answer


@dataclass(frozen=True, kw_only=True)
class ShortName:
    """How lists name a case: a child's initials and date of birth, never the name."""

    initials: str
    born_on: date | None


def short_name(form: Form, given: Mapping[str, Any]) -> ShortName:
    """Return the short name that the answers give a case, by the form's `about`."""
    names = _values(form.about.get("initials", ""), given)
    born = [on for on in _values(form.about.get("born_on", ""), given) if isinstance(on, date)]
    return ShortName(initials=", ".join(map(_initials, names))[:100], born_on=born[0] if born else None)


def _values(path: str, given: Mapping[str, Any]) -> list[Any]:
    """Return the answers at a path: a question's, or `group.question` of every item."""
    outer, _, inner = path.partition(".")
    found = given.get(outer)
    if not inner:
        return [] if found is None else [found]
    return [item[inner] for item in found or () if item.get(inner) is not None]


def _initials(name: Any) -> str:
    return "".join(f"{word[0].upper()}." for word in str(name).split())
