"""Second steps of signing in: authenticator apps (TOTP, RFC 6238), recovery codes, and which passkeys somebody has.

An app's secret lies sealed; of recovery codes only marks are kept. No code is taken twice. Whose second step changes is
told by mail, so that nobody else can change it unnoticed.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
import sqlalchemy as sa

from engine.access import Person
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.tables import authenticator_app, passkey, recovery_code
from engine.registers.sealing import Seal
from engine.registers.sessions import close_sessions_of

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""A code of the step before, or after, is taken as well: clocks differ, and people type."""
RECOVERY_CODES = 10
FEW_CODES = 3
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of recovery codes: 32 letters and digits, of which none is taken for another."""
_HALF = 5
_app, _code, _key = authenticator_app.c, recovery_code.c, passkey.c


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """A passkey of somebody, as its owner knows it; instants are UTC."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Factors:
    """What somebody can prove themselves with besides a password.

    Attributes:
        app_since: since when they have an authenticator app (UTC); none if they have none.
        codes_left: how many recovery codes are unused.
        passkeys: the oldest first.
    """

    app_since: datetime | None
    codes_left: int
    passkeys: tuple[Passkey, ...]

    @property
    def are_any(self) -> bool:
        """Whether there is a second step: an app or a passkey. Recovery codes stand in for one, and are none."""
        return self.app_since is not None or bool(self.passkeys)

    @property
    def are_few(self) -> bool:
        """Whether losing one thing would lock them out: there is one only, and no recovery code."""
        return self.are_any and self.codes_left == 0 and len(self.passkeys) + (self.app_since is not None) == 1


def factors_of(tx: Transaction, person_id: int) -> Factors:
    """Return what somebody can prove themselves with besides a password."""
    app = sa.select(_app.added_at).where(_app.person_id == person_id)
    left = sa.select(sa.func.count()).where(_code.person_id == person_id, _code.used_at.is_(None))
    keys = sa.select(_key.id, _key.name, _key.added_at, _key.used_at).where(_key.person_id == person_id)
    return Factors(
        app_since=tx.connection.execute(app).scalar_one_or_none(),
        codes_left=tx.connection.execute(left).scalar_one(),
        passkeys=tuple(Passkey(**row._mapping) for row in tx.connection.execute(keys.order_by(_key.id))),  # noqa: SLF001 - SQLAlchemy's public name
    )


# ---- an authenticator app -----------------------------------------------------------------------------------


def new_secret() -> str:
    """Return a secret for an app: 160 bits, base32."""
    return pyotp.random_base32()


def uri_of(secret: str, *, account: str, service: str) -> str:
    """Return what an app reads from a picture: the secret, and what it calls the account."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=service)


def add_app(tx: Transaction, seal: Seal, person_id: int, secret: str, typed: str) -> bool:
    """Let an app be somebody's second step, in place of one they had; tell whether the code typed is the app's.

    Args:
        tx: the transaction.
        seal: of the installation.
        person_id: whose it is.
        secret: that the app was given.
        typed: the code that the app showed for it.
    """
    step = _step_of(tx, secret, typed)
    if step is None:
        return False
    tx.connection.execute(authenticator_app.delete().where(_app.person_id == person_id))
    row = {"person_id": person_id, "sealed": seal.close(secret.encode(), of=_whose(person_id)), "last_step": step}
    tx.connection.execute(authenticator_app.insert(), {**row, "added_at": tx.at})
    return True


def prove_by_app(tx: Transaction, seal: Seal, person_id: int, typed: str) -> bool:
    """Tell whether a code is the one that somebody's app shows now; each is right once."""
    sealed = tx.connection.scalar(sa.select(_app.sealed).where(_app.person_id == person_id))
    secret = seal.open(sealed, of=_whose(person_id)) if sealed else None
    step = _step_of(tx, secret.decode(), typed) if secret else None
    if step is None:
        return False
    used = sa.update(authenticator_app).where(_app.person_id == person_id, _app.last_step < step)
    return bool(tx.connection.execute(used.values(last_step=step)).rowcount)


