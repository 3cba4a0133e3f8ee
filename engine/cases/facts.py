"""What a case knows, in one JSON column of its row: routed answers, anchors, lists, forms given.

Kept on the row that every step locks anyway, so that conditions and due dates cost no statement.
Nothing here is personal: routed answers are yes, no or a choice; anchors are dates; list items are
opaque keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WHOLE_CASE = ""
"""The instance under which something of the whole case is kept."""


@dataclass(kw_only=True)
class Facts:
    """What conditions, time limits and lists read.

    Attributes:
        routed: `form.field` or `decision.output` -> instance -> value.
        anchors: anchor -> instance -> ISO London date; by a clause's id, the date to which it was extended last.
        lists: list -> keys of its items, in order.
        sendings: list -> how often it was sent, if its items are numbered and stay on no other list.
        agencies: key of an item that is no agency's own -> the agency that it belongs to.
        chosen: `form.field` by which a role is held -> instance -> the part of the key of whom it chose.
        forms: the forms that have been submitted -> by which instances.
        members: the `held_by` keys that have, or had, a part in the case.
    """

    routed: dict[str, dict[str, Any]] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    sendings: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, dict[str, str]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Facts":
        """Read the column; the facts own what they hold, so that a refused step changes nothing."""
        return cls(
            routed={name: dict(by) for name, by in stored.get("routed", {}).items()},
            anchors={name: dict(by) for name, by in stored.get("anchors", {}).items()},
            lists={name: list(items) for name, items in stored.get("lists", {}).items()},
            sendings=dict(stored.get("sendings", dict.fromkeys(stored.get("lists", {}), 1))),
            agencies=dict(stored.get("agencies", {})),
            chosen={name: dict(by) for name, by in stored.get("chosen", {}).items()},
            forms=_forms(stored.get("forms", {})),
            members=list(stored.get("members", ())),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what the column keeps."""
        return {
            "routed": self.routed,
            "anchors": self.anchors,
            "lists": self.lists,
            "sendings": self.sendings,
            "agencies": self.agencies,
            "chosen": self.chosen,
            "forms": self.forms,
            "members": self.members,
        }

    def was_submitted(self, form: str, instance: str | None = None) -> bool:
        """Tell whether a form was submitted: inside an instance, by that instance or for the whole case."""
        by = self.forms.get(form, ())
        return bool(by) and (not instance or instance in by or WHOLE_CASE in by)

    def organisation_of(self, instance: str | None) -> str:
        """Return the partner or the agency that an instance belongs to; empty outside all instances."""
        return self.agencies.get(instance or WHOLE_CASE, instance or "")

    def chosen_by(self, question: str, instance: str | None = None) -> str:
        """Return whom the answer `form.question` chose, as a key names them; empty while it chose nobody."""
        by = self.chosen.get(question, {})
        return by.get(instance or WHOLE_CASE) or by.get(WHOLE_CASE, "")

    def anchor(self, name: str, instance: str | None = None) -> date | None:
        """Return an anchor's London date: the instance's own, else the whole case's; none if not recorded."""
        by = self.anchors.get(name, {})
        found = by.get(instance or WHOLE_CASE) or by.get(WHOLE_CASE)
        return date.fromisoformat(found) if found else None

    def anchors_seen_from(self, instance: str | None = None) -> dict[str, date]:
        """Return every anchor that is known to an instance, or outside all instances."""
        found = {name: self.anchor(name, instance) for name in self.anchors}
        return {name: on for name, on in found.items() if on is not None}


def _forms(stored: Mapping[str, list[str]] | list[str]) -> dict[str, list[str]]:
    """Read which forms were submitted; older cases do not say by which instances."""
    if isinstance(stored, list):
        return {name: [WHOLE_CASE] for name in stored}
    return {name: list(instances) for name, instances in stored.items()}
