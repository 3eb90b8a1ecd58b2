"""What a target is to keep, shaped again from versions in the store: no body is kept."""

from collections.abc import Mapping

from catalogue.store import Database
from catalogue.targets.push.stock import Stock
from catalogue.targets.push.target import Body, Refusal, Target

__all__ = ["shaped_of"]


def shaped_of(target: Target, database: Database, versions: Mapping[str, str]) -> dict[str, Body]:
    """Shape these, UUID → hash of the content that is meant; what cannot be found or shaped is left out."""
    with database.transaction() as connection:
        found = Stock(apart=target.apart).versions(connection, versions)
    shaped = {uuid: target.shape(one.wanted) for uuid, one in found.items()}
    return {uuid: body for uuid, body in shaped.items() if not isinstance(body, Refusal)}
