"""Lists a page at a time: the next begins where a cursor says, which is signed and means nothing to anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from marshmallow import Schema, fields, validate

from web.api.problems import BodyRefused
from web.service import service

LONGEST_CURSOR = 1000


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a list.

    Attributes:
        items: what stands on it.
        more: after what the next page begins, in JSON's own types; none if it is the last.
    """

    items: Sequence[Any]
    more: Sequence[Any] | None = None


class Cursor(Schema):
    """What may stand after the question mark of every list that has pages."""

    cursor = fields.String(
        validate=validate.Length(min=1, max=LONGEST_CURSOR),
        metadata={"description": "Where the page begins: of the address in `next`, and of nothing else"},
    )


def next_page(page: Page) -> str:
    """Return the address of the next page; empty if there is none."""
    if page.more is None:
        return ""
    asked = {name: value for name, value in request.args.items() if name != "cursor"}
    values = {**(request.view_args or {}), **asked, "cursor": _signer().dumps(list(page.more))}
    return url_for(request.endpoint or "", **values)


def after(asked: Any) -> list[Any] | None:
    """Return after what a page begins, as `Page.more` said it; none for the first.

    Raises:
        BodyRefused: the cursor is none that this list gave.
    """
    cursor = asked.get("cursor")
    if cursor is None:
        return None
    try:
        found: list[Any] = _signer().loads(cursor)
    except BadSignature:
        raise BodyRefused({"cursor": ["This list has no such page"]}, within="?") from None
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(service().settings.secret_key, salt=f"cursor {request.path}")
