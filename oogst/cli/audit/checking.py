"""``oogst audit check``: hold everything that is sealed to its seals."""

from typing import Annotated

import typer

from catalogue.errors import AuditError
from catalogue.store.seals import check, is_sealed
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report.seals import print_seals, seals_document

__all__ = ["command"]


def command(
    noted: Annotated[str, typer.Option("--seal", help="help.audit.seal", metavar="SEAL")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        if noted and not is_sealed(connection, noted.strip().lower()):
            raise AuditError("seal.not-there", seal=noted)
        found = check(connection)
    if as_json:
        print_json(seals_document(found))
    else:
        print_seals(found, console(), screen_language())
    if not found.holds:
        raise AuditError("seal.amiss", count=len(found.amiss))
