"""Sign-in at an organisation's OpenID Connect provider: authorization code with PKCE, state and nonce.

The provider says who somebody is, by an address that it has verified. Whether that person has an account is for the
accounts to say: nobody gets one by signing in. The client talks over the network, within time limits: call it outside
transactions. What the provider answers is held against its own metadata, and these against the settings.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import requests
import sqlalchemy as sa
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from engine import clock
from engine.access import Person
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import contact, person
from engine.registers.people import ACCOUNT_COLUMNS, account_of, email_key, with_posts_today
from engine.settings import LOOPBACK, Provider
from engine.variables import url_of

TIMEOUT_SECONDS = 8
LEEWAY_SECONDS = 60
"""By so much the provider's clock may differ from ours."""
READ_AGAIN = timedelta(hours=1)
"""So long the provider's metadata, and its keys, are taken to be as they were; an unknown key is asked for at once."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""By which the provider may sign: with a key that it alone has."""
_SCOPE = "openid email"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_TROUBLE = (requests.RequestException, AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, RuntimeError)
"""What goes wrong at the other end, in the words of the libraries that meet it."""


class ProviderAway(EngineError):
    """The provider does not answer, or not as a provider does."""

    def __init__(self) -> None:
        super().__init__("The provider does not answer as it should")


class IdentityRefused(EngineError):
    """What came back from the provider does not prove who somebody is."""

    def __init__(self) -> None:
        super().__init__("What came back from the provider proves nothing")


