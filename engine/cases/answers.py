"""What a case keeps of a form's answers besides the submission: routed answers, anchors, lists, its short name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine import clock
from engine.access import personal
from engine.cases.environment import View
from engine.cases.facts import WHOLE_CASE, Facts
from forms.definition import Anchor, Field, Form
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
    for question in form.routed:
        by = facts.routed.setdefault(f"{form.form}.{question.name}", {})
        by.pop(instance, None)  # one that is no longer given is forgotten
        if question.name in stored:
            by[instance] = stored[question.name]
    for question in form.fields:
        if (name := f"{form.form}.{question.name}") in step.revision.choosing:
            _keep_choice(facts, name, question, stored.get(question.name), instance)
    if form.form not in facts.forms:
        facts.forms.append(form.form)
    for name, ways in form.anchors.items():
        found = _anchor_given(step, ways, given, view)
        if found is not None and not (found.keep == "first" and facts.anchor(name, view.instance)):
            step.record_anchor(name, found.on, view.instance)
    for question in form.fields:
        if question.list:
            facts.lists[question.list] = list(_keys(question, stored.get(question.name, ())))


def _keep_choice(facts: Facts, name: str, question: Field, key: Any, instance: str) -> None:
    """Keep whom an answer chose for a role; one that is no longer given is forgotten."""
    by = facts.chosen.setdefault(name, {})
    by.pop(instance, None)
    if key is not None:
        by[instance] = personal(key) if question.type == "person" else key


@dataclass(frozen=True)
class _Found:
    on: date
    keep: str


def _anchor_given(step: "Step", ways: Sequence[Anchor], given: Mapping[str, Any], view: View) -> _Found | None:
    """Return the date that a submission gives an anchor, by the first way that applies; none if none does."""
    seen = Answers(given, view)
    for way in ways:
        if way.when is not None and not way.when.holds(seen):
            continue
        answer = step.tx.at if way.source == "submission" else given.get(way.source)
        on = answer if answer is not None else step.facts.anchor(way.source, view.instance)
        if on is not None:
            return _Found(clock.london_date(on) if isinstance(on, datetime) else on, way.keep)
    return None


def _keys(group: Field, items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give each item of a group its key: of the agency it names, else its number."""
    named = next((f.name for f in group.fields if f.type == "agency"), None)
    for number, item in enumerate(items, 1):
        yield str(item[named]) if named and item.get(named) else str(number)


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
