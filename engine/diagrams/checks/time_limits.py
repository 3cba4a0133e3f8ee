"""Time limits: timers name them, user tasks show them, and what is shown is watched."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.clauses import FILE
from engine.diagrams.elements import Element, Key
from engine.diagrams.errors import Problem
from engine.diagrams.instances import WHOLE_CASE
from engine.diagrams.partnership import FILE as PARTNERSHIP
from engine.diagrams.revision import LETTERS
from engine.diagrams.vocabulary import REMINDER


def timers_name_a_time_limit(subject: Subject) -> Iterator[Problem]:
    """A timer is `due("<clause>")` of a clause with a limit, and a boundary timer ends nothing."""
    for e in subject.revision.elements.values():
        if e.timer is None:
            continue
        if not e.time_limit:
            yield at(e, "timer", f'is set to {e.timer.source!r}; write due("<clause>") with one clause in quotes')
        else:
            yield from _has_limits(subject, e, e.time_limit)
        if e.kind == "boundaryEvent" and e.interrupts:
            yield at(e, "interrupting-timer", "ends what is late, which must still be done; make it non-interrupting")


def time_limits_are_watched(subject: Subject) -> Iterator[Problem]:
    """A user task's time limit has a timer on it; a service task tells of the time limit that led to it."""
    timers = [e for e in subject.revision.elements.values() if e.kind == "boundaryEvent" and e.time_limit]
    watched = defaultdict[Key, set[str]](set)
    led_by = defaultdict[Key, set[str]](set)
    for timer in timers:
        watched[timer.process, timer.attached_to].add(timer.time_limit)
        for id_ in subject.graphs[timer.process].reach([timer.id]):
            led_by[timer.process, id_].add(timer.time_limit)
    for key, e in subject.revision.elements.items():
        clause = e.properties.get("time_limit")
        if clause is None:
            continue
        yield from _has_limits(subject, e, clause)
        if e.kind == "userTask" and clause not in watched[key]:
            yield at(
                e,
                "unwatched-limit",
                f"is due by {clause}, but no timer on it tells anybody; draw one with due({clause!r})",
            )
        if "operation" in e.properties and led_by[key] and clause not in led_by[key]:
            others = ", ".join(sorted(led_by[key]))
            yield at(
                e, "time-limit", f"tells that {clause} has passed, but the timer that leads to it watches {others}"
            )


def reminders_can_be_sent(subject: Subject) -> Iterator[Problem]:
    """Where a clause says when people are reminded, there is a letter for it, and a role that hears if it is late."""
    revision = subject.revision
    clause = next((clause.id for clause in revision.clauses.values() if clause.remind), "")
    if clause and REMINDER not in revision.letters:
        message = f"people are to be reminded of it, but there is no letter that does; write {LETTERS}/{REMINDER}.txt"
        yield Problem(rule="reminder", file=FILE, element=clause, message=message)
    if clause and not revision.partnership.oversight:
        message = f"no role hears when {clause}, of which people are reminded, has passed; name it: `oversight: <role>`"
        yield Problem(rule="reminder", file=PARTNERSHIP, message=message)


def anchors_are_recorded(subject: Subject) -> Iterator[Problem]:
    """Whatever a watched time limit counts from is recorded by some form, for the case or for its instance."""
    recorded = _families_by_anchor(subject)
    for e in subject.revision.elements.values():
        inside = {subject.family(e.collection)} if e.collection else subject.instance_lists[e.process]
        for clause in {e.time_limit, e.properties.get("time_limit", "")} & subject.revision.clauses.keys():
            for anchor in sorted({limit.anchor for limit in subject.revision.clauses[clause].limits}):
                if anchor not in recorded:
                    what = "no form records; add the anchor to a form"
                elif WHOLE_CASE not in recorded[anchor] and not inside <= recorded[anchor]:
                    what = "is recorded for instances of a list only, and here is none of them; record it for the case"
                else:
                    continue
                yield at(e, "anchor", f"{clause} counts from {anchor!r}, which {what}")


def _families_by_anchor(subject: Subject) -> Mapping[str, set[str]]:
    """Return, for each anchor, the families of lists for whose instances it is recorded; empty text for the case."""
    found = defaultdict[str, set[str]](set)
    for form in subject.revision.forms.values():
        for anchor in form.anchors:
            found[anchor] |= subject.lists_of.get(form.form, frozenset({WHOLE_CASE}))
        for group in form.lists:
            for anchor in group.anchors:
                found[anchor].add(subject.family(group.list))
    return found


def _has_limits(subject: Subject, e: Element, clause: str) -> Iterator[Problem]:
    if clause not in subject.revision.clauses:
        yield at(e, "unknown-clause", f"{clause} is not in {FILE}; add it, or name another")
    elif not subject.revision.clauses[clause].limits:
        yield at(e, "time-limit", f"{clause} has no time limit; give it `within` in {FILE}, or name another clause")
