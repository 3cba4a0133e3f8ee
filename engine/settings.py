"""The only place that reads the environment: what an installation must, and may, say about itself.

A default stands only where it is right in production and fit to be public. A secret comes from its
variable, or from the file that the same variable with `_FILE` names. A demonstration reads no
environment: it builds its own `Settings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import sqlalchemy as sa

from engine.errors import EngineError

SHORTEST_SECRET = 32
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
CLAMD_PORT = 3310
UPLOADS = "uploads"
DATABASES = ("sqlite", "postgresql+psycopg")


class SettingsRefused(EngineError):
    """The environment does not say, or says wrongly, what the service needs; every problem is told at once."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the settings cannot be used:\n" + "\n".join(f"  {problem}" for problem in problems))


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """A mail server.

    Attributes:
        security: `starttls` (the connection must turn to TLS), `tls` from the first byte, or `plain`, which is
            for a server on the same machine.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class MailFolder:
    """A folder into which mail is written instead of being sent."""

    path: Path


@dataclass(frozen=True, kw_only=True)
class Clamd:
    """Where the virus scanner clamd listens: a host and its port, or the path of a socket on this machine."""

    host: str = ""
    port: int = 0
    socket: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation says about itself.

    Attributes:
        database_url: `sqlite:////path` or `postgresql+psycopg://...`.
        data_folder: where uploads lie; outside anything that is served.
        secret_key: signs what a browser keeps.
        public_address: `https://host`, as people type it; the only host answered.
        mail: where mail goes.
        mail_from: the sender's address of everything that is sent.
        bounces_to: the address to which mail servers report what did not arrive; empty for the sender's.
        attaches_files: documents that come with letters are attached to the mail, and not only named by their address.
        session_minutes: after how many minutes without a request a session ends.
        largest_upload_bytes: of one file.
        trusted_proxies: how many proxies in front of the service set `X-Forwarded-` headers.
        scanner: looks for viruses in whatever is uploaded; none for no scanner.
        link_days: for how many days a link opens a request to an agency without an account; 0 switches links off.
        is_demonstration: invented people and cases; its sign-in page offers them, its mail is read in the browser.
    """

    database_url: str = field(repr=False)
    data_folder: Path
    secret_key: str = field(repr=False)
    public_address: str
    mail: Smtp | MailFolder
    mail_from: str
    session_minutes: int = 30
    largest_upload_bytes: int = 20_000_000
    trusted_proxies: int = 0
    bounces_to: str = ""
    attaches_files: bool = False
    scanner: Clamd | None = None
    link_days: int = 30
    is_demonstration: bool = False

    @property
    def uploads_folder(self) -> Path:
        """The folder of the uploaded files."""
        return self.data_folder / UPLOADS

    @property
    def is_secure(self) -> bool:
        """Tell whether people reach the service over TLS, so that cookies may insist on it."""
        return self.public_address.startswith("https://")

    @property
    def host(self) -> str:
        """The host, with its port where the address names one, that requests must be for."""
        return urlsplit(self.public_address).netloc


def settings_of_environment() -> Settings:
    """Read the settings of this installation from the program's environment; see `read_settings`."""
    return read_settings(os.environ)


def database_of_environment() -> str:
    """Read the database's address alone, for commands that need nothing else.

    Raises:
        SettingsRefused: it is missing or wrong.
    """
    reader = _Reader(os.environ)
    address = reader.database()
    if reader.problems:
        raise SettingsRefused(reader.problems)
    return address


