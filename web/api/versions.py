"""In which state a case was read: its ETag, and the condition that it has not gone on since (If-Match)."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import request

from engine.errors import CaseMoved


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What is said of a case, and the head of its audit when it was so."""

    said: Any
    head: str


def etag(head: str) -> str:
    """Return the tag of a case's state: another whenever anything of the case has changed.

    It is made of the head of the audit, from which nobody can tell how far the case is, and which no restored backup
    comes to by another way.
    """
    return sha256(f"state {head}".encode()).hexdigest()[:32]


def head_as_read(head: str) -> str:
    """Return the head of a case's audit if the request makes it a condition, to be looked at again under the lock.

    Empty if the request makes no condition.

    Raises:
        CaseMoved: the case is not any more as it was when the program read it.
    """
    wanted = request.if_match
    if "If-Match" not in request.headers or wanted.star_tag:
        return ""
    if not wanted.contains(etag(head)):
        raise CaseMoved
    return head
