"""Destroying again what comes back: a database put back from an older copy holds cases that were destroyed since.

The certificates say which. They lie as files beside the uploads and in every copy (`cspr backup`), and should be kept
somewhere else as well.
"""

from pathlib import Path

from engine.cases.retention import certificates
from engine.cases.retention.destroying import destroy_again
from engine.records.db import Database


def destroy_what_came_back(database: Database, folder: Path) -> list[str]:
    """Take up the certificates of a folder, and destroy again each case that they certify and that is there.

    A case a transaction; what was done stays done if it is broken off, and it can be done again.

    Returns:
        The references of the cases that had come back.

    Raises:
        CertificateDamaged: a file of the folder is no certificate, or was changed; nothing is done then.
    """
    with database.transaction() as tx:
        certificates.put_back(tx, folder)
    came_back, before = list[str](), None
    while True:
        with database.reading() as tx:
            some = certificates.certificates(tx, before=before)
        for one in some:
            with database.transaction() as tx:
                if destroy_again(tx, one):
                    came_back.append(one.reference)
        if not some:
            return came_back[::-1]
        before = some[-1].number
