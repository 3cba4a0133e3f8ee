"""Mail that leaves over TLS, taken by a mail server of another make (aiosmtpd) with a made-up certificate."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from engine import clock
from engine.correspondence.mail import MailRefused, MailUnreachable, SmtpMailer
from engine.correspondence.outbox import send
from engine.records.tables import delivery
from engine.settings import Smtp
from tests.engine.correspondence.test_mail import message
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT

# aiosmtpd warns of a server that asks for a password without STARTTLS; this one speaks TLS from the first byte
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
LOGIN = LoginPassword(b"reviews", b"a long password")


@dataclass
class Office:
    """The mail server's own part: takes what it is told to, and keeps what it took.

    Attributes:
        rcpt: what it answers to a recipient.
        data: what it answers to a message, one after another; the last for good. "drop" breaks off.
    """

    rcpt: str = "250 OK"
    data: list[str] = field(default_factory=lambda: ["250 OK"])
    taken: list[tuple[Envelope, bool]] = field(default_factory=list)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, *_: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.data.pop(0) if len(self.data) > 1 else self.data[0]
        if answer == "drop":
            server.transport.abort()
        elif answer.startswith("250"):
            self.taken.append((envelope, session.ssl is not None))
        return answer


class Server(Controller):
    """The mail server on a port that is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def authority(tmp_path, monkeypatch) -> trustme.CA:
    """A certificate authority that this program trusts, as it would trust one of its machine."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


Serve = Callable[..., Any]


@pytest.fixture
def serving(authority) -> Serve:
    @contextmanager
    def serve(office: Office, *, security: str = "starttls", of: trustme.CA = authority, host: str = "localhost"):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        of.issue_cert(host).configure_cert(context)
        more = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
        server = Server(
            office,
            hostname="127.0.0.1",
            port=0,
            authenticator=lambda *said: AuthResult(success=said[-1] == LOGIN, handled=False),
            auth_required=True,
            auth_require_tls=security == "starttls",
            **more,
        )
        server.start()
        try:
            yield Smtp(
                host="localhost", port=server.port, security=security, user="reviews", password="a long password"
            )
        finally:
            server.stop()

    return serve


class TestSmtpMailer:
    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_signs_in_over_tls_and_hands_the_message_over(self, serving, security):
        office = Office()
        with serving(office, security=security) as server:
            SmtpMailer(server, bounces_to="bounces@example.org").send(message())
        ((envelope, _),) = office.taken
        assert (envelope.mail_from, envelope.rcpt_tos) == ("bounces@example.org", ["kit@example.org"])
        assert b"Message-ID: <1@example.org>\r\n" in envelope.content
        assert b"From: office@example.org\r\n" in envelope.content

    def test_has_its_own_sender_hear_of_bounces_where_no_other_is_named(self, serving):
        office = Office()
        with serving(office) as server:
            SmtpMailer(server).send(message())
        assert office.taken[0][0].mail_from == "office@example.org"
        assert office.taken[0][1], "over TLS"

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_tells_nothing_to_a_server_that_nobody_vouches_for(self, serving, security):
        office = Office()
        with serving(office, security=security, of=trustme.CA()) as server, pytest.raises(MailUnreachable):
            SmtpMailer(server).send(message())
        assert office.taken == []

    def test_tells_nothing_to_a_server_under_anothers_name(self, serving):
        office = Office()
        with (
            serving(office, host="mail.example.org") as server,
            pytest.raises(MailUnreachable, match="let the service"),
        ):
            SmtpMailer(server).send(message())
        assert office.taken == []

    def test_may_try_again_where_its_password_is_not_taken(self, serving):
        with serving(Office()) as server, pytest.raises(MailUnreachable, match="SMTPAuthenticationError"):
            SmtpMailer(Smtp(host=server.host, port=server.port, user="reviews", password="wrong")).send(message())

    def test_says_when_a_recipient_is_refused_for_good(self, serving):
        with (
            serving(Office(rcpt="550 5.1.1 no such user")) as server,
            pytest.raises(MailRefused, match=r"550: 5\.1\.1"),
        ):
            SmtpMailer(server).send(message())

    @pytest.mark.parametrize(
        "office", [Office(rcpt="450 4.2.0 grey"), Office(data=["451 4.3.0 later"])], ids=["450", "451"]
    )
    def test_says_when_it_may_be_taken_later(self, serving, office):
        with serving(office) as server, pytest.raises(MailUnreachable, match="answered 45"):
            SmtpMailer(server).send(message())

    def test_may_try_again_when_the_server_breaks_off_in_the_middle(self, serving):
        with serving(Office(data=["drop"])) as server, pytest.raises(MailUnreachable, match="broke off"):
            SmtpMailer(server).send(message())


class TestSend:
    @pytest.fixture
    def waiting(self, database) -> Iterator[Any]:
        """Tells how the one delivery stands."""
        start_errand(database, engine_in(database), asker_in(database))

        def look() -> Any:
            with database.reading() as tx:
                return tx.connection.execute(sa.select(delivery)).one()

        return look

    def test_tries_again_until_the_server_takes_it_with_the_same_id_each_time(self, database, waiting, serving):
        office = Office(data=["451 4.3.0 later", "drop", "250 OK"])
        said = {"sender": "reviews@example.org", "sign_in_at": "https://reviews.example.org"}
        with serving(office) as server:
            mailer, at = SmtpMailer(server), AT
            for attempts in (1, 2, 3):
                with clock.stopped_at(at):
                    assert send(database, mailer, waiting().id, **said) == 1
                assert waiting().attempts == attempts
                at = waiting().try_at
        assert (waiting().state, len(office.taken)) == ("sent", 1)
        assert f"Message-ID: {waiting().message_id}".encode() in office.taken[0][0].content

    def test_ends_with_the_first_refusal(self, database, waiting, serving):
        with serving(Office(rcpt="550 5.1.1 no such user")) as server:
            send(database, SmtpMailer(server), waiting().id, sender="reviews@example.org", sign_in_at="")
        assert (waiting().state, waiting().error) == ("failed", "The mail server answered 550: 5.1.1 no such user")
