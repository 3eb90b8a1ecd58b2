"""``oogst audit verify``: whether a bundle is what it says it is, and who signed it. Nothing is made anew."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from catalogue.bundle import Bundle, fingerprint, is_key
from catalogue.bundle import opened as opened_bundle
from catalogue.errors import AuditError
from harvester.evidence import sealed_in
from oogst.cli.console import console, print_json, screen_language, tell
from oogst.cli.options import AsJson
from oogst.report.audit import bundle_document, print_bundle
from oogst.report.seals import print_seals, seals_document

__all__ = ["BundleFile", "SignedBy", "command", "signed_by"]

BundleFile = Annotated[Path, typer.Argument(help="help.audit.bundle", metavar="FILE")]
SignedBy = Annotated[str, typer.Option("--key", help="help.audit.public", metavar="PUBLIC")]


def command(file: BundleFile, key: SignedBy = "", as_json: AsJson = False) -> None:  # noqa: FBT002  a flag
    with opened_bundle(file) as bundle:
        signed_by(bundle, key)
        found = sealed_in(bundle, Path(tempfile.gettempdir()))
    if as_json:
        print_json(bundle_document(bundle.manifest, bundle.public) | {"seals": seals_document(found)})
    else:
        print_bundle(file, bundle.manifest, bundle.public, console(), screen_language())
        print_seals(found, console(), screen_language())
    if not bundle.public:
        tell("audit.unsigned")
    if not found.holds:
        raise AuditError("audit.seals-amiss", path=file, count=len(found.amiss))


def signed_by(bundle: Bundle, wanted: str) -> None:
    """Hold a bundle to the key that is asked for. Raises AuditError where it is another, or there is none."""
    if not wanted:
        return
    if not bundle.public:
        raise AuditError("bundle.unsigned", path=bundle.path)
    if not is_key(bundle.public, wanted):
        raise AuditError("bundle.other-key", path=bundle.path, fingerprint=fingerprint(bundle.public))
