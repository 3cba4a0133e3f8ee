"""A message leaves by HTTPS, to the internet alone, and nothing of the answer leads anywhere."""

import re
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from engine.correspondence import posting
from engine.correspondence.posting import HttpsPoster, NotPosted, ReceiverGone, UrlRefused, fit_url, secret_of, signed

DOCS = Path(__file__).parents[3] / "docs" / "webhooks.md"
BODY = b'{"type":"test"}'


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def receiver(authority):
    """Another system on this machine: what it answers, and what it was sent."""
    known = SimpleNamespace(status=204, headers={}, got=[], waits=0.0)

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.got.append((self.path, dict(self.headers.items()), body))
            time.sleep(known.waits)
            self.send_response(known.status)
            for name, value in known.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    known.url = f"https://localhost:{server.server_port}/in?from=us"
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def poster(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return HttpsPoster(reaches_private=True, context=context)


class TestPost:
    def test_hands_over_the_body_with_its_headers(self, receiver, poster):
        poster.post(receiver.url, {"webhook-id": "msg_1"}, BODY)
        ((path, headers, body),) = receiver.got
        assert (path, headers["webhook-id"], body) == ("/in?from=us", "msg_1", BODY)

    @pytest.mark.parametrize(("status", "says"), [(500, "It answered 500"), (302, "redirects are not followed")])
    def test_takes_any_other_answer_for_a_refusal_and_follows_none(self, receiver, poster, status, says):
        receiver.status, receiver.headers = status, {"Location": receiver.url}
        with pytest.raises(NotPosted, match=says):
            poster.post(receiver.url, {}, BODY)
        assert len(receiver.got) == 1

    def test_knows_who_wants_no_more(self, receiver, poster):
        receiver.status = 410
        with pytest.raises(ReceiverGone):
            poster.post(receiver.url, {}, BODY)

    def test_waits_no_longer_than_there_is_time(self, receiver, poster, monkeypatch):
        monkeypatch.setattr(posting, "TIMEOUT_SECONDS", 0.05)
        receiver.waits = 0.3
        with pytest.raises(NotPosted, match="did not answer"):
            poster.post(receiver.url, {}, BODY)

    def test_breaks_off_what_drips(self, receiver, poster, monkeypatch):
        monkeypatch.setattr(posting, "LONGEST_SECONDS", 0.1)
        receiver.waits = 0.5
        with pytest.raises(NotPosted, match="broke off"):
            poster.post(receiver.url, {}, BODY)

    def test_wants_a_certificate_of_an_authority_that_it_knows(self, receiver):
        with pytest.raises(NotPosted, match="certificate"):
            HttpsPoster(reaches_private=True).post(receiver.url, {}, BODY)
        assert receiver.got == []

    def test_knocks_at_no_door_of_its_own_network(self, receiver):
        with pytest.raises(NotPosted, match="not one of the internet"):
            HttpsPoster().post(receiver.url, {}, BODY)
        assert receiver.got == []

    def test_says_when_a_name_is_unknown(self, poster, monkeypatch):
        def unknown(*_args, **_more):
            raise OSError

        monkeypatch.setattr(posting.socket, "getaddrinfo", unknown)
        with pytest.raises(NotPosted, match="looked up"):
            poster.post("https://nowhere.example.org/", {}, BODY)

    def test_takes_a_name_that_has_one_private_address_for_private(self, monkeypatch):
        both = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
        monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_args, **_more: both)
        with pytest.raises(NotPosted, match="not one of the internet"):
            HttpsPoster().post("https://two-faced.example.org/", {}, BODY)


class TestPublic:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
            "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
            "2002:0a00:0001::1", "64:ff9b::a00:1", "ff02::1",
        ],
    )  # fmt: skip
    def test_is_none_of_these(self, address):
        assert not posting._is_public(address)

    @pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
    def test_are_those_of_the_internet(self, address):
        assert posting._is_public(address)


class TestFitUrl:
    @pytest.mark.parametrize(
        "typed",
        [
            "http://systems.example.org/", "https://", "https://user:word@example.org/", "https://example.org/#a",
            "ftp://example.org/", "https://example.org/a b", "https://example.org:99999/", "https://ex\nample.org/",
            "https://example.org/" + "a" * 500, "https://exämple.org/", "",
        ],
    )  # fmt: skip
    def test_refuses_what_messages_cannot_be_posted_to(self, typed):
        with pytest.raises(UrlRefused):
            fit_url(typed)

    def test_leaves_the_rest_as_it_was_typed(self):
        assert fit_url("https://systems.example.org:8443/hook?a=1") == "https://systems.example.org:8443/hook?a=1"


class TestSigned:
    @pytest.fixture
    def is_ours(self):
        """The example of the documentation, as a receiver would take it over."""
        (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        found = {}
        exec(example, found)
        return found["is_ours"]

    def test_is_what_the_documentation_tells_receivers_to_check(self, is_ours):
        secret = secret_of("k" * 32, "a nonce")
        headers = signed(secret, "msg_1", int(time.time()), BODY)
        assert is_ours(secret, headers, BODY)
        assert not is_ours(secret, headers, BODY + b" ")
        assert not is_ours(secret_of("k" * 32, "another"), headers, BODY)
        assert not is_ours(secret, {**headers, "webhook-id": "msg_2"}, BODY)
        assert not is_ours(secret, signed(secret, "msg_1", int(time.time()) - 301, BODY), BODY)

    def test_is_the_signature_of_the_standard(self):
        """Its own example: https://github.com/standard-webhooks/standard-webhooks, libraries' tests."""
        secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
        headers = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
        assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
