"""`cspr tidy`: an author draws the meaning, the tool draws the picture."""

import os
from pathlib import Path

import click

from engine.diagrams.errors import DiagramError
from engine.diagrams.layout import tidy as lay_out


@click.command(epilog="Example: cspr tidy bpmn/referral.bpmn bpmn/virtual_panel.bpmn")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, writable=True, path_type=Path),
)
@click.option("--fresh", is_flag=True, help="Forget the earlier picture: do not even keep who stands above whom.")
@click.pass_context
def tidy(context: click.Context, files: tuple[Path, ...], *, fresh: bool) -> None:
    """Lays diagrams out afresh, in place; their meaning stays untouched, byte for byte.

    After an edit nobody is reshuffled: who stood above whom in a lane goes on doing so. A file that holds something
    which a fresh picture would lose (a text annotation, a second pool, a colour) is refused and left as it is.

    Exit status: 0 every file is laid out, 1 some file was refused.
    """
    refused = 0
    for file in files:
        before = file.read_bytes()
        try:
            after = lay_out(before, fresh=fresh, file=str(file))
        except DiagramError as error:
            click.echo(f"Refused: {error}", err=True)
            refused += 1
            continue
        if after == before:
            click.echo(f"{file}: already tidy")
        else:
            _replace(file, after)
            click.echo(f"{file}: laid out")
    if refused:
        click.echo(f"{refused} of {len(files)} files refused, and left as they were.", err=True)
        context.exit(1)


def _replace(file: Path, content: bytes) -> None:
    """Write beside the file, then take its place, so that nobody ever finds half a file."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.tidy")
    try:
        draft.write_bytes(content)
        draft.chmod(file.stat().st_mode)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
