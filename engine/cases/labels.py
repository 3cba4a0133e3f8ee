"""What people call an instance of a multi-instance activity, and a user task that belongs to one."""

from engine.cases.facts import Facts
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision


def instance_name(revision: Revision, facts: Facts, instance: str | None) -> str:  # noqa: ARG001 - the lists name their items
    """Name an instance: the organisation that it is about, or the item's number in its list; empty for none."""
    return revision.instance_name(instance) if instance else ""


def called(element: Element, instance: str) -> str:
    """Return what an element is called in an instance of that name: `Confirm involvement: The Harbour`."""
    return f"{element.name}: {instance}" if instance else element.name
