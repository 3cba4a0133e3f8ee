"""Every flow node lies in exactly one lane, and the lane's name is a role."""

from collections import Counter
from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject, at
from engine.diagrams.elements import Lane, Process
from engine.diagrams.errors import Problem
from engine.diagrams.instances import WHOLE_CASE
from engine.diagrams.partnership import Role
from forms.definition import Field


def every_node_has_its_lane(subject: Subject) -> Iterator[Problem]:
    """Each flow node is in one lane of its process, and lanes hold nothing else."""
    for graph in subject.graphs.values():
        process = graph.process
        if process.inside:
            continue  # an embedded subprocess lies in its element's lane, with all that is in it
        times = Counter(id_ for lane in process.lanes for id_ in lane.holds)
        for e in graph.elements.values():
            if times[e.id] == 0:
                yield at(e, "lane", "lies in no lane; put it into the lane of the role that does it")
            elif times[e.id] > 1:
                yield at(e, "lane", f"lies in {times[e.id]} lanes; leave it in one")
        for lane in process.lanes:
            for id_ in sorted(set(lane.holds) - graph.elements.keys()):
                yield _of_lane(process, lane, f"holds {id_!r}, which does not exist; remove the reference")


def lanes_are_roles(subject: Subject) -> Iterator[Problem]:
    """Every lane is named after a role that can act."""
    roles = subject.revision.partnership.roles
    for process in subject.revision.processes.values():
        for lane in process.lanes:
            if lane.name not in roles:
                known = ", ".join(roles)
                yield _of_lane(process, lane, f"{lane.name!r} is no role of partnership.yaml; the roles are: {known}")
            elif roles[lane.name].who == "mailbox":
                message = (
                    f"{lane.name!r} is only written to (`to:`) and does nothing here; name the lane after who acts"
                )
                yield _of_lane(process, lane, message)


def instances_say_who(subject: Subject) -> Iterator[Problem]:
    """A role that an instance's partner or agency holds acts, and is written to, where instances belong to one."""
    roles = subject.revision.partnership.roles
    for e in subject.revision.elements.values():
        lists = {e.collection} if e.collection else subject.process_lists[e.process]
        for name in {e.role if e.is_filled_in else "", e.properties.get("to", "")}:
            role = roles.get(name)
            if role is None or not role.needs_instance:
                continue
            if WHOLE_CASE in lists:
                yield at(
                    e,
                    "role",
                    f"{name!r} depends on an instance, and here is none; name another role, or do it once an instance",
                )
            for collection in sorted(lists - {WHOLE_CASE}):
                if not _belong_to_one(subject, role, collection):
                    yield at(e, "role", f"{name!r} is the {role.who} of the instance, and {_unfit(role, collection)}")


def _unfit(role: Role, collection: str) -> str:
    if "partners" in (f"{role.who}s", collection):
        return f"the list {collection!r} is not of {role.who}s; name another role"
    return f"not every item of the list {collection!r} names one agency; ask for it in the group that fills the list"


def _belong_to_one(subject: Subject, role: Role, collection: str) -> bool:
    """Tell whether every item of a list says who holds the role."""
    if role.who == "partner" or collection == "partners":
        return role.who == collection.removesuffix("s")
    groups = [group for _, group in subject.filled_by_forms() if collection in (group.list, *group.adds_to)]
    return all(any(f.name == group.agency and f.is_always_given for f in group.fields) for group in groups)


def chosen_roles_are_chosen(subject: Subject) -> Iterator[Problem]:
    """A role that is held by whom a form chose names a question that chooses somebody."""
    for name, role in subject.revision.partnership.roles.items():
        if role.who != "chosen":
            continue
        form, _, question = role.by.partition(".")
        fields = subject.revision.forms[form].fields if form in subject.revision.forms else ()
        if not any(f.name == question and _chooses_somebody(f) for f in fields):
            message = (
                f"the role is held by whom {role.by!r} chose, which is no question that chooses somebody: a person, an "
                "agency, or a choice with `choices_from: partners`, outside groups"
            )
            yield Problem(rule="role", file="bpmn/partnership.yaml", element=f"roles.{name}", message=message)


def _chooses_somebody(question: Field) -> bool:
    return question.type in ("person", "agency") or (question.type == "choice" and question.choices_from == "partners")


def _of_lane(process: Process, lane: Lane, message: str) -> Problem:
    return Problem(rule="lane", file=process.file, element=lane.id, line=lane.line, message=message)
