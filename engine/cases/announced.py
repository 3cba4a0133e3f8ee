"""A message to another system is sent, if it may be told of the case: its account must see the case at that moment."""

import logging
from dataclasses import dataclass, field

from engine.cases import seeing
from engine.cases.engine import CaseEngine
from engine.correspondence import messages
from engine.correspondence.messages import Message
from engine.correspondence.notices import notify
from engine.correspondence.outbox import BROKEN_OFF, MOST_ATTEMPTS
from engine.correspondence.posting import HttpsPoster, NotPosted, Poster
from engine.correspondence.service_incidents import administrators
from engine.records.db import Database, Transaction
from engine.registers.people import find_person
from engine.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Post:
    """How this installation sends messages.

    Attributes:
        poster: how they leave; none if nothing leaves this machine.
        secret_key: of which the secrets that sign are made.
        service_at: the service's public address, to which a message leads.
    """

    poster: Poster | None
    secret_key: str = field(repr=False)
    service_at: str

    @classmethod
    def of(cls, settings: Settings) -> "Post":
        """Return how an installation sends messages; from a demonstration nothing leaves."""
        poster = None if settings.is_demonstration else HttpsPoster(reaches_private=settings.posts_to_private_addresses)
        return cls(poster=poster, secret_key=settings.secret_key, service_at=settings.public_address)


def send_message(database: Database, engine: CaseEngine, post: Post, message_id: int) -> int:
    """Try a message if it is to be tried now, and tell how many were: 1, or 0.

    Idempotent: what was sent, or is being tried by another worker, is left alone.
    """
    with database.transaction() as tx:
        message = messages.claim(tx, message_id)
        if message is None:
            return 0
        if not _may_be_told(tx, engine, message):
            messages.withhold(tx, message)
            return 1
    failure = _posted(post, message)
    with database.transaction() as tx:
        if messages.record(tx, message, failure):
            _tell(tx, engine, message, post.service_at)
            _log.error("message %s failed for good: the messages of webhook %s wait", message.id, message.webhook_id)
        elif failure:
            _log.warning("message %s not taken, attempt %s", message.id, message.attempts)
    return 1


def give_up(database: Database, engine: CaseEngine, post: Post, message_id: int) -> int:
    """Let administrators see a message that could not even be tried, and tell how many were: 1, or 0."""
    with database.transaction() as tx:
        message = messages.give_up(tx, message_id, BROKEN_OFF)
        if message is None:
            return 0
        _tell(tx, engine, message, post.service_at)
    return 1


def _may_be_told(tx: Transaction, engine: CaseEngine, message: Message) -> bool:
    if message.case_id is None or message.revision_id is None:
        return True
    account = find_person(tx, message.account_id)
    partnership = engine.revisions.get(tx, message.revision_id).partnership
    return account is not None and bool(seeing.keys_in_case(tx, partnership, account, message.case_id))


def _posted(post: Post, message: Message) -> NotPosted | None:
    """Post a message; return why it was not taken."""
    if message.attempts > MOST_ATTEMPTS:  # none of them was recorded
        return NotPosted(BROKEN_OFF)
    if post.poster is None:
        return NotPosted("From a demonstration nothing leaves this machine")
    body = message.body(post.service_at)
    try:
        post.poster.post(message.url, message.headers(post.secret_key, body), body)
    except NotPosted as failure:
        return failure
    return None


def _tell(tx: Transaction, engine: CaseEngine, message: Message, service_at: str) -> None:
    """Write to the administrators that a system's messages wait for them."""
    partnership = engine.revisions.current(tx).partnership
    body = (
        f"Messages to “{message.called}” do not arrive any more. Nothing is lost: they wait until one of you has them "
        f"tried again.\n\n{service_at}/administration/webhooks/{message.webhook_id}\n\n{partnership.name}\n"
        f"{partnership.mailbox}"
    )
    for number in administrators(tx):
        to = find_person(tx, number)
        if to is not None:
            once = f"webhook|{message.webhook_id}|{message.id}|{number}|{tx.at:%Y%m%dT%H%M%S}"
            notify(tx, partnership, to, once_key=once, subject=f"Messages to {message.called} wait", body=body)
