"""The words that a revision may use of the engine: what expressions call, what service tasks do.

Whoever carries them out imports them from here, so that `check` and the engine cannot disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

OPERATIONS = frozenset({"escalate"})
"""What a service task may do besides sending a letter: `escalate` tells a role that a time limit has passed."""

REMINDER = "remind"
"""The letter that reminds people of a time limit, if the limit's clause says when."""

OPENED = "opened"
"""The letter that tells that somebody with no part in a case has opened it, if the partnership says for how long."""

LISTS = frozenset({"partners", "agencies"})
"""The lists that every revision has of itself, besides the named lists of its partnership."""

TIMER_FUNCTION = "due"
"""What a timer event calls, with its clause."""

FORM_FUNCTIONS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "all_same": (1,),
        "due_if": (2,),
        "due_on": (0, 1),
        "listed": (2,),
        "meets": (2,),
        "now": (0,),
        "submitted": (1,),
        "today": (0,),
    }
)
"""What the expressions of forms may call, with how many arguments."""


def all_same(values: Sequence[Any]) -> bool:
    """Tell whether the instances of a multi-instance activity all gave the same answer."""
    return len(set(values)) <= 1


ANSWER_FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType({"all_same": all_same})
"""What the conditions of gateways and the inputs of tables may call: functions of routed answers alone."""

PROPERTIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "userTask": frozenset({"form", "document", "time_limit", "clauses"}),
        "serviceTask": frozenset(
            {"letter", "document", "operation", "to", "encloses", "invites", "uninvites", "time_limit", "clauses"}
        ),
        "businessRuleTask": frozenset({"decision", "clauses"}),
    }
)
"""The extension properties of each kind of element."""

EVENT_PROPERTIES = frozenset({"form", "clauses"})
"""The extension properties of a message event."""

OTHER_PROPERTIES = frozenset({"clauses"})
"""The extension properties of everything else."""
