"""For how long what nobody needs is kept, and where its files lie: what an installation says of it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Kept:
    """For how many days: drafts of closed tasks, files never sent, notices, codes and sessions that have expired."""

    draft_days: int = 90
    upload_days: int = 90
    notice_days: int = 400
    code_days: int = 30
    session_days: int = 1


@dataclass(frozen=True, kw_only=True)
class Housekeeping:
    """What the worker needs to erase and to clear: the folder of uploads and certificates, and the periods."""

    data_folder: Path
    kept: Kept = field(default_factory=Kept)
