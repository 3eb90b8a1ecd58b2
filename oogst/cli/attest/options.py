"""The options that several commands about attestations share."""

from typing import Annotated

import typer

__all__ = ["AllowPrivate", "Fetch", "HashOnly", "Number", "Publisher", "Role", "SignerName"]

Publisher = Annotated[str, typer.Argument(help="help.attest.publisher", metavar="PUBLISHER")]
Number = Annotated[str, typer.Argument(help="help.attest.number", metavar="NUMBER")]
SignerName = Annotated[str, typer.Option("--name", help="help.attest.name", metavar="NAME")]
Role = Annotated[str, typer.Option("--role", help="help.attest.role", metavar="ROLE")]
Fetch = Annotated[bool, typer.Option("--fetch", help="help.attest.fetch")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="help.allow-private")]
HashOnly = Annotated[bool, typer.Option("--hash-only", help="help.attest.hash-only")]
