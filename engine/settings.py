"""The only place that reads the environment: what an installation must, and may, say about itself.

A default stands only where it is right in production and fit to be public. A secret comes from its
variable, or from the file that the same variable with `_FILE` names. A demonstration reads no
environment: it builds its own `Settings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

from engine.errors import EngineError
from engine.logs import FORMATS
from engine.periods import Kept
from engine.variables import Variables, url_of

SHORTEST_SECRET = 32
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
CLAMD_PORT = 3310
UPLOADS, PACKAGES, CERTIFICATES = "uploads", "packages", "certificates"
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
class Provider:
    """An organisation's OpenID Connect provider, at which its people sign in.

    Attributes:
        issuer: its address, exactly as it calls itself in its metadata.
        name: what people call it, on the button.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


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
        session_hours: after how many hours a session ends, however busy it is.
        demands_second_step: who signs in with a password sets a second step up first; otherwise they may.
        provider: at which people of an organisation sign in; none if they do so here alone.
        logs: as what the programs log, one of `engine.logs.FORMATS`.
        metrics_token: who has it may read the measures; empty for nobody.
        posts_to_private_addresses: messages to other systems may go to addresses that the internet does not reach.
        package_days: for how many days what was made for a person who asked what is held about them is kept as a file.
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
    session_hours: int = 12
    demands_second_step: bool = True
    provider: Provider | None = None
    logs: str = FORMATS[0]
    metrics_token: str = field(default="", repr=False)
    posts_to_private_addresses: bool = False
    package_days: int = 14
    is_demonstration: bool = False
    kept: Kept = field(default_factory=Kept)

    @property
    def uploads_folder(self) -> Path:
        """The folder of the uploaded files."""
        return self.data_folder / UPLOADS

    @property
    def packages_folder(self) -> Path:
        """The folder of what was made for people who asked what is held about them."""
        return self.data_folder / PACKAGES

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


def tell_library(name: str, value: str) -> None:
    """Set a variable of this program's environment that a library reads, as the only way to tell it something."""
    os.environ[name] = value


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
        secret_key=reader.drawn("CSPR_SECRET_KEY"),
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
        session_hours=reader.whole("CSPR_SESSION_HOURS", Settings.session_hours, least=1, most=24),
        demands_second_step=reader.one_of("CSPR_SECOND_STEP", ("demanded", "offered")) == "demanded",
        provider=reader.provider(),
        logs=reader.one_of("CSPR_LOGS", FORMATS),
        metrics_token=reader.drawn("CSPR_METRICS_TOKEN", is_optional=True),
        posts_to_private_addresses=reader.one_of("CSPR_WEBHOOKS_TO", ("internet", "anywhere")) == "anywhere",
        package_days=reader.whole("CSPR_PACKAGE_DAYS", Settings.package_days, least=1, most=90),
        kept=reader.kept(),
    )
    reader.close()
    if reader.problems:
        raise SettingsRefused(reader.problems)
    return settings


class _Reader(Variables):
    """Takes what an installation says of itself."""

    def kept(self) -> Kept:
        days = ((name, days) for name, days in vars(Kept()).items())
        return Kept(**{name: self.whole(f"CSPR_KEEP_{name}".upper(), day, least=1, most=3650) for name, day in days})

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

    def drawn(self, name: str, *, is_optional: bool = False) -> str:
        value = self.secret(name, "$(openssl rand -hex 32)", default="" if is_optional else None)
        if value and len(value) < SHORTEST_SECRET:
            self.problems.append(f"{name}: must have {SHORTEST_SECRET} characters or more, drawn at random")
        return value

    def public_address(self) -> str:
        name, example = "CSPR_PUBLIC_ADDRESS", "https://reviews.example.org"
        value = self.text(name, example).rstrip("/")
        url = url_of(value)
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
        url = url_of(value)
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

    def provider(self) -> Provider | None:
        name, example = "CSPR_OIDC_ISSUER", "https://login.example.org"
        issuer = self.text(name, example, default="")
        rest = {
            "client_id": self.text("CSPR_OIDC_CLIENT_ID", "", default=""),
            "client_secret": self.secret("CSPR_OIDC_CLIENT_SECRET", "", default=""),
            "name": self.text("CSPR_OIDC_NAME", "", default=""),
        }
        if not issuer and not any(rest.values()):
            return None
        url = url_of(issuer)
        is_web = url is not None and (url.scheme == "https" or (url.scheme == "http" and url.hostname in LOOPBACK))
        if url is None or not is_web or not url.hostname or url.query or url.fragment:
            self.problems.append(f"{name}: must be the provider's https:// address; for example {name}={example}")
        for key, value in rest.items():
            if not value:
                self.problems.append(f"CSPR_OIDC_{key.upper()}: is not set, and {name} is; set both or neither")
        return Provider(issuer=issuer, **rest)


def _smtp(value: str, password: str) -> Smtp | None:
    url = url_of(value)
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
