"""What the installation's secret key alone can open, or recognise: secrets that lie in the database.

A copy of the database tells nothing of them. Who changes the secret key makes all of them worthless.
"""

import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


@dataclass(frozen=True, kw_only=True)
class Seal:
    """Seals what has to be read again, and marks what has only to be recognised; `of` says whose, and what, it is.

    What was sealed or marked of one cannot pass for another's.
    """

    secret_key: str = field(repr=False)

    def close(self, plain: bytes, *, of: str) -> bytes:
        """Return `plain` sealed, another text each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._key("seal")).encrypt(nonce, plain, of.encode())

    def open(self, sealed: bytes, *, of: str) -> bytes | None:
        """Return what was sealed; none of what this key did not seal, or not for `of`."""
        try:
            return AESGCM(self._key("seal")).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], of.encode())
        except (InvalidTag, ValueError):
            return None

    def mark(self, text: str, *, of: str) -> str:
        """Return by what a text is recognised: 64 letters, always the same, from which nobody gets back to it."""
        return hmac.digest(self._key("mark"), f"{of}\0{text}".encode(), "sha256").hex()

    def _key(self, use: str) -> bytes:
        return hmac.digest(self.secret_key.encode(), f"engine.registers.sealing {use}".encode(), "sha256")
