"""``oogst audit replay``: come to the same numbers from a bundle alone, offline."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from catalogue.bundle import opened as opened_bundle
from catalogue.errors import AuditError
from harvester.evidence import replay_bundle
from oogst.cli.audit.verifying import BundleFile, SignedBy, signed_by
from oogst.cli.console import bar, console, print_json, screen_language, tell
from oogst.cli.options import AsJson
from oogst.report.audit import came_document, print_came

__all__ = ["command"]


def command(
    file: BundleFile,
    key: SignedBy = "",
    shown: Annotated[
        int, typer.Option("--differences", help="help.audit.replay.differences", metavar="N", min=0)
    ] = 50,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened_bundle(file) as bundle:
        signed_by(bundle, key)
        with bar(file.name, shown=not as_json) as progress:
            progress.total(bundle.manifest.counts.get("entry", 0))
            came = replay_bundle(bundle, Path(tempfile.gettempdir()), advance=progress.advance)
    if as_json:
        print_json(came_document(came, bundle.manifest, bundle.public))
    else:
        print_came(came, shown, console(), screen_language())
    if not bundle.public:
        tell("audit.unsigned")
    if not came.same:
        raise AuditError("audit.differs", path=file, count=len(came.differing) + len(came.sealed.amiss))
