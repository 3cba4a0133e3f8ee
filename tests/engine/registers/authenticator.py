"""A device that makes passkeys, in Python: it answers as a browser does, or lies as it is told to."""

import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey on one device."""

    origin: str
    host: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = b"a passkey of the tests"
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def make(self, options: str) -> str:
        """Make the passkey; return what the browser sends."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        held = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + cbor2.dumps(public)
        said = {"fmt": "none", "attStmt": {}, "authData": self._said(HOLDS_KEY) + held}
        return self._sent(self._asked(options, "webauthn.create"), {"attestationObject": cbor2.dumps(said)})

    def sign(self, options: str) -> str:
        """Sign what the page asks; return what the browser sends."""
        self.count += 1
        asked, said = self._asked(options, "webauthn.get"), self._said(0)
        signed = self.key.sign(said + hashlib.sha256(asked).digest(), ec.ECDSA(hashes.SHA256()))
        return self._sent(asked, {"authenticatorData": said, "signature": signed})

    def _asked(self, options: str, kind: str) -> bytes:
        told = json.loads(options)
        return json.dumps({"type": kind, "challenge": told["challenge"], "origin": self.origin}).encode()

    def _said(self, more: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", self.flags | more, self.count)

    def _sent(self, asked: bytes, response: dict[str, Any]) -> str:
        name = bytes_to_base64url(self.credential)
        said = {part: bytes_to_base64url(value) for part, value in {"clientDataJSON": asked, **response}.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
