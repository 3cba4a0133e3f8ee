"""The tables of signing in: sessions, and what people prove themselves with besides a password."""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant
from engine.records.metadata import metadata, person_id

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    person_id(nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_seen_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("device", sa.String(60), nullable=False, server_default=""),  # in plain words, as the browser says
    sa.Column("how", sa.String(10), nullable=False, server_default=""),  # they signed in: engine.registers.sessions
    sa.Column("lacks", sa.String(10), nullable=False, server_default=""),  # engine.registers.sessions: CODE, FACTOR; ''
    sa.Index("session_person", "person_id"),
)
authenticator_app = sa.Table(
    "authenticator_app",  # that makes a person's codes
    metadata,
    person_id(nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # its secret, which the installation's key alone opens
    sa.Column("last_step", sa.BigInteger, nullable=False),  # of the last code that was taken: none is taken twice
    sa.Column("added_at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("person_id"),
)
recovery_code = sa.Table(
    "recovery_code",
    metadata,
    sa.Column("id", Id, primary_key=True),
    person_id(nullable=False),
    sa.Column("mark", sa.String(64), nullable=False),  # by which the installation's key alone recognises it
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Index("recovery_code_person", "person_id"),
)
passkey = sa.Table(
    "passkey",
    metadata,
    sa.Column("id", Id, primary_key=True),
    person_id(nullable=False),
    sa.Column("credential", sa.String(1400), nullable=False, unique=True),  # its id, base64url, as browsers say it
    sa.Column("public_key", sa.LargeBinary, nullable=False),  # COSE
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(60), nullable=False),  # as its owner calls it
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("used_at", Instant),  # last
    sa.Index("passkey_person", "person_id"),
)
