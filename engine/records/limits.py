"""The table of what is counted before it is refused: misses, by who tries, whatever process is asked."""

import sqlalchemy as sa

from engine.records.kinds import Instant
from engine.records.metadata import metadata

tried = sa.Table(
    "tried",  # gone once its time is over
    metadata,
    sa.Column("key_sha256", sa.String(64), primary_key=True),  # of who tries, and what: nothing personal
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),  # of the time in which they are counted
    sa.Index("tried_ends", "ends_at"),
)
