"""What a provider's answers must keep to: a server that lies in every way that a token can lie.

How a real provider's program is met stands in tests/web/sign_in/provider.
"""

import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

from engine.registers import providers
from engine.registers.providers import AddressNotVerified, IdentityRefused, ProviderAway, ProviderClient
from engine.settings import Provider

SECRET = "of the tests alone, and long enough to sign with"
OURS = {"kid": "ours", "use": "sig"}
MEMORY = {"verifier": "v" * 48, "nonce": "asked"}


@dataclass
class Liar:
    """A provider that answers what a test wants."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, OURS))
    signs_with: Any = None
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "ours"})
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    keys_asked: int = 0
    waits_seconds: float = 0
    says: str = ""

    def token(self) -> str:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": "reviews", "sub": "1", "iat": now, "exp": now + 300, "nonce": "asked",
                "email": "Ruth@Example.org", "email_verified": True, **self.claims}  # fmt: skip
        told = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(self.header, told, self.signs_with or self.key, algorithms=[self.header["alg"]])

    def client(self) -> ProviderClient:
        said = Provider(issuer=self.issuer, client_id="reviews", client_secret=SECRET, name="Example Council")
        return ProviderClient(provider=said, returns_to="http://localhost/sign-in/provider/return")

    def address(self, **more: str) -> str:
        return self.client().verified_address(MEMORY, code="any", **more)


@pytest.fixture
def liar() -> Iterator[Liar]:
    made, app = Liar(), Flask(__name__)

    @app.get("/.well-known/openid-configuration")
    def metadata() -> dict[str, Any]:
        at = made.issuer
        told = {"issuer": at, "authorization_endpoint": f"{at}/auth", "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys"}  # fmt: skip
        return {**told, "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"], **made.metadata}

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        made.keys_asked += 1
        return {"keys": [made.key.as_dict(private=False)]}

    @app.post("/token")
    def token() -> dict[str, Any]:
        time.sleep(made.waits_seconds)
        return {"access_token": "a", "token_type": "Bearer", "id_token": made.says or made.token()}

    server = make_server("localhost", 0, app, threaded=True)
    made.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    thread.join()


class TestVerifiedAddress:
    def test_is_told_as_accounts_keep_it(self, liar):
        assert liar.address() == "ruth@example.org"

    @pytest.mark.parametrize(
        "lie",
        [
            {"nonce": "another"},
            {"nonce": None},
            {"aud": "another"},
            {"aud": ["another"], "azp": "reviews"},
            {"aud": None},
            {"iss": "https://evil.example"},
            {"iss": None},
            {"sub": None},
            {"exp": 1},
            {"exp": None},
            {"nbf": 32503680000},
            {"iat": 32503680000},
        ],
        ids=str,
    )
    def test_is_none_if_a_claim_lies(self, liar, lie):
        liar.claims = lie
        with pytest.raises(IdentityRefused):
            liar.address()

    def test_is_none_if_somebody_else_has_signed(self, liar):
        liar.signs_with = RSAKey.generate_key(2048, OURS)
        with pytest.raises(IdentityRefused):
            liar.address()

    def test_is_none_if_it_is_signed_with_what_both_know(self, liar):
        """Whoever has the client's secret could sign so."""
        liar.header, liar.signs_with = {"alg": "HS256", "kid": "ours"}, OctKey.import_key(SECRET)
        with pytest.raises(IdentityRefused):
            liar.address()

    def test_is_none_if_nobody_has_signed(self, liar):
        _, body, _ = liar.token().split(".")
        plain = urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
        liar.says = f"{plain}.{body}."
        with pytest.raises(IdentityRefused):
            liar.address()

    @pytest.mark.parametrize("said", [False, None, "false", 1, "yes"])
    def test_is_none_if_it_is_not_verified(self, liar, said):
        liar.claims = {"email_verified": said}
        with pytest.raises(AddressNotVerified):
            liar.address()

    def test_allows_clocks_a_minute(self, liar):
        now = int(time.time())
        liar.claims = {"iat": now + 40, "nbf": now + 40, "exp": now - 40}
        assert liar.address() == "ruth@example.org"
        liar.claims = {"exp": now - 70}
        with pytest.raises(IdentityRefused):
            liar.address()

    def test_follows_the_provider_to_a_new_key(self, liar):
        client = liar.client()
        assert client.verified_address(MEMORY, code="any")
        liar.key = RSAKey.generate_key(2048, {"kid": "newer", "use": "sig"})
        liar.header = {"alg": "RS256", "kid": "newer"}
        assert client.verified_address(MEMORY, code="any")
        assert liar.keys_asked == 2

    def test_does_not_wait_for_long(self, liar, monkeypatch):
        monkeypatch.setattr(providers, "TIMEOUT_SECONDS", 0.2)
        liar.waits_seconds = 1
        with pytest.raises(ProviderAway):
            liar.address()

    def test_is_from_the_issuer_that_must_name_itself(self, liar):
        liar.metadata = {"authorization_response_iss_parameter_supported": True}
        with pytest.raises(IdentityRefused):
            liar.address()
        assert liar.address(issuer=liar.issuer) == "ruth@example.org"


class TestMetadata:
    @pytest.mark.parametrize(
        "lie",
        [
            {"issuer": "https://evil.example"},
            {"token_endpoint": "http://evil.example/token"},
            {"jwks_uri": "file:///etc/passwd"},
            {"authorization_endpoint": None},
        ],
        ids=str,
    )
    def test_that_lies_is_not_followed(self, liar, lie):
        liar.metadata = lie
        with pytest.raises(ProviderAway):
            liar.client().start()

    def test_tells_where_one_signs_out_and_nothing_of_who(self, liar):
        assert liar.client().sign_out_address("http://localhost/sign-in") is None
        liar.metadata = {"end_session_endpoint": f"{liar.issuer}/leave"}
        address = liar.client().sign_out_address("http://localhost/sign-in")
        assert address.startswith(f"{liar.issuer}/leave?")
        assert "client_id=reviews" in address
        assert "id_token_hint" not in address
