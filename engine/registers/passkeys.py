"""Passkeys (WebAuthn): discoverable credentials of a device that has verified who holds it. One is enough to sign in.

A challenge is made of the secret key, and kept nowhere: it tells when it was issued, and is good for a passkey that was
not used since, so that what a browser sent cannot be sent again.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from engine.access import Person
from engine.records.db import Transaction
from engine.records.tables import contact, passkey, person
from engine.registers.factors import forget_codes_of_nothing
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today
from engine.registers.sealing import Seal

CHALLENGE_LASTS = timedelta(minutes=15)
LONGEST_ANSWER = 20_000
LONGEST_NAME = 60
MOST = 20
"""So many passkeys has one person at most."""
_SIGNING_IN = "signing in"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_ONE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
"""What the library says of an answer that no authenticator gave."""
_k = passkey.c


@dataclass(frozen=True, kw_only=True)
class Site:
    """For which service a passkey is, as browsers hold to it.

    Attributes:
        host: the service's name in the network.
        origin: its public address.
        called: what people read when they make a passkey.
    """

    seal: Seal
    host: str
    origin: str
    called: str


def options_to_add(tx: Transaction, site: Site, owner: Person) -> str:
    """Return what a browser is told, as JSON, to make a passkey of somebody; on a device that has none of theirs."""
    known = tx.connection.execute(sa.select(_k.credential).where(_k.person_id == owner.id)).scalars()
    required = UserVerificationRequirement.REQUIRED
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.called,
        user_id=bytes.fromhex(site.seal.mark(str(owner.id), of="holder of passkeys")),
        user_name=owner.email,
        user_display_name=owner.name,
        challenge=_challenge(tx, site, _adding(owner.id)),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=required
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known],
    )
    return options_to_json(options)


def add_passkey(tx: Transaction, site: Site, person_id: int, *, sent: str, name: str) -> bool:
    """Keep a passkey that a browser has made; tell whether it was one, made for this person just now.

    Args:
        tx: the transaction.
        site: the service.
        person_id: whose it is.
        sent: what the browser answered, as JSON.
        name: by which its owner knows it, up to `LONGEST_NAME` characters.
    """
    if len(sent) > LONGEST_ANSWER:
        return False
    try:
        said = parse_registration_credential_json(sent)
        challenge = parse_client_data_json(said.response.client_data_json).challenge
        if _issued_at(tx, site, challenge, _adding(person_id)) is None:
            return False
        made = verify_registration_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _NOT_ONE:
        return False
    credential = bytes_to_base64url(made.credential_id)
    mine = sa.select(sa.func.count()).where(_k.person_id == person_id)
    taken = sa.select(_k.id).where(_k.credential == credential)
    if tx.connection.execute(mine).scalar_one() >= MOST or tx.connection.execute(taken).first():
        return False
    row = {"person_id": person_id, "credential": credential, "public_key": made.credential_public_key}
    said_of_it = {"sign_count": made.sign_count, "name": name[:LONGEST_NAME], "added_at": tx.at}
    tx.connection.execute(passkey.insert(), {**row, **said_of_it})
    return True


def remove_passkey(tx: Transaction, person_id: int, passkey_id: int) -> str | None:
    """Let a passkey of somebody open nothing any more; return its name, none if it was not theirs."""
    mine = passkey.delete().where(_k.id == passkey_id, _k.person_id == person_id).returning(_k.name)
    name: str | None = tx.connection.execute(mine).scalar_one_or_none()
    forget_codes_of_nothing(tx, person_id)
    return name


def options_to_sign_in(tx: Transaction, site: Site) -> str:
    """Return what a browser is told, as JSON, to have somebody sign in with whatever passkey they have here."""
    challenge = _challenge(tx, site, _SIGNING_IN)
    required = UserVerificationRequirement.REQUIRED
    return options_to_json(
        generate_authentication_options(rp_id=site.host, challenge=challenge, user_verification=required)
    )


def prove_by_passkey(tx: Transaction, site: Site, *, sent: str) -> Person | None:
    """Return whose passkey has signed what a browser sent, with today's posts; none of anything else.

    Args:
        tx: the transaction.
        site: the service.
        sent: what the browser answered, as JSON.
    """
    if len(sent) > LONGEST_ANSWER:
        return None
    try:
        said = parse_authentication_credential_json(sent)
        rows = _holder(tx, said.id)
        challenge = parse_client_data_json(said.response.client_data_json).challenge
        issued_at = _issued_at(tx, site, challenge, _SIGNING_IN)
        if not rows or issued_at is None:
            return None
        proved = verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=rows[0].public_key,
            credential_current_sign_count=rows[0].sign_count,
            require_user_verification=True,
        )
    except _NOT_ONE:
        return None
    unused = sa.or_(_k.used_at.is_(None), _k.used_at <= issued_at)
    used = sa.update(passkey).where(_k.id == rows[0].passkey_id, unused)
    if not tx.connection.execute(used.values(used_at=tx.at, sign_count=proved.new_sign_count)).rowcount:
        return None
    return account_of(rows).person


def _holder(tx: Transaction, credential: str) -> list[sa.Row[tuple[object, ...]]]:
    joined = with_posts_today(
        tx,
        passkey.join(person, person.c.id == _k.person_id).outerjoin(contact, contact.c.person_id == person.c.id),
    )
    columns = (_k.id.label("passkey_id"), _k.public_key, _k.sign_count, *ACCOUNT_COLUMNS)
    theirs = _k.credential == credential, person.c.is_active, contact.c.person_id.is_(None)
    return list(tx.connection.execute(sa.select(*columns).select_from(joined).where(*theirs)))


def _adding(person_id: int) -> str:
    return f"adding to {person_id}"


def _challenge(tx: Transaction, site: Site, of: str) -> bytes:
    text = f"{int(tx.at.timestamp() * 1_000_000)}.{secrets.token_hex(16)}"
    return f"{text}.{site.seal.mark(text, of=f'challenge for {of}')}".encode()


def _issued_at(tx: Transaction, site: Site, challenge: bytes, of: str) -> datetime | None:
    """Return when (UTC) a challenge was issued, if it was, for `of`, and not too long ago."""
    text, _, mark = challenge.decode("ascii").rpartition(".")
    if not secrets.compare_digest(mark.encode(), site.seal.mark(text, of=f"challenge for {of}").encode()):
        return None
    issued_at = _EPOCH + timedelta(microseconds=int(text.partition(".")[0]))
    return issued_at if tx.at - issued_at <= CHALLENGE_LASTS else None
