"""What a revision says of meetings: which forms plan one, which record its parts, and whose part the chair is."""

from collections.abc import Iterator, Mapping

from engine.diagrams.elements import Element
from engine.diagrams.partnership import Role
from engine.diagrams.revision import Revision
from forms.definition import Agenda, Form


def planned_first(form: Form) -> str:
    """Return the form that planned first the meeting that a form plans; empty if it plans none."""
    return form.meeting.of or form.form if form.meeting else ""


def plans_of(revision: Revision, meeting: str) -> tuple[str, ...]:
    """Return the forms that plan a meeting, or plan it anew, the first first."""
    anew = (form.form for form in revision.forms.values() if form.meeting and form.meeting.of == meeting)
    return (meeting, *anew)


def parts_of(revision: Revision, meeting: str) -> tuple[Form, ...]:
    """Return the forms that record the parts of a meeting, in their order."""
    first = [form for form in revision.forms.values() if form.record and form.record.of == meeting]
    return tuple(part for form in first for part in (form, *parts_after(revision, form)))


def parts_after(revision: Revision, form: Form) -> tuple[Form, ...]:
    """Return the forms that record the parts after the one that a form records, in their order."""
    following = {other.record.after: other for other in revision.forms.values() if other.record and other.record.after}
    found = list[Form]()
    while (follows := following.get((found or [form])[-1].form)) and follows not in found:
        found.append(follows)
    return tuple(found)


def closing(revision: Revision) -> frozenset[str]:
    """Return the forms whose records may be closed to who attended only a part before."""
    forms = (form for form in revision.forms.values() if form.record and form.record.stays)
    return frozenset(part.form for form in forms for part in parts_after(revision, form))


def chairs_of(revision: Revision, meeting: str) -> Mapping[str, Role]:
    """Return the roles, by name, that are held by whom the plan of a meeting chooses: who chairs it."""
    plans = plans_of(revision, meeting)
    return {name: rule for name, rule in revision.partnership.roles.items() if rule.by.partition(".")[0] in plans}


def enclosed_with(revision: Revision, meeting: str) -> tuple[str, ...]:
    """Return the documents that letters bring to those who are invited to a meeting, in the order of the diagrams."""
    letters = (e for e in revision.elements.values() if e.properties.get("invites") == meeting)
    return tuple(dict.fromkeys(e.properties["encloses"] for e in letters if "encloses" in e.properties))


def agendas_of(revision: Revision, body: str) -> Mapping[str, Agenda]:
    """Return the forms that put a case on the agenda of a body, each with what it says of it."""
    forms = revision.forms.values()
    return {form.form: form.agenda for form in forms if form.agenda and form.agenda.of == body}


def putting_on(revision: Revision, body: str) -> Iterator[Element]:
    """Yield the user tasks that put a case on the agenda of a body."""
    forms = agendas_of(revision, body)
    return (e for e in revision.elements.values() if e.kind == "userTask" and e.form in forms)
