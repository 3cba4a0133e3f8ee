import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.correspondence.mail import (
    FolderMailer,
    MailRefused,
    MailUnreachable,
    SmtpMailer,
    compose,
    mailer_of,
    read_folder,
)
from engine.settings import MailFolder, Settings, Smtp
from tests.engine.rows import AT


def message(**said):
    values = {
        "message_id": "<1@example.org>", "sender": "office@example.org", "to": "kit@example.org", "subject": "Hello",
        "body": "Dear Kit\n", "at": AT,
    }  # fmt: skip
    return compose(**{**values, **said})


class Server(socketserver.ThreadingTCPServer):
    """A mail server that answers as it is told, and keeps what it took."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, **answers: str) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.answers = answers
        self.taken: list[bytes] = []

    @property
    def settings(self) -> Smtp:
        return Smtp(host="127.0.0.1", port=self.server_address[1], security="plain")


class Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.say(self.server.answers.get("hello", "220 ready"))
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            answer = self.server.answers.get(verb.lower(), {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok"))
            if answer == "hang up":
                return
            self.say(answer)
            if verb == "QUIT":
                return
            if verb == "DATA" and answer.startswith("354"):
                self.take()

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.taken.append(b"".join(lines))
        self.say(self.server.answers.get("end", "250 taken"))

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def serving(**answers: str) -> Iterator[Server]:
    with Server(**answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


class TestCompose:
    def test_makes_a_plain_message_that_says_it_was_generated(self):
        made = message(body="Grüße\n" + "x" * 2000)
        assert made["Message-ID"] == "<1@example.org>"
        assert made["Date"] == "Tue, 14 Apr 2026 09:30:00 +0000"
        assert made["Auto-Submitted"] == "auto-generated"
        assert made.get_content() == "Grüße\n" + "x" * 2000 + "\n"
        assert max(map(len, made.as_bytes().split(b"\r\n"))) < 998

    @pytest.mark.parametrize(
        "said", [{"to": "kit@example.org\nBcc: x@example.org"}, {"subject": "a\r\nBcc: x@example.org"}], ids=str
    )
    def test_refuses_a_line_break_in_a_header(self, said):
        with pytest.raises(MailRefused):
            message(**said)

    @pytest.mark.parametrize(
        "to", ["", "kit", "kit@example.org, x@example.org", "kit@[", "Kit <kit@example.org>", "a b@c"]
    )
    def test_refuses_what_is_not_one_plain_address(self, to):
        with pytest.raises(MailRefused):
            message(to=to)


class TestSmtpMailer:
    def test_hands_the_message_over(self):
        with serving() as server:
            SmtpMailer(server.settings).send(message())
        assert b"Message-ID: <1@example.org>" in server.taken[0]
        assert b"Dear Kit" in server.taken[0]

    @pytest.mark.parametrize(
        "answers", [{"rcpt": "550 no such user"}, {"data": "554 no"}, {"end": "552 too large"}], ids=str
    )
    def test_says_when_trying_again_is_of_no_use(self, answers):
        with serving(**answers) as server, pytest.raises(MailRefused, match=r"answered 55\d"):
            SmtpMailer(server.settings).send(message())

    @pytest.mark.parametrize(
        "answers",
        [
            {"hello": "554 not today"}, {"hello": "421 busy"}, {"rcpt": "450 grey"}, {"end": "451 later"},
            {"mail": "550 not from you"}, {"data": "hang up"}, {"ehlo": "hang up"},
        ],
        ids=str,
    )  # fmt: skip
    def test_says_when_trying_again_may_help(self, answers):
        with serving(**answers) as server, pytest.raises(MailUnreachable):
            SmtpMailer(server.settings).send(message())

    def test_does_not_mind_how_the_server_says_goodbye(self):
        with serving(quit="500 what") as server:
            SmtpMailer(server.settings).send(message())
        assert len(server.taken) == 1

    def test_sends_nothing_to_a_server_that_cannot_turn_to_tls(self):
        with serving() as server:
            settings = Smtp(host="127.0.0.1", port=server.settings.port, security="starttls")
            with pytest.raises(MailUnreachable, match="let the service in"):
                SmtpMailer(settings).send(message())
        assert server.taken == []

    def test_sends_nothing_to_a_server_that_is_not_tls_from_the_first_byte(self):
        with serving() as server:
            settings = Smtp(host="127.0.0.1", port=server.settings.port, security="tls")
            with pytest.raises(MailUnreachable):
                SmtpMailer(settings).send(message())

    def test_sends_no_password_to_a_server_that_does_not_ask(self):
        with serving() as server:
            settings = Smtp(host="127.0.0.1", port=server.settings.port, security="plain", user="a", password="b")
            with pytest.raises(MailUnreachable):
                SmtpMailer(settings).send(message())

    def test_says_when_there_is_no_server(self):
        with serving() as server:
            settings = server.settings
        with pytest.raises(MailUnreachable, match="cannot be reached"):
            SmtpMailer(settings).send(message())

    def test_refuses_an_address_that_the_server_cannot_write_to(self):
        with serving() as server, pytest.raises(MailRefused, match="letters like this"):
            SmtpMailer(server.settings).send(message(to="käte@example.org"))


class TestFolderMailer:
    def test_writes_a_message_once_however_often_it_is_sent(self, tmp_path):
        mailer = FolderMailer(tmp_path / "mail")
        mailer.send(message())
        mailer.send(message(body="again"))
        assert [path.name for path in (tmp_path / "mail").iterdir()] == ["1@example.org.eml"]
        assert read_folder(tmp_path / "mail", most=10)[0].body == "Dear Kit\n"

    def test_never_leaves_its_folder(self, tmp_path):
        FolderMailer(tmp_path / "mail").send(message(message_id="<../../a/b@example.org>"))
        assert [path.parent for path in tmp_path.rglob("*.eml")] == [tmp_path / "mail"]

    def test_says_when_the_folder_cannot_be_written(self, tmp_path):
        (tmp_path / "mail").write_text("a file")
        with pytest.raises(MailUnreachable):
            FolderMailer(tmp_path / "mail").send(message())


class TestReadFolder:
    def test_gives_the_newest_first_and_no_more_than_asked(self, tmp_path):
        for number in range(3):
            FolderMailer(tmp_path).send(message(message_id=f"<{number}@example.org>", subject=f"Letter {number} … é"))
        found = read_folder(tmp_path, most=2)
        assert [mail.subject for mail in found] == ["Letter 2 … é", "Letter 1 … é"]
        assert (found[0].to, found[0].at) == ("kit@example.org", AT)

    def test_finds_nothing_where_nothing_was_sent(self, tmp_path):
        assert read_folder(tmp_path / "none", most=2) == []


class TestMailerOf:
    @pytest.mark.parametrize(
        ("mail", "kind"), [(Smtp(host="localhost", port=25), SmtpMailer), (MailFolder(path=Path("m")), FolderMailer)]
    )
    def test_takes_the_way_that_the_settings_name(self, mail, kind):
        settings = Settings(
            database_url="", data_folder=Path(), secret_key="", public_address="", mail=mail, mail_from="a@example.org"
        )
        assert isinstance(mailer_of(settings), kind)
