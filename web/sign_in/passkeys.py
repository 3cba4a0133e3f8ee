"""Signing in with a passkey. The page holds what the browser is told; a script has it signed, and sends the form."""

from flask import redirect, request
from werkzeug.wrappers import Response

from engine.registers.passkeys import prove_by_passkey
from engine.registers.sessions import PASSKEY
from web.security import limiter, requires
from web.service import service
from web.sign_in.asking import sign_in_page
from web.sign_in.frame import MANY_TRIES, UNPROCESSABLE, blueprint, has_failed, let_in, onward, site

NOT_RIGHT = "That passkey is not known here, or it took too long. Try again, or sign in with your password"


@blueprint.post("/sign-in/passkey")
@requires("public")
@limiter.limit(MANY_TRIES, deduct_when=has_failed)
def enter_by_passkey() -> Response | tuple[str, int]:
    """Sign in whose passkey has signed; it stands for a password and a second step."""
    with service().database.transaction() as tx:
        person = prove_by_passkey(tx, site(), sent=request.form.get("credential", ""))
    if person is None:
        return sign_in_page(errors={"use-passkey": NOT_RIGHT}), UNPROCESSABLE
    response = redirect(onward())
    let_in(response, person, how=PASSKEY)
    return response
