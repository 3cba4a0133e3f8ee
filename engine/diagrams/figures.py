"""What is counted over all cases, and who sees it: the part `figures` of partnership.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, post_load, validate

from engine.diagrams.yaml_files import StrictSchema

SEERS = ("posts", "partner")
"""How a role is held that may see figures: by the partnership's own posts, or by its partners. Never by agencies."""


@dataclass(frozen=True, kw_only=True)
class Returns:
    """By which forms it is told how agencies answer.

    Attributes:
        asked: the form by which an agency says whether it has anything to send.
        sent: the form by which it sends what it was asked for.
        refused: the form by which it is considered that it will not send it; empty for none.
    """

    asked: str
    sent: str
    refused: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that are named."""
        return tuple(filter(None, (self.asked, self.sent, self.refused)))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of a revision.

    Attributes:
        seen_by: the roles whose holders see them; without any nobody does.
        returns: what agencies are asked for; none if their answers are not counted.
    """

    seen_by: tuple[str, ...] = ()
    returns: Returns | None = None


_FORM = validate.Regexp(r"[a-z][a-z0-9_]*\Z", error="must be the name of a form")


class _ReturnsSchema(StrictSchema):
    asked = fields.String(required=True, validate=_FORM)
    sent = fields.String(required=True, validate=_FORM)
    refused = fields.String(validate=_FORM)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Returns:
        return Returns(**data)


class FiguresSchema(StrictSchema):
    """Reads the part `figures`."""

    seen_by = fields.List(
        fields.String(validate=validate.Length(min=1, max=100)), required=True, validate=validate.Length(min=1)
    )
    returns = fields.Nested(_ReturnsSchema)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Figures:
        return Figures(seen_by=tuple(data["seen_by"]), returns=data.get("returns"))


def wrong_seers(figures: Figures, roles: Mapping[str, Any]) -> Iterator[tuple[int, list[str]]]:
    """Yield what is wrong with each role that is to see the figures: its number, and why it cannot."""
    for number, name in enumerate(figures.seen_by):
        if name not in roles:
            yield number, [f"{name!r} is no role; there are: {', '.join(roles)}"]
        elif roles[name].who not in SEERS:
            why = "is not held by the partnership's own posts or by partners, who alone see the figures of all cases"
            yield number, [f"{name!r} {why}; name a role that is"]
        elif name in figures.seen_by[:number]:
            yield number, [f"{name!r} is there twice; keep one"]
