"""Mail: a message made of a letter, and the ways in which one leaves: to a mail server, or into a folder.

A message's id is its delivery's, whenever it is sent, so that whoever receives it twice can tell.
"""

import email
import os
import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from engine.errors import EngineError
from engine.settings import MailFolder, Settings, Smtp

TIMEOUT_SECONDS = 20
FIRST_PERMANENT = 500
"""An SMTP answer from here on will not change by asking again."""


CALENDAR_FILE = "invitation.ics"
ADDRESS = re.compile(r'[^\s@,;:<>()\[\]"\\]+@[^\s@,;:<>()\[\]"\\]+')
"""One plain address: what a mail header would read as two, as a name or as a group is refused."""


class MailRefused(EngineError):
    """A message will never be taken as it is: a wrong address, a refusal."""


class MailUnreachable(EngineError):
    """A message could not be handed over now; it may be later."""


class Mailer(Protocol):
    """A way for mail to leave."""

    def send(self, message: EmailMessage) -> None:
        """Hand one message over.

        Raises:
            MailRefused: trying again is of no use.
            MailUnreachable: trying again may help.
        """


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that is attached to a message; `type` is its media type."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class ForCalendar:
    """What a message brings into its reader's calendar: an iCalendar file, and what it asks of the calendar."""

    method: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class SentMail:
    """A message that lies in a mail folder; `at` is an aware instant, `files` are the names of what is attached."""

    to: str
    subject: str
    body: str
    at: datetime
    files: tuple[str, ...] = ()


def compose(
    *,
    message_id: str,
    sender: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    files: Sequence[File] = (),
    calendar: ForCalendar | None = None,
) -> EmailMessage:
    """Make the message of one delivery.

    What is for a calendar is there twice: as another reading of the text, which mail programs act on (RFC 6047),
    and as a file for those who have to open it themselves.

    Raises:
        MailRefused: the address or the subject cannot stand in a header.
    """
    message = EmailMessage(policy=SMTP)
    try:
        if not ADDRESS.fullmatch(to):
            raise ValueError  # noqa: TRY301 - one way out for all that cannot stand in a header
        message["From"] = sender
        message["To"] = to
        message["Subject"] = subject
        message["Message-ID"] = message_id
        message["Date"] = format_datetime(at.astimezone(UTC))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body, cte="quoted-printable")
        if calendar:
            text = calendar.content.decode()
            message.add_alternative(text, subtype="calendar", cte="base64", params={"method": calendar.method})
            message.add_attachment(calendar.content, maintype="application", subtype="ics", filename=CALENDAR_FILE)
        for file in files:
            kind, _, subtype = file.type.partition("/")
            message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    except (ValueError, MessageError) as wrong:
        raise MailRefused("The address or the subject cannot stand in a mail; correct the account's address") from wrong
    return message


def mailer_of(settings: Settings) -> Mailer:
    """Return the way in which an installation sends its mail."""
    match settings.mail:
        case Smtp():
            return SmtpMailer(settings.mail, bounces_to=settings.bounces_to)
        case MailFolder():
            return FolderMailer(settings.mail.path)


class SmtpMailer:
    """Sends to a mail server, over TLS unless it is on this machine.

    Args:
        server: the mail server.
        bounces_to: the address to which mail servers report what did not arrive; by default the message's sender.
    """

    def __init__(self, server: Smtp, *, bounces_to: str = "") -> None:
        self._server, self._bounces_to = server, bounces_to or None
        self._context = ssl.create_default_context()

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; see `Mailer`."""
        smtp = self._connected()
        try:
            smtp.send_message(message, from_addr=self._bounces_to)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _error(*next(iter(refused.recipients.values()))) from refused
        except smtplib.SMTPDataError as refused:
            raise _error(refused.smtp_code, refused.smtp_error) from refused
        except smtplib.SMTPNotSupportedError as lacking:
            raise MailRefused("The mail server cannot write to an address with letters like this one's") from lacking
        except (OSError, smtplib.SMTPException) as broken:
            raise MailUnreachable(f"The mail server broke off: {type(broken).__name__}") from broken
        finally:
            with suppress(OSError, smtplib.SMTPException):  # what was taken stays taken, however the goodbye goes
                smtp.quit()

    def _connected(self) -> smtplib.SMTP:
        """Connect, turn to TLS, sign in; what fails here is nothing about the message."""
        server = self._server
        try:
            if server.security == "tls":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=TIMEOUT_SECONDS, context=self._context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        except (OSError, smtplib.SMTPException) as down:
            raise MailUnreachable(f"The mail server cannot be reached: {type(down).__name__}") from down
        try:
            if server.security == "starttls":
                smtp.starttls(context=self._context)
            if server.user:
                smtp.login(server.user, server.password)
        except (OSError, smtplib.SMTPException) as wrong:  # an error of TLS is an OSError
            smtp.close()
            raise MailUnreachable(f"The mail server does not let the service in: {type(wrong).__name__}") from wrong
        return smtp


class FolderMailer:
    """Writes each message into a folder, once: its id is its file's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; see `Mailer`."""
        name = "".join(letter for letter in message["Message-ID"] if letter.isalnum() or letter in "@.-")
        path = self._folder / f"{name}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if path.exists():
                return
            with NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as part:
                part.write(message.as_bytes())
                part.flush()
                os.fsync(part.fileno())
            Path(part.name).replace(path)
        except OSError as wrong:
            raise MailUnreachable(f"The mail folder cannot be written: {wrong.strerror}") from wrong


def read_folder(folder: Path, most: int, *, to: str = "") -> list[SentMail]:
    """Return the mail that was written into a folder, the newest first; all of it, or what went to one address."""
    files = [(path.stat().st_mtime_ns, path) for path in folder.glob("*.eml")] if folder.is_dir() else []
    newest = (path for _, path in sorted(files, reverse=True))
    return list(islice((mail for mail in _read(newest) if to in ("", mail.to)), most))


def recipients(folder: Path) -> list[str]:
    """Return the addresses to which a folder holds mail, sorted."""
    headers = BytesHeaderParser(policy=SMTP)
    return sorted({str(headers.parsebytes(path.read_bytes())["To"]) for path in folder.glob("*.eml")})


def _read(paths: Iterable[Path]) -> Iterator[SentMail]:
    for path in paths:
        message = email.message_from_bytes(path.read_bytes(), policy=SMTP)
        assert isinstance(message, EmailMessage)
        text = message.get_body(("plain",))
        yield SentMail(
            to=str(message["To"]),
            subject=str(message["Subject"]),
            body=text.get_content().replace("\r\n", "\n") if text else "",
            at=parsedate_to_datetime(message["Date"]),
            files=tuple(filter(None, (part.get_filename() for part in message.iter_attachments()))),
        )


def _error(code: int, said: bytes | str) -> MailRefused | MailUnreachable:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    kind = MailRefused if code >= FIRST_PERMANENT else MailUnreachable
    return kind(f"The mail server answered {code}: {words}")
