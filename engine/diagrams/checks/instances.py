"""Multi-instance activities: their lists exist, and an answer belongs to the instances of one list only."""

from collections.abc import Iterator

from engine.diagrams.checks.names import ID
from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.errors import Problem


def lists_exist(subject: Subject) -> Iterator[Problem]:
    """A list is the revision's own, or one that a form's group fills; instances do not lie in instances."""
    revision = subject.revision
    filled = {question.list for _, question in subject.filled_by_forms()}
    for form, question in subject.filled_by_forms():
        if question.list in revision.lists and question.list != "agencies":
            message = f"{question.list!r} is a list of the partnership; give the case's list another name"
            yield subject.form_problem("list", form, question.name, message)
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
