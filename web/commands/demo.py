"""`cspr demo`: the whole service with invented people and cases, on this machine."""

from datetime import datetime
from pathlib import Path

import click

from engine import clock
from web.commands import WrongCall
from web.demonstration.cases import StoryBroken
from web.demonstration.program import demonstration_in
from web.serving import serve
from web.words import moment


class Moment(click.ParamType[datetime]):
    """An instant in ISO format; without its time zone it is London's, without its time nine o'clock."""

    name = "iso"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the instant."""
        text = str(value)
        try:
            read = datetime.fromisoformat(text if len(text) > len("2026-04-14") else f"{text}T09:00")
        except ValueError:
            self.fail(f"{text!r} must be like 2026-04-14 or 2026-04-14T09:40", param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=clock.LONDON)


@click.command(epilog="Example: cspr demo --port 8001 --at 2026-04-14T09:40")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where it answers.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The interface; 0.0.0.0 for every machine.")
@click.option(
    "--data",
    "folder",
    default=Path("demo-data"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that keeps its database, files and mail; delete it to begin anew.",
)
@click.option("--at", "starts_at", type=Moment(), metavar="ISO", help="Start the clock there, in London's time.")
def demo(*, port: int, host: str, folder: Path, starts_at: datetime | None) -> None:
    """Starts the service on SQLite with invented people and cases; nothing leaves this machine.

    Its sign-in page has a button for each role. Letters go into a folder and are read under "Sent mail".
    """
    try:
        service = demonstration_in(folder.resolve(), port=port, starts_at=starts_at)
    except StoryBroken as wrong:
        raise WrongCall(str(wrong)) from wrong
    ready = f"The demonstration is ready: http://localhost:{port}/"
    stands = f"Its clock stands at {moment(clock.now())}. Ctrl-C ends it."
    serve(service, host=host, port=port, says=f"{ready}\n{stands}")
