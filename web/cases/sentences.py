"""What happened in a case, in sentences: one for each entry of its audit, past tense, newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from engine.audit import COVERS, HANDED_TO, Entry
from engine.cases.holders import Holder, holder
from engine.cases.labels import called
from engine.cases.papers import Letter
from engine.cases.reading import Case
from engine.diagrams.elements import Element
from web import words
from web.cases.filters import anchor_words

SERVICE = "The service"
NOTED = "note_written"


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One entry in words: who did what, and what followed.

    Attributes:
        at: the instant (UTC).
        who: a person's name, or the service.
        did: the rest of the sentence.
        details: what else the entry says, a sentence each.
        submission: whose answers it tells of; empty if of none.
        note: the id of the note that it tells of; 0 if of none.
    """

    seq: int
    at: datetime
    who: str
    did: str
    details: tuple[str, ...] = ()
    submission: str = ""
    note: int = 0


def steps_alone(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out the post: that a letter left is told on the letters' page and in the whole history."""
    return [entry for entry in entries if entry.action not in _DELIVERED]


def kind_of(entry: Entry) -> str:
    """Return what kind of thing an entry tells of, as a filter offers it."""
    return next((kind for kind, actions in _KINDS.items() if entry.action in actions), "Everything else")


def history(
    case: Case,
    entries: Sequence[Entry],
    names: Mapping[int, str],
    letters: Iterable[Letter] = (),
    handed: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Happened, ...]:
    """Tell the entries of a case's audit, newest first.

    Args:
        case: the case.
        entries: of its audit, oldest first.
        names: of people, by id.
        letters: those that are named by their subject.
        handed: the notes with which tasks were handed over, by the number of their entry.
    """
    sent = {letter.id: letter for letter in letters}
    told = (_happened(case, entry, names, sent) for entry in reversed(entries))
    return tuple(
        replace(one, details=(*one.details, f"Note: {note}")) if (note := handed.get(one.seq)) else one for one in told
    )


def _happened(case: Case, entry: Entry, names: Mapping[int, str], letters: Mapping[int, Letter]) -> Happened:
    said = _TOLD.get(entry.action, _unknown)(case, entry)
    if entry.action in _DELIVERED:
        letter = letters.get(entry.facts.get("letter", 0))
        what = f"“{letter.subject}” to {letter.to.name}" if letter else "a letter"
        said = _DELIVERED[entry.action].format(what, because=entry.facts.get("because"))
    if to := entry.facts.get(HANDED_TO):
        said = f"{said.removesuffix('.')} to {names.get(to, 'a colleague')}."
    return Happened(
        seq=entry.seq,
        at=entry.at,
        who=who(entry, names),
        did=said,
        details=tuple(_details(case, entry)),
        submission=str(entry.facts.get("submission") or ""),
        note=entry.facts["note"] if entry.action == NOTED else 0,
    )


def who(entry: Entry, names: Mapping[int, str]) -> str:
    """Return who made an entry: a person by name, or the service."""
    if entry.person_id is None:
        return SERVICE
    covers = entry.facts.get(COVERS)
    return names.get(entry.person_id, "Somebody") + (f", for {names.get(covers, 'somebody')}," if covers else "")


def _element(case: Case, facts: Mapping[str, Any]) -> Element | None:
    return case.revision.elements.get((facts.get("process", ""), facts.get("element", "")))


def _named(case: Case, facts: Mapping[str, Any]) -> str:
    element = _element(case, facts)
    return f"“{called(case.revision, element, facts.get('instance')) if element else 'a task'}”"


def _opened(case: Case, entry: Entry) -> str:
    return f"opened the case: {_named(case, entry.facts)}."


def _completed(case: Case, entry: Entry) -> str:
    late = ", after it was due" if entry.facts.get("is_late") else ""
    return f"completed {_named(case, entry.facts)}{late}."


def _recorded(case: Case, entry: Entry) -> str:
    return f"recorded {_named(case, entry.facts)}."


def _fired(case: Case, entry: Entry) -> str:
    """Name the time limits whose end the case met: the timer events that the flows taken leave."""
    left = {flow.source: flow.process for flow in case.revision.flows if (flow.process, flow.id) in set(entry.flows)}
    timers = [case.revision.elements[process, source] for source, process in left.items()]
    met = [f"“{timer.name}”" for timer in timers if timer.timer]
    return f"noted that a date has passed: {words.listing(met) or 'a time limit ended'}."


def _corrected(case: Case, entry: Entry) -> str:
    anchors = entry.facts.get("anchors", ())
    moved = [f"“{anchor_words(a['anchor'], case.revision)}” to {_day(a['new'])}" for a in anchors]
    reason = entry.facts.get("reason", "") if case.is_inside else ""  # the partnership's own words
    return f"corrected {words.listing(moved) or 'a date'}{f', because: {reason}' if reason else ''}."


def _calendar(_case: Case, entry: Entry) -> str:
    said = [_CHANGED[c["kind"]].format(day=_day(c["on"]), why=c["why"]) for c in entry.facts.get("calendar", ())]
    return f"{words.listing(said)}."


def _claimed(case: Case, entry: Entry) -> str:
    return f"took {_named(case, entry.facts)}."


def _released(case: Case, entry: Entry) -> str:
    return f"gave {_named(case, entry.facts)} back."


def _handed_over(case: Case, entry: Entry) -> str:
    return f"handed {_named(case, entry.facts)} over."


def _reminded(_case: Case, _entry: Entry) -> str:
    return "sent reminders of a time limit."


def _invitation_answered(case: Case, entry: Entry) -> str:
    who = holder(case.revision.partnership, entry.facts["of"]).in_a_sentence
    form = case.revision.forms.get(entry.facts["meeting"])
    called = form.meeting.called if form and form.meeting else "a meeting"
    return f"kept that {who} {'comes' if entry.facts['comes'] else 'does not come'} to “{called}”."


def _resolved(_case: Case, _entry: Entry) -> str:
    return "tried again what had stopped, and it went on."


def _linked(case: Case, entry: Entry) -> str:
    who = holder(case.revision.partnership, entry.facts["held_by"]).in_a_sentence
    return _LINKS[entry.action].format(who)


def _virus(case: Case, entry: Entry) -> str:
    return (
        f"tried to upload a file with a virus ({entry.facts['virus']}) for {_named(case, entry.facts)}; it was refused."
    )


def _noted(_case: Case, entry: Entry) -> str:
    return "wrote a note that corrects an earlier one." if entry.facts["corrects"] else "wrote a note."


def _guarded(_case: Case, entry: Entry) -> str:
    return {**_GUARDED, **_KEPT}[entry.action]


def _asked(_case: Case, entry: Entry) -> str:
    return _SUBJECT_ACCESS[entry.action].format(entry.facts["request"])


def _unknown(_case: Case, entry: Entry) -> str:
    return f"{entry.action.replace('_', ' ')}."


_DELIVERED = {
    "delivery_sent": "sent {}.",
    "delivery_failed": "could not send {}.",
    "delivery_bounced": "was told that {} came back.",
    "letter_sent_on": "sent on {}, because {because}.",
}
_CHANGED = {
    "proclaimed": "entered {day} as a holiday ({why})",
    "withdrawn": "entered that {day} is no holiday ({why})",
    "undone": "took back what was entered of {day} ({why})",
}
_GUARDED = {
    "case_restricted": "restricted the case to people by name.",
    "restriction_lifted": "lifted the restriction of the case.",
    "person_named": "named somebody else who may see the case.",
    "person_no_longer_named": "took a name off those who may see the case.",
    "conflict_declared": "declared a conflict of interest; the person is shut out of the case.",
    "conflict_lifted": "lifted a conflict of interest.",
    "case_opened_to_read": "opened the case to read it, without a part in it.",
    "opening_reviewed": "looked at who had opened the case without a part in it.",
}
"""Who may see the case has changed; of whom, and why, is read by its guard."""
_KEPT = {
    "hold_placed": "placed a legal hold on the case.",
    "hold_lifted": "lifted a legal hold.",
    "case_kept_longer": "decided to keep the case longer.",
    "destruction_proposed": "proposed that the case is destroyed.",
    "destruction_refused": "refused, or took back, that the case is destroyed.",
    "redaction_proposed": "proposed a redaction.",
    "redaction_refused": "refused, or took back, a redaction.",
    "redacted": "confirmed a redaction; what was redacted is gone.",
}
"""How long the case is kept, and what was redacted in it; why is read by those who look after that."""
_SUBJECT_ACCESS = {
    "access_case_added": "chose the case for request {} of somebody who asks what is held about them.",
    "access_case_removed": "took the case out of request {} of somebody who asks what is held about them.",
    "passage_withheld": "withheld something in request {} for what is held; the case keeps it.",
    "passage_given": "gave after all something that was withheld in request {} for what is held.",
    "copy_given": "gives a copy in place of a file in request {} for what is held.",
    "access_package_made": "made the package for request {} for what is held.",
    "access_request_closed": "closed request {} for what is held.",
}
"""What was done for somebody who asks what is held about them; whom, and what is withheld, is read in the request."""
_LINKS = {
    "link_made": "made a link by which {} opens its request.",
    "link_ended": "ended the link of {}.",
    "link_code_asked": "was asked for a code with the link of {}, and sent it to the contact.",
    "link_code_missed": "was given five wrong codes with the link of {}; that code opens nothing any more.",
    "link_opened": "opened the request of {} by link and code.",
}
_TOLD: Mapping[str, Callable[[Case, Entry], str]] = {
    "case_opened": _opened,
    "user_task_completed": _completed,
    "event_recorded": _recorded,
    "timers_fired": _fired,
    "anchor_corrected": _corrected,
    "calendar_changed": _calendar,
    "user_task_claimed": _claimed,
    "user_task_released": _released,
    "invitation_answered": _invitation_answered,
    "user_task_handed_over": _handed_over,
    "people_reminded": _reminded,
    "incident_resolved": _resolved,
    NOTED: _noted,
    "upload_refused": _virus,
    **dict.fromkeys(_LINKS, _linked),
    **dict.fromkeys((*_GUARDED, *_KEPT), _guarded),
    **dict.fromkeys(_SUBJECT_ACCESS, _asked),
}
_KINDS: Mapping[str, frozenset[str]] = {
    "Steps and events": frozenset({"case_opened", "user_task_completed", "event_recorded", "timers_fired"}),
    "Dates": frozenset({"anchor_corrected", "calendar_changed"}),
    "Letters and reminders": frozenset({*_DELIVERED, "people_reminded"}),
    "Who does what": frozenset({"user_task_claimed", "user_task_released", "user_task_handed_over"}),
    "Notes": frozenset({NOTED}),
    "Who may see it": frozenset({*_GUARDED, *_LINKS}),
    "How long it is kept": frozenset(_KEPT),
    "What people are given who ask": frozenset(_SUBJECT_ACCESS),
}


def _details(case: Case, entry: Entry) -> Iterator[str]:
    facts = entry.facts
    if told := [holder(case.revision.partnership, letter["to"]) for letter in facts.get("letters", ())]:
        yield f"Told: {words.listing(_by_role(told))}."
    for written in facts.get("documents", ()):
        yield f"Written: {written['name'].replace('_', ' ')}, version {written['version']}."
    for decided in facts.get("decisions", ()):
        table = case.revision.decisions.get(decided["decision"])
        yield f"Decided by the table “{table.name if table else decided['decision']}”."
    for anchor in facts.get("anchors", ()):
        if entry.action != "anchor_corrected":
            old = f", before {_day(anchor['old'])}" if anchor["old"] else ""
            yield f"{anchor_words(anchor['anchor'], case.revision)}: {_day(anchor['new'])}{old}."
        elif anchor["old"]:
            yield f"Before, it was {_day(anchor['old'])}."
    if called_off := [_named(case, task) for task in facts.get("called_off", ())]:
        yield f"Called off: {words.listing(called_off)}."
    for task in facts.get("handed_over", ()):
        yield f"Handed over: {_named(case, task)} to {holder(case.revision.partnership, task['to']).in_a_sentence}."
    yield from _moved(facts)


def _by_role(holders: Iterable[Holder]) -> list[str]:
    """Name holders a role each, with all the organisations that hold it: `Keeper (The Mill and The Harbour)`."""
    found = dict[str, dict[str, None]]()
    for each in holders:
        organisations = found.setdefault(each.role, {})
        if each.organisation:
            organisations[each.organisation] = None
    return [f"{role} ({words.listing(list(of))})" if of else role for role, of in found.items()]


def _moved(facts: Mapping[str, Any]) -> Iterator[str]:
    """Say which time limits were extended, and which moved."""
    for extended in facts.get("extensions", ()):
        old = f"from {_day(extended['old'])} " if extended["old"] else ""
        yield f"The time limit of {extended['clause']} was extended {old}to {_day(extended['new'])}."
    for moved in facts.get("time_limits", ()):
        old = _day(moved["old"]) if moved["old"] else "no date"
        new = _day(moved["new"]) if moved["new"] else "no date"
        yield f"The time limit of {moved['clause']} moved from {old} to {new}."


def _day(iso: str) -> str:
    return words.short_day(date.fromisoformat(iso))
