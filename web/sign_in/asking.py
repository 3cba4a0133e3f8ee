"""The page that asks who is there: it offers every way to sign in that this installation has."""

from collections.abc import Mapping
from datetime import datetime

from flask import render_template, request

from engine.registers.passkeys import options_to_sign_in
from engine.registers.people import accounts
from web.demonstration import people as demonstration
from web.security import is_own_path
from web.service import service
from web.sign_in.frame import site


def sign_in_page(
    *, email: str = "", errors: Mapping[str, str], kept_at: datetime | None = None, way_back: str = ""
) -> str:
    """Return the page.

    Args:
        email: as it was typed.
        errors: what is wrong, by field.
        kept_at: when (UTC) a draft was kept of somebody whose session had lapsed.
        way_back: where to go then; by default to the page that was asked for.
    """
    wanted = way_back or request.values.get("next", "")
    groups: object = ()
    with service().database.reading() as tx:
        options = options_to_sign_in(tx, site())
        if service().settings.is_demonstration:
            groups = demonstration.choices(accounts(tx, is_demonstration=True))
    return render_template(
        "sign_in/page.html",
        email=email,
        errors=errors,
        errors_list=[{"text": text, "href": f"#{field}"} for field, text in errors.items()],
        next=wanted if is_own_path(wanted) else "",
        again="again" in request.values,
        passkey_options=options,
        provider=service().settings.provider,
        groups=groups,
        kept_at=kept_at,
    )
