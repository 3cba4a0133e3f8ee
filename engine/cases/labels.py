"""What people call a user task or an event: by its name, and by the instance that it belongs to."""

from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision


def labelled(name: str, instance_name: str) -> str:
    """Return what something is called in an instance of that name; empty outside all instances."""
    return f"{name}: {instance_name}" if instance_name else name


def called(revision: Revision, element: Element, instance: str | None) -> str:
    """Return what an element is called in an instance: `Confirm involvement: The Harbour`, `Do it: Action 2`."""
    return labelled(element.name, revision.instance_name(instance) if instance else "")
