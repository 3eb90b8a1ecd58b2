"""Packages of a CKAN portal as the records that a harvest would have of them."""

from catalogue.model import Content, Dialect, Kind, Record

__all__ = ["record_of"]


def record_of(package: Content, identifier: str = "") -> Record:
    """Make a record of a package that no payload is kept of, by its own name unless another is given."""
    return Record(
        identifier=identifier or package["id"],
        kind=Kind.DATASET,
        dialect=Dialect.CKAN,
        content=package,
        hash="",
        payload="",
        pointer="",
    )
