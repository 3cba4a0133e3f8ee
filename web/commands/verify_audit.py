"""`cspr verify-audit`: proves that nobody changed what the cases' histories, letters and documents say."""

from dataclasses import asdict, replace
from pathlib import Path

import click
import orjson

from engine import audit
from engine.cases.retention.certificates import broken_certificates
from engine.correspondence.seals import broken_seals
from engine.records.db import Database
from engine.registers import administration_log
from engine.registers.uploads import broken_files
from engine.settings import database_of_environment


@click.command(epilog="Example: cspr verify-audit --database sqlite:///demo-data/cspr.sqlite")
@click.option("--database", "url", metavar="URL", help="The database; by default what CSPR_DATABASE_URL says.")
@click.option(
    "--uploads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the uploaded files, to prove these too: `uploads` in the data folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def verify_audit(context: click.Context, *, url: str | None, uploads: Path | None, as_json: bool) -> None:
    """Reads the hash chain of every case, from its first entry to its last, and that of the log of administration.

    Finds entries that were changed, removed, inserted, moved or cut off, and letters and documents that are gone or do
    not say any more what was written. Of a destroyed case, what is left of its entries is sealed by the last of them,
    and the certificates form a chain of their own. Whoever can rewrite a whole chain and the case's row cannot be found
    by this: keep the last hashes elsewhere, as a backup does.

    Exit status: 0 everything holds, 1 something does not.
    """
    database = Database(url or database_of_environment())
    with database.reading() as tx:
        found = audit.verify(tx)
        found = replace(found, broken=(*found.broken, *broken_seals(tx)))
        log = administration_log.verify(tx)
        certified = list(broken_certificates(tx))
        files = [f"file {number} {what}" for number, what in broken_files(tx, uploads)] if uploads else []
    database.close()
    is_whole = not (found.broken or log.broken or certified or files)
    if as_json:
        told = ({"files": files} if uploads else {}) | ({"certificates": certified} if certified else {})
        click.echo(orjson.dumps({"ok": is_whole, **asdict(found), "administration": asdict(log), **told}))
    else:
        for broken in found.broken:
            click.echo(f"Case {broken['case']}, entry {broken['seq']}: {broken['what']}")
        state = f"{len(found.broken)} places where a chain is broken" if found.broken else "every chain holds"
        click.echo(f"{found.cases} cases, {found.entries} entries: {state}")
        for what in certified:
            click.echo(f"Of what was destroyed, {what}")
        for broken in log.broken:
            click.echo(f"Administration, entry {broken['seq']}: {broken['what']}")
        state = f"{len(log.broken)} places where the chain is broken" if log.broken else "the chain holds"
        click.echo(f"Administration, {log.entries} entries: {state}")
        if uploads:
            click.echo("\n".join(files) or "Every uploaded file holds what was uploaded")
    context.exit(0 if is_whole else 1)
