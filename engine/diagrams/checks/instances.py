"""Multi-instance activities: their lists exist, and an answer belongs to the instances of one list only."""

from collections.abc import Iterator

from engine.diagrams.checks.names import ID
from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.errors import Problem


def lists_exist(subject: Subject) -> Iterator[Problem]:
    """A list is the revision's own, or one that a form's group fills; instances do not lie in instances."""
    revision = subject.revision
    filled = revision.case_lists
    for e in revision.elements.values():
        if not e.collection:
            continue
        if e.collection not in revision.lists | filled:
            known = ", ".join(sorted(revision.lists | filled))
            yield at(
                e, "list", f"the list {e.collection!r} does not exist; there are: {known}. A form's group can fill one"
            )
        if not ID.match(e.item):
            yield at(e, "list", f"the instance variable {e.item!r} must be lower case letters, digits and _")
        if subject.instance_lists[e.process] - {""}:
            yield at(
                e, "list", "is done once an instance inside an instance; draw it outside, or make one list of both"
            )


def groups_fit_their_lists(subject: Subject) -> Iterator[Problem]:
    """A group fills lists of the case, with agencies that are known, and once for the case."""
    revision = subject.revision
    for form, group in subject.filled_by_forms():
        for name in (group.list, *group.adds_to):
            if name in revision.lists and name != "agencies":
                message = f"{name!r} is a list of the partnership; give the case's list another name"
                yield subject.form_problem("list", form, group.name, message)
        if group.begins_with and group.begins_with not in revision.partnership.lists:
            known = ", ".join(revision.partnership.lists) or "none"
            message = f"begins with {group.begins_with!r}, which is no list of partnership.yaml; there are: {known}"
            yield subject.form_problem("list", form, group.name, message)
        if subject.list_of(f"{form.form}."):
            message = f"each instance that is asked would fill the list {group.list!r} anew; ask it for the whole case"
            yield subject.form_problem("list", form, group.name, message)


def answers_belong_to_one_list(subject: Subject) -> Iterator[Problem]:
    """A form is filled in for the instances of one list, or for the case; never for both."""
    for e in subject.revision.elements.values():
        name = e.form if e.is_filled_in else e.properties.get("decision", "")
        lists = subject.lists_of.get(name, frozenset())
        if len(lists) > 1:
            both = " and ".join(sorted(f"each of {c!r}" if c else "the whole case" for c in lists))
            yield at(
                e, "list", f"{name!r} is answered for {both}, so that nobody can tell whose answer is read; make two"
            )
