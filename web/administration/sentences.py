"""The log of administration in sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN
from engine.cases.holders import organisation_name
from engine.diagrams.partnership import OFFICE, Partnership
from engine.registers.administration_log import Entry
from engine.registers.password_links import FORGOTTEN, INVITATION, SENT
from web import words

NOBODY = "On the command line"
_LINKS = {
    INVITATION: "an invitation with a link that sets a password",
    SENT: "a link that sets a new password",
    FORGOTTEN: "themselves a link, having forgotten their password",
}
_DAYS = {
    PROCLAIMED: "as a holiday",
    WITHDRAWN: "as a working day",
    UNDONE: "back as it counted before",
}
_CALLED = {"name": "name", "email": "address"}


def _opened(facts: Mapping[str, Any], about: str, _: Partnership) -> str:
    administers = ", which administers accounts" if facts.get("is_administrator") else ""
    return f"opened an account for {about}, {facts['email']}{administers}"


def _changed(facts: Mapping[str, Any], about: str, _: Partnership) -> str:
    said = [f"the {called} from {facts[key][0]} to {facts[key][1]}" for key, called in _CALLED.items() if key in facts]
    return f"changed {words.listing(said)} of {about}"


def _begun(facts: Mapping[str, Any], about: str, partnership: Partnership) -> str:
    days = f"from {_day(facts['from_on'])}" + (f" to {_day(facts['until_on'])}" if facts["until_on"] else "")
    return f"let {about} hold the post of {_post(facts, partnership)} {days}"


def _ended(facts: Mapping[str, Any], about: str, partnership: Partnership) -> str:
    when = f"after {_day(facts['until_on'])}" if facts["until_on"] else "at once"
    return f"ended the post of {_post(facts, partnership)} of {about} {when}"


def _covered(facts: Mapping[str, Any], about: str, partnership: Partnership) -> str:
    days = f"from {_day(facts['from_on'])} to {_day(facts['until_on'])}"
    return f"let {facts['covered_by']} cover the post of {_post(facts, partnership)} for {about} {days}"


def _post(facts: Mapping[str, Any], partnership: Partnership) -> str:
    key = facts["organisation"]
    return f"{facts['title']}, {partnership.name if key == OFFICE else organisation_name(partnership, key)},"


def _day(on: str) -> str:
    return words.day(date.fromisoformat(on))


ACTIONS: Mapping[str, tuple[str, Callable[[Mapping[str, Any], str, Partnership], str]]] = {
    "account_opened": ("Account opened", _opened),
    "contact_added": ("Contact entered", lambda facts, about, _: f"entered {about}, {facts['email']}, as a contact"),
    "account_changed": ("Name or address changed", _changed),
    "account_closed": ("Account closed", lambda _f, about, _: f"closed the account of {about}"),
    "account_reopened": ("Account opened again", lambda _f, about, _: f"opened the account of {about} again"),
    "administration_given": ("Made an administrator", lambda _f, about, _: f"let {about} administer accounts"),
    "administration_ended": ("Administrator no more", lambda _f, about, _: f"let {about} administer accounts no more"),
    "post_begun": ("Post begun", _begun),
    "post_ended": ("Post ended", _ended),
    "cover_entered": ("Cover entered", _covered),
    "cover_ended": (
        "Cover ended",
        lambda facts, about, partnership: (
            f"ended the cover by {facts['covered_by']} of the post of {_post(facts, partnership)} of {about}"
        ),
    ),
    "link_sent": ("Link sent", lambda facts, about, _: _sent(facts["purpose"], about)),
    "password_set": ("Password set", lambda _f, about, _: f"set a password for the account of {about}, by a link"),
    "password_given": ("Password given", lambda _f, about, _: f"gave the account of {about} a new password"),
    "second_step_reset": (
        "Second step reset",
        lambda _f, about, _: f"took the second step from {about}",
    ),
    "signed_out": ("Signed out", lambda _f, about, _: f"signed {about} out everywhere"),
    "holiday_entered": (
        "Calendar changed",
        lambda facts, _a, _: f"entered {_day(facts['on'])} {_DAYS[facts['kind']]}",
    ),
    "webhook_added": (
        "Another system added",
        lambda facts, about, _: f"let {facts['called']}, {facts['url']}, be told of the cases of {about}",
    ),
    "webhook_resumed": (
        "Messages sent again",
        lambda facts, _a, _: f"had the messages sent again that waited for {facts['called']}",
    ),
    "webhook_ended": ("Another system ended", lambda facts, _a, _: f"let {facts['called']} be told nothing more"),
}
"""By action: what it is called in a list to choose from, and its sentence after the name of who did it."""


def told(entry: Entry, partnership: Partnership) -> str:
    """Return an entry as a sentence after the name of who did it."""
    return ACTIONS[entry.action][1](entry.facts, entry.about, partnership)


def by(entry: Entry) -> str:
    """Return who made an entry."""
    return entry.by if entry.by_id is not None else NOBODY


def _sent(purpose: str, about: str) -> str:
    return f"sent {_LINKS[purpose]}" if purpose == FORGOTTEN else f"sent {about} {_LINKS[purpose]}"