def places_of_environment() -> tuple[str, Path]:
    """Read where this installation keeps what must not be lost: the database's address, the folder of the uploads.

    Raises:
        SettingsRefused: one of them is missing or wrong.
    """
    reader = _Reader(os.environ)
    found = reader.database(), reader.folder("CSPR_DATA_FOLDER", "/var/lib/cspr") / UPLOADS
    if reader.problems:
        raise SettingsRefused(reader.problems)
    return found


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings of an installation.

    Args:
        environ: variables, all named `CSPR_...`; others are not looked at.

    Raises:
        SettingsRefused: with every variable that is missing or wrong, and an example of each.
    """
    reader = _Reader(environ)
    settings = Settings(
        database_url=reader.database(),
        data_folder=reader.folder("CSPR_DATA_FOLDER", "/var/lib/cspr"),
        secret_key=reader.secret_key(),
        public_address=reader.public_address(),
        mail=reader.mail(),
        mail_from=reader.mail_address("CSPR_MAIL_FROM", "reviews@example.org"),
        bounces_to=reader.mail_address("CSPR_MAIL_BOUNCES_TO", "bounces@example.org", is_optional=True),
        attaches_files=reader.one_of("CSPR_MAIL_ATTACHMENTS", ("links", "files")) == "files",
        session_minutes=reader.whole("CSPR_SESSION_MINUTES", Settings.session_minutes, least=5, most=24 * 60),
        largest_upload_bytes=reader.whole(
            "CSPR_LARGEST_UPLOAD_BYTES", Settings.largest_upload_bytes, least=100_000, most=200_000_000
        ),
        trusted_proxies=reader.whole("CSPR_TRUSTED_PROXIES", Settings.trusted_proxies, least=0, most=5),
        scanner=reader.scanner(),
        link_days=reader.whole("CSPR_LINK_DAYS", Settings.link_days, least=0, most=90),
    )
    reader.close()
    if reader.problems:
        raise SettingsRefused(reader.problems)
    return settings


class _Reader:
    """Takes variables one by one and gathers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = {name: value.strip() for name, value in environ.items() if name.startswith("CSPR_")}
        self.problems: list[str] = []
        self._known = set[str]()

    def close(self) -> None:
        """Refuse what was never asked for: a misspelt variable would be silently without effect."""
        for name in sorted(self.environ.keys() - self._known):
            self.problems.append(f"{name}: is not a setting; correct its name or take it away")

    def text(self, name: str, example: str, *, default: str | None = None) -> str:
        self._known.add(name)
        value = self.environ.get(name) or default
        if value is None:
            self.problems.append(f"{name}: is not set; for example {name}={example}")
        return value or ""

    def secret(self, name: str, example: str, *, default: str | None = None) -> str:
        """Take a secret from its variable, or from the file that `<name>_FILE` names."""
        file = f"{name}_FILE"
        path = self.text(file, "", default="")
        if not path:
            return self.text(name, f"{example}, or {file}=/run/secrets/{name.lower()}", default=default)
        self._known.add(name)
        if self.environ.get(name):
            self.problems.append(f"{name}: is set, and {file} as well; keep one")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            reason = wrong.strerror if isinstance(wrong, OSError) else "it is not text"
            self.problems.append(f"{file}: {path} cannot be read: {reason}")
            return ""

    def whole(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default), default=str(default))
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        self.problems.append(f"{name}: must be a whole number from {least} to {most}; for example {name}={default}")
        return default

    def folder(self, name: str, example: str) -> Path:
        value = self.text(name, example)
        if value and not Path(value).is_absolute():
            self.problems.append(f"{name}: must be the full path of a folder; for example {name}={example}")
        return Path(value)

    def database(self) -> str:
        name, example = "CSPR_DATABASE_URL", "postgresql+psycopg://cspr@localhost/cspr"
        value = self.secret(name, example)
        if not value:
            return ""
        try:
            url = sa.make_url(value)
        except sa.exc.ArgumentError:
            self.problems.append(f"{name}: is not a database address; for example {name}={example}")
            return ""
        if url.drivername not in DATABASES or not url.database:
            self.problems.append(
                f"{name}: must start with {' or '.join(f'{kind}://' for kind in DATABASES)} and name a database; "
                f"for example {name}={example} or sqlite:////var/lib/cspr/cspr.sqlite"
            )
        return value

    def secret_key(self) -> str:
        name = "CSPR_SECRET_KEY"
        value = self.secret(name, "$(python3 -c 'import secrets; print(secrets.token_hex(32))')")
        if value and len(value) < SHORTEST_SECRET:
            self.problems.append(f"{name}: must have {SHORTEST_SECRET} characters or more, drawn at random")
        return value

    def public_address(self) -> str:
        name, example = "CSPR_PUBLIC_ADDRESS", "https://reviews.example.org"
        value = self.text(name, example).rstrip("/")
        url = _url(value)
        if value and (not url or not url.hostname or url.path or url.query or url.scheme not in ("http", "https")):
            self.problems.append(f"{name}: must be an address without a path; for example {name}={example}")
        elif url and url.scheme == "http" and url.hostname not in LOOPBACK:
            self.problems.append(f"{name}: must start with https://, since passwords are sent to it")
        return value

    def mail(self) -> Smtp | MailFolder:
        name, example = "CSPR_SMTP_URL", "smtp://cspr@mail.example.org:587"
        folder = self.text("CSPR_MAIL_FOLDER", "", default="")
        value = self.text(name, example, default="" if folder else None)
        password = self.secret("CSPR_SMTP_PASSWORD", "", default="")
        if folder:
            if value:
                self.problems.append(f"{name}: is set, and CSPR_MAIL_FOLDER as well; keep one")
            return MailFolder(path=self.folder("CSPR_MAIL_FOLDER", "/var/lib/cspr/mail"))
        smtp = _smtp(value, password)
        if not value or smtp:
            return smtp or Smtp(host="", port=0)
        self.problems.append(
            f"{name}: must be smtp://user@host:port (turned to TLS), smtps://user@host:port (TLS at once), or "
            f"smtp+plain://localhost:port for a server on this machine, the password in CSPR_SMTP_PASSWORD; "
            f"for example {name}={example}"
        )
        return Smtp(host="", port=0)

    def scanner(self) -> Clamd | None:
        name = "CSPR_VIRUS_SCANNER"
        value = self.text(name, "", default="")
        url = _url(value)
        if not value:
            return None
        if url and url.scheme == "unix" and url.path and not url.netloc:
            return Clamd(socket=url.path)
        if url and url.scheme == "tcp" and url.hostname and not url.path:
            return Clamd(host=url.hostname, port=url.port or CLAMD_PORT)
        self.problems.append(
            f"{name}: must be where clamd listens; for example {name}=unix:///run/clamav/clamd.ctl or "
            f"tcp://localhost:{CLAMD_PORT}"
        )
        return None

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        """Take one of several words; the first is the default."""
        value = self.text(name, values[0], default=values[0])
        if value not in values:
            self.problems.append(f"{name}: must be {' or '.join(values)}; for example {name}={values[0]}")
        return value

    def mail_address(self, name: str, example: str, *, is_optional: bool = False) -> str:
        value = self.text(name, example, default="" if is_optional else None)
        user, _, domain = value.partition("@")
        if value and (not user or "." not in domain or not value.isprintable() or set(value) & set(' <>,;"')):
            self.problems.append(f"{name}: must be one email address; for example {name}={example}")
        return value


def _smtp(value: str, password: str) -> Smtp | None:
    url = _url(value)
    if not url or url.scheme not in SMTP_PORTS or not url.hostname or url.path.strip("/") or url.password:
        return None
    if url.scheme == "smtp+plain" and url.hostname not in LOOPBACK:
        return None
    return Smtp(
        host=url.hostname,
        port=url.port or SMTP_PORTS[url.scheme],
        security={"smtp": "starttls", "smtps": "tls"}.get(url.scheme, "plain"),
        user=url.username or "",
        password=password,
    )


def _url(value: str) -> SplitResult | None:
    try:
        url = urlsplit(value)
        url.port  # noqa: B018 - it is read here because reading it checks it
    except ValueError:
        return None
    return url