class AddressNotVerified(EngineError):
    """The provider names no address that it has verified."""

    def __init__(self) -> None:
        super().__init__("The provider has not verified an address of this person")


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A sign-in that has begun: where the browser goes, and what it has to bring back.

    Attributes:
        address: of the provider's page.
        state: that comes back.
        memory: what has to be kept in the browser until then, under the state.
    """

    address: str
    state: str
    memory: Mapping[str, str]


class _Client(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc] # authlib has no types
    client_cls = OAuth2Session


@dataclass
class ProviderClient:
    """Talks to one provider, in the name of one installation.

    Attributes:
        provider: as the settings say.
        returns_to: the address to which the provider sends the browser back.
    """

    provider: Provider
    returns_to: str
    _client: Any = None
    _metadata: Mapping[str, Any] = field(default_factory=dict)
    _read_at: datetime | None = None

    def start(self, *, anew: bool = False) -> Begun:
        """Begin a sign-in; `anew` has the provider ask for a password although it knows the browser.

        Raises:
            ProviderAway: its metadata cannot be read.
        """
        more = {"prompt": "login"} if anew else {}
        made = self._ready().create_authorization_url(self.returns_to, state=secrets.token_urlsafe(24), **more)
        memory = {"verifier": made["code_verifier"], "nonce": made["nonce"]}
        return Begun(address=made["url"], state=made["state"], memory=memory)

    def verified_address(self, memory: Mapping[str, str], *, code: str, issuer: str = "") -> str:
        """Return the address of whom the provider has let in, once it has verified it.

        Args:
            memory: of the sign-in that had begun.
            code: that the browser brought back.
            issuer: that the browser brought back, if any (RFC 9207).

        Raises:
            ProviderAway: it does not answer.
            IdentityRefused: the code or the token is used, too old, of another sign-in, or signed by somebody else.
            AddressNotVerified: it names no verified address.
        """
        client = self._ready()
        says_who = self._metadata.get("authorization_response_iss_parameter_supported", False)
        if (issuer or says_who) and issuer != self.provider.issuer:
            raise IdentityRefused
        try:
            token = client.fetch_access_token(self.returns_to, code=code, code_verifier=memory["verifier"])
            claims = client.parse_id_token(
                token,
                memory["nonce"],
                claims_options={
                    "iss": {"essential": True, "value": self.provider.issuer},
                    "aud": {"essential": True, "value": self.provider.client_id},
                },
                claims_cls=CodeIDToken,
                leeway=LEEWAY_SECONDS,
            )
            if claims is None:
                raise IdentityRefused
            if "email" not in claims and "userinfo_endpoint" in self._metadata:
                claims = self._and_more(client, token, claims)
        except (requests.ConnectionError, requests.Timeout) as away:
            raise ProviderAway from away
        except _TROUBLE as wrong:
            raise IdentityRefused from wrong
        is_verified = claims.get("email_verified") is True or claims.get("email_verified") == "true"
        if not is_verified or not claims.get("email"):
            raise AddressNotVerified
        return email_key(str(claims["email"]))

    def sign_out_address(self, back_to: str) -> str | None:
        """Return where somebody signs out at the provider, too; none if it does not say, or does not answer.

        The address holds nothing that says who they are.
        """
        try:
            client = self._ready()
        except ProviderAway:
            return None
        if "end_session_endpoint" not in self._metadata:
            return None
        return str(client.create_logout_url(back_to, client_id=self.provider.client_id)["url"])

    def _and_more(self, client: Any, token: Any, claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the claims with those of the provider's page about the person, which must be the same one's."""
        told = client.userinfo(token=token)
        if told.get("sub") != claims["sub"]:
            raise IdentityRefused
        return {**told, **claims}

    def _ready(self) -> Any:
        """Return the client, with metadata that are not old.

        Raises:
            ProviderAway: they cannot be read, or are another's.
        """
        if self._client is None or self._read_at is None or clock.now() - self._read_at > READ_AGAIN:
            try:
                metadata = self._fetched()
            except _TROUBLE as wrong:
                raise ProviderAway from wrong
            self._metadata = metadata
            self._client = _Client(
                None,
                client_id=self.provider.client_id,
                client_secret=self.provider.client_secret,
                client_kwargs={
                    "scope": _SCOPE,
                    "code_challenge_method": "S256",
                    "default_timeout": TIMEOUT_SECONDS,
                    "token_endpoint_auth_method": _authentication(metadata),
                },
                **metadata,
            )
            self._read_at = clock.now()
        return self._client

    def _fetched(self) -> Mapping[str, Any]:
        at = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        answer = requests.get(at, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
        if told["issuer"] != self.provider.issuer:
            raise ValueError("the metadata are another issuer's")
        optional = {"end_session_endpoint", "userinfo_endpoint"} & told.keys()
        for name in (*_ENDPOINTS, *optional):
            _refuse_unsafe(told[name])
        kept = ("issuer", *_ENDPOINTS, *optional)
        algorithms = [name for name in told.get("id_token_signing_alg_values_supported", ()) if name in ALGORITHMS]
        return {
            **{name: told[name] for name in kept},
            "id_token_signing_alg_values_supported": algorithms or ["RS256"],
            "token_endpoint_auth_methods_supported": told.get("token_endpoint_auth_methods_supported", []),
            "authorization_response_iss_parameter_supported": bool(
                told.get("authorization_response_iss_parameter_supported")
            ),
        }


@cache
def client_of(provider: Provider, returns_to: str) -> ProviderClient:
    """Return the one client of a provider in this program."""
    return ProviderClient(provider=provider, returns_to=returns_to)


def find_account(tx: Transaction, email: str) -> Person | None:
    """Return who signs in with an address, with today's posts; none if it has no account, or a closed one."""
    joined = with_posts_today(tx, person.outerjoin(contact, contact.c.person_id == person.c.id))
    is_theirs = person.c.email == email_key(email), person.c.is_active, contact.c.person_id.is_(None)
    query = sa.select(*ACCOUNT_COLUMNS).select_from(joined).where(*is_theirs)
    rows = tx.connection.execute(query).all()
    return account_of(rows).person if rows else None


def _authentication(metadata: Mapping[str, Any]) -> str:
    """Return how the provider wants to be shown the client's secret: in the header, if it says nothing else."""
    known = metadata["token_endpoint_auth_methods_supported"]
    by_form = "client_secret_post"
    return by_form if by_form in known and "client_secret_basic" not in known else "client_secret_basic"


def _refuse_unsafe(address: str) -> None:
    url = url_of(address)
    if url is None or not (url.scheme == "https" or (url.scheme == "http" and url.hostname in LOOPBACK)):
        raise ValueError("an endpoint of the provider is not reached over TLS")
