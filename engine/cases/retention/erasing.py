"""What the background worker erases: files, the database's own files, and each night what nobody needs any more.

Each piece is a row of `erasure`, which goes once it is done; doing one twice does no harm. One row stays for good: it
has things cleared (`engine.cases.clearing`), and comes again the next night.
"""

from datetime import timedelta

import sqlalchemy as sa

from engine.cases.clearing import clear
from engine.cases.retention import certificates
from engine.cases.retention.destroying import KEPT, tables_of_a_case, tonight
from engine.periods import Housekeeping
from engine.records.db import Database, Transaction
from engine.records.retention import CERTIFICATES, CLEARANCE, DATABASE, erasure
from engine.records.scrubbing import scrub
from engine.registers.uploads import erase_file
from engine.settings import CERTIFICATES as FOLDER
from engine.settings import UPLOADS

_LATER = timedelta(days=1)
_x = erasure.c
_WHAT = sa.select(_x.what).where(_x.id == sa.bindparam("key", type_=_x.id.type)).with_for_update()


def clear_nightly(tx: Transaction) -> None:
    """See that things are cleared from the next night on, if they are not yet."""
    if tx.connection.execute(sa.select(_x.id).where(_x.what == CLEARANCE)).first() is None:
        tx.connection.execute(erasure.insert(), {"what": CLEARANCE, "due_at": tonight(tx.at)})


def erase(database: Database, housekeeping: Housekeeping, key: int) -> int:
    """Do one piece; tell how much was erased or cleared: 0 if it was done before.

    Raises:
        OSError: the data folder is not there, or a file of it cannot be erased; it is tried again.
        StillInUse: the database's files could not be rewritten now.
    """
    folder = housekeeping.data_folder
    with database.transaction() as tx:
        what = tx.connection.scalar(_WHAT, {"key": key})
        if what is None:
            return 0
        if what not in (DATABASE, CLEARANCE):
            if what == CERTIFICATES:
                certificates.write_files(tx, folder / FOLDER)
            else:
                erase_file(tx, folder / UPLOADS, what)
            return tx.connection.execute(erasure.delete().where(_x.id == key)).rowcount
    if what == DATABASE:
        scrub(database, sorted(table.name for table in (*tables_of_a_case(), *KEPT)))
        with database.transaction() as tx:  # what was deleted before it is gone for all of them
            return tx.connection.execute(erasure.delete().where(_x.what == DATABASE, _x.id <= key)).rowcount
    cleared = clear(database, housekeeping.kept)
    with database.transaction() as tx:
        tx.connection.execute(erasure.delete().where(_x.what == CLEARANCE, _x.id != key))  # of two first workers
        tx.connection.execute(erasure.update().where(_x.id == key).values(due_at=tonight(tx.at)))
    return cleared


def put_off(database: Database, key: int) -> int:
    """Try a piece again tomorrow, because it has failed for good today."""
    with database.transaction() as tx:
        later = erasure.update().where(_x.id == key).values(due_at=tx.at + _LATER)
        return tx.connection.execute(later).rowcount