def remove_app(tx: Transaction, person_id: int) -> bool:
    """Let somebody's app be worth nothing any more; tell whether they had one. Codes for the last factor go with it."""
    had = tx.connection.execute(authenticator_app.delete().where(_app.person_id == person_id)).rowcount
    forget_codes_of_nothing(tx, person_id)
    return bool(had)


def _step_of(tx: Transaction, secret: str, typed: str) -> int | None:
    """Return the step of time whose code was typed, of those that are taken; none if it is none of theirs."""
    app = pyotp.TOTP(secret, interval=STEP_SECONDS)
    now, code = app.timecode(tx.at), "".join(typed.split())
    matching = [
        step
        for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
        if secrets.compare_digest(app.generate_otp(step).encode(), code.encode())
    ]
    return matching[-1] if matching else None


def _whose(person_id: int) -> str:
    return f"authenticator app of {person_id}"


# ---- recovery codes -----------------------------------------------------------------------------------------


def make_recovery_codes(tx: Transaction, seal: Seal, person_id: int) -> tuple[str, ...]:
    """Make recovery codes and return them, to be shown this once; those of before are worth nothing any more."""
    tx.connection.execute(recovery_code.delete().where(_code.person_id == person_id))
    made = tuple(f"{_five()}-{_five()}" for _ in range(RECOVERY_CODES))
    rows = [{"person_id": person_id, "mark": _mark(seal, person_id, code), "made_at": tx.at} for code in made]
    tx.connection.execute(recovery_code.insert(), rows)
    return made


def prove_by_recovery_code(tx: Transaction, seal: Seal, person_id: int, typed: str) -> bool:
    """Tell whether a recovery code is one of somebody's; each is right once."""
    mine = _code.person_id == person_id, _code.mark == _mark(seal, person_id, typed), _code.used_at.is_(None)
    return bool(tx.connection.execute(sa.update(recovery_code).where(*mine).values(used_at=tx.at)).rowcount)


def forget_codes_of_nothing(tx: Transaction, person_id: int) -> None:
    """Let recovery codes go with the last factor in whose place they stand: new ones come with the next."""
    if not factors_of(tx, person_id).are_any:
        tx.connection.execute(recovery_code.delete().where(_code.person_id == person_id))


def _five() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_HALF))


def _mark(seal: Seal, person_id: int, typed: str) -> str:
    """Return a code's mark, however it is typed: in small letters, without its hyphen."""
    plain = "".join(letter for letter in typed.upper() if letter in _ALPHABET)
    return seal.mark(plain, of=f"recovery code of {person_id}")


# ---- what its owner is told, and what an administrator can do --------------------------------------------------


def tell_owner(tx: Transaction, partnership: Partnership, owner: Person, what: str) -> None:
    """Write to somebody that their second step has changed.

    Args:
        tx: the transaction.
        partnership: whose service it is.
        owner: of the account.
        what: has happened, as a sentence.
    """
    body = (
        f"{what}\n\nIf it was you, there is nothing to do. If it was not, somebody else may be able to sign in as you: "
        f"tell us at once.\n\n{partnership.name}\n{partnership.mailbox}"
    )
    subject = "How you sign in has changed"
    notify(tx, partnership, owner, once_key=f"sign-in|{owner.id}|{secrets.token_hex(16)}", subject=subject, body=body)


def reset_factors(tx: Transaction, partnership: Partnership, owner: Person) -> None:
    """Take every second step from an account whose owner has lost theirs, sign it out everywhere, and tell the owner.

    Where a second step is demanded they set up another when they next sign in with their password.
    """
    remove_app(tx, owner.id)
    tx.connection.execute(recovery_code.delete().where(_code.person_id == owner.id))
    tx.connection.execute(passkey.delete().where(_key.person_id == owner.id))
    close_sessions_of(tx, owner.id)
    tell_owner(tx, partnership, owner, "An administrator has taken the second step from your account.")
