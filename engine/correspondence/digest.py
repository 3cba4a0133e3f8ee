"""The digest: on a working day one mail to each person for whom something is late, due or taken on.

It is about no case, so it is a notice, not a letter: kept, and delivered as letters are. It names cases by their
references alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine import clock
from engine.access import Person
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.diagrams.templates import in_words
from engine.records.db import Transaction


@dataclass(frozen=True, kw_only=True)
class Line:
    """An open user task of a digest.

    Attributes:
        reference: of its case.
        name: of the task, with the instance that it belongs to.
        due_on: the London date of its time limit; none if it has none.
    """

    task_id: str
    reference: str
    name: str
    due_on: date | None


def write_digest(
    tx: Transaction, partnership: Partnership, *, person: Person, lines: Sequence[Line], sign_in_at: str
) -> bool:
    """Write a person's digest of today and queue it; tell whether there was none of today yet.

    Args:
        tx: the transaction.
        partnership: whose service it is.
        person: who receives it.
        lines: what is late, due today, or taken on by the person, the earliest date first; at least one.
        sign_in_at: the service's public address.
    """
    today = clock.london_date(tx.at)
    groups = {
        "Late": [line for line in lines if line.due_on and line.due_on < today],
        "Due today": [line for line in lines if line.due_on == today],
        "Taken on by you": [line for line in lines if line.due_on is None or line.due_on > today],
    }
    counted = [f"{len(found)} {title.lower()}" for title, found in groups.items() if found]
    body = [f"What waits for you on {in_words(today)}:"]
    body += [f"{title}\n\n" + "\n".join(_said(found, sign_in_at)) for title, found in groups.items() if found]
    body.append(f"All your work: {sign_in_at}/work")
    body.append(f"{partnership.name}\n{partnership.mailbox}")
    return _write(tx, partnership, person, f"Your work: {', '.join(counted)}", "\n\n".join(body))


def write_without_list(tx: Transaction, partnership: Partnership, *, person: Person, sign_in_at: str) -> bool:
    """Tell a person that today's digest could not be made; tell whether they had not been told. It may yet be made."""
    body = f"What waits for you could not be listed today. Please look for yourself: {sign_in_at}/work"
    return _write(tx, partnership, person, "Your work could not be listed", body, kind="no-digest")


def _said(lines: Sequence[Line], sign_in_at: str) -> Iterator[str]:
    for line in lines:
        due = f", due on {in_words(line.due_on)}" if line.due_on else ""
        yield f"{line.reference}: {line.name}{due}\n{sign_in_at}/tasks/{line.task_id}"


def _write(
    tx: Transaction, partnership: Partnership, person: Person, subject: str, body: str, kind: str = "digest"
) -> bool:
    once = f"{kind}|{person.id}|{clock.london_date(tx.at)}"
    return notify(tx, partnership, person, once_key=once, subject=subject, body=body)
