"""``oogst serve``: the folder of feeds over HTTP, until told to stop."""

import logging
from typing import Annotated, Final

import typer

from oogst.cli.console import tell
from oogst.cli.options import FeedsFolder
from oogst.settings import settings

__all__ = ["command"]

PORT: Final = 8080
HIGHEST: Final = 65535


def command(
    host: Annotated[str, typer.Option("--host", help="help.host", metavar="HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="help.port", metavar="PORT", min=0, max=HIGHEST)] = PORT,
    feeds: FeedsFolder = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="help.quiet")] = False,  # noqa: FBT002  a flag
) -> None:
    from oogst.web import serve  # noqa: PLC0415  half a second that no other command needs

    folder = feeds or settings().feeds
    _write_down(requests=not quiet)
    serve(folder, host, port, ready=lambda address: tell("serve.ready", folder=folder, address=address))
    tell("serve.stopped")


def _write_down(*, requests: bool) -> None:
    """Log to standard error, one line per request unless that is too much."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
    logging.getLogger("oogst.web").setLevel(logging.INFO if requests else logging.WARNING)
