"""Meetings: what letters invite to is planned, the parts of a record follow each other, agendas are those of bodies."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from forms.definition import Form


def records_follow_each_other(subject: Subject) -> Iterator[Problem]:
    """A part of a meeting's record is the first of a meeting that is planned, or follows one that is; one, not two."""
    forms = subject.revision.forms
    planning = [form.form for form in forms.values() if form.meeting and not form.meeting.of]
    recording = [form.form for form in forms.values() if form.record]
    before = dict[tuple[str, str], str]()
    for form in forms.values():
        if record := form.record:
            known, named = (planning, record.of) if record.of else (recording, record.after)
            if named not in known:
                what = "plans a meeting" if record.of else "records a part of one"
                message = f"{named!r} is no form that {what}; those that do: {', '.join(known) or 'none'}"
                yield subject.form_problem("unknown-name", form, "record", message)
            if (first := before.setdefault((record.of, record.after), form.form)) != form.form:
                message = f"{first} records that part already; say after which form's part this one comes"
                yield subject.form_problem("meeting", form, "record", message)
            yield from _wrong_actions(subject, form, record.actions)
            if _goes_round(subject, form):
                message = "the parts go round in a circle; let one of them say `of`, whose meeting it is"
                yield subject.form_problem("meeting", form, "record", message)


def _wrong_actions(subject: Subject, form: Form, lists: tuple[str, ...]) -> Iterator[Problem]:
    for name in lists:
        if name not in subject.revision.case_lists:
            known = ", ".join(sorted(subject.revision.case_lists)) or "none"
            message = f"actions {name!r} is no list of the case; the lists that forms fill: {known}"
            yield subject.form_problem("list", form, "record", message)


def _goes_round(subject: Subject, form: Form) -> bool:
    seen, forms = set[str](), subject.revision.forms
    name = form.form
    while (known := forms.get(name)) and known.record and known.record.after:
        if name in seen:
            return True
        seen.add(name)
        name = known.record.after
    return False


def agendas_are_of_bodies(subject: Subject) -> Iterator[Problem]:
    """A form puts a case on the agenda of a body that meets on set dates."""
    bodies = subject.revision.partnership.meetings
    for form in subject.revision.forms.values():
        if form.agenda and form.agenda.of not in bodies:
            known = ", ".join(bodies) or "none"
            message = f"{form.agenda.of!r} has no meetings in partnership.yaml; those that do: {known}"
            yield subject.form_problem("unknown-name", form, "agenda", message)
