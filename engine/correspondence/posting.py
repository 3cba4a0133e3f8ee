"""A message to another system: signed as Standard Webhooks say (https://www.standardwebhooks.com), and posted by HTTPS.

Whoever may enter an address could have the service knock at doors of its own network. So the name is looked up once,
every address that it has must be one of the internet, and the connection is made to just that address; no redirect is
followed, nothing of the answer but its status is read, and all of it has to end in time.
"""

import base64
import hmac
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from typing import Protocol

from engine.errors import EngineError
from engine.variables import url_of

PREFIX = "whsec_"
TIMEOUT_SECONDS = 10
"""For each time that the other side lets us wait."""
LONGEST_SECONDS = 30
"""For all of it, once the name is looked up."""
LONGEST_URL = 500
GONE = 410
_HTTPS = 443


class NotPosted(EngineError):
    """The message was not taken; it may be later."""


class ReceiverGone(NotPosted):
    """The receiver says that it wants no message any more."""

    def __init__(self) -> None:
        super().__init__("It answered 410: it wants no messages any more")


class UrlRefused(EngineError):
    """Messages cannot be posted to this address; the error says why."""


class Poster(Protocol):
    """A way for messages to leave."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Hand one message over.

        Raises:
            NotPosted: it was not taken.
        """


def secret_of(secret_key: str, nonce: str) -> str:
    """Return the secret that signs a receiver's messages: 256 bits that the installation's key makes of a nonce."""
    made = hmac.digest(secret_key.encode(), f"webhook {nonce}".encode(), "sha256")
    return PREFIX + base64.b64encode(made).decode()


def signed(secret: str, message_id: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """Return the headers of a message: its id, the Unix time of the attempt, and what proves that both are ours."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    proof = base64.b64encode(hmac.digest(key, f"{message_id}.{seconds}.".encode() + body, "sha256")).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "practice-reviews",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{proof}",
    }


def fit_url(typed: str) -> str:
    """Return an address to which messages can be posted, as it was typed.

    Raises:
        UrlRefused: it is none.
    """
    url = url_of(typed)
    if not typed.isascii() or not typed.isprintable() or " " in typed or len(typed) > LONGEST_URL:
        raise UrlRefused(f"The address must be at most {LONGEST_URL} plain characters")
    if url is None or url.scheme != "https" or not url.hostname:
        raise UrlRefused("The address must begin with https:// and name a host, like https://systems.example.org/hook")
    if url.username or url.password or url.fragment:
        raise UrlRefused("The address must have no user name, no password and no # in it: they would be kept as typed")
    return typed


class HttpsPoster:
    """Posts by HTTPS to a receiver whose certificate is good.

    Args:
        reaches_private: addresses that the internet does not reach are allowed, too.
        context: of TLS; the machine's own authorities if none is given.
    """

    def __init__(self, *, reaches_private: bool = False, context: ssl.SSLContext | None = None) -> None:
        self._reaches_private, self._context = reaches_private, context or ssl.create_default_context()

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Hand one message over; see `Poster`."""
        to = url_of(fit_url(url))
        assert to is not None
        assert to.hostname is not None
        path = f"{to.path or '/'}?{to.query}" if to.query else to.path or "/"
        address = self._address(to.hostname, to.port or _HTTPS)
        with closing(_Pinned(to.hostname, to.port or _HTTPS, address, self._context)) as connection:
            status = _answered(connection, path, headers, body)
        if status == GONE:
            raise ReceiverGone
        if not 200 <= status < 300:  # noqa: PLR2004 - HTTP's own
            hint = "; redirects are not followed" if 300 <= status < 400 else ""  # noqa: PLR2004
            raise NotPosted(f"It answered {status}{hint}")

    def _address(self, host: str, port: int) -> str:
        """Return the address that a name has now, which must be allowed: all that it has, or none is."""
        try:
            found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as unknown:
            raise NotPosted("Its name cannot be looked up") from unknown
        if not self._reaches_private and not all(_is_public(str(address)) for address in found):
            raise NotPosted("Its address is not one of the internet, and this installation sends to no other")
        return str(found[0])


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address of a host, so that the name cannot lead elsewhere meanwhile."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS, context=context)
        self._address, self._tls = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), TIMEOUT_SECONDS)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _answered(connection: _Pinned, path: str, headers: Mapping[str, str], body: bytes) -> int:
    """Return the status with which a message was answered, within the time that there is."""

    def break_off() -> None:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(LONGEST_SECONDS, break_off)
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", path, body, dict(headers))
        return connection.getresponse().status
    except ssl.SSLCertVerificationError as wrong:
        raise NotPosted("Its certificate is not good for its name") from wrong
    except TimeoutError as late:
        raise NotPosted(f"It did not answer within {TIMEOUT_SECONDS} seconds") from late
    except (OSError, http.client.HTTPException) as broken:
        raise NotPosted(f"It cannot be reached, or broke off: {type(broken).__name__}") from broken
    finally:
        watch.cancel()


def _is_public(address: str) -> bool:
    """Tell whether an address is one of the internet, whatever way of writing it hides one that is not."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if found in _NAT64:
            return _is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
