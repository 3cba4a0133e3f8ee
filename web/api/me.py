"""Who asks: the person whom a token acts for, and what the token may be used for."""

from typing import Any

from marshmallow import Schema

from engine.cases.holders import organisation_name
from web.api.operations import operation
from web.api.shapes import instant, one, several, text, texts, whole
from web.bearer import token
from web.sessions import me, revision


class Post(Schema):
    """A post that the person holds today."""

    organisation = text("The organisation's key")
    organisation_name = text("The organisation's name")
    title = text("The post")
    covers = text("In whose place they hold it, who is away; empty for a post of their own")


class TokenInUse(Schema):
    """The token that was sent."""

    name = text("What it is called")
    scopes = texts("What it may be used for")
    expires_at = instant("Until when it is good")


class Me(Schema):
    """The person whom the token acts for."""

    id = whole("Of the account")
    name = text("The person's name")
    email = text("The person's address")
    posts = several(Post, "The posts held today, by which they see cases and do tasks")
    token = one(TokenInUse, "The token that was sent")


@operation("GET", "/me", scope="", gives=Me)
def who_am_i() -> Any:
    """Tell whom the token acts for, and what it may be used for.

    Any token will do.
    """
    partnership = revision().partnership
    posts = [
        {
            "organisation": post.organisation,
            "organisation_name": organisation_name(partnership, post.organisation),
            "title": post.title,
            "covers": post.covers.name if post.covers else "",
        }
        for post in me().posts
    ]
    return {"id": me().id, "name": me().name, "email": me().email, "posts": posts, "token": token()}
