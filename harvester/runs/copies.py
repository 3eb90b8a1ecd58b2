"""What a catalogue that passes on says of an entry that we hold from its own publisher, as it is kept.

It is translated as every record is, so that it can be held against the entry word by word.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import orjson

import mappings
from catalogue.likeness import Echo
from catalogue.model import DataService, Dataset, Entry, Licence, Record
from catalogue.store.copies import CopyRow

__all__ = ["copied"]

MOST: Final = 500
"""Addresses of one copy that are kept."""
BY_ADDRESS: Final = "likeness.echo.held"


def copied(echo: Echo, record: Record, context: mappings.Context) -> CopyRow:
    entry = mappings.translate(record, context)
    resource = entry.resource
    says = {
        "by": "address" if echo.rule == BY_ADDRESS else "identifier",
        "iri": entry.source_iri or record.identifier,
        "title": resource.title[0].value if resource.title else "",
        "licences": sorted(set(_licences(entry))),
        "addresses": sorted(set(_addresses(entry)))[:MOST],
        "modified": resource.modified.lexical if resource.modified else "",
    }
    digest = sha256(orjson.dumps(says, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return CopyRow(echo.entry, record.payload, record.pointer, digest, says)


def _licences(entry: Entry) -> Iterator[str]:
    """Give the licences that the record states, not those that a publisher's file adds."""
    for path, licence in _stated(entry):
        why = entry.reasons.get(path)
        if licence is not None and not (why and why[0].default):
            yield licence.iri


def _stated(entry: Entry) -> Iterator[tuple[str, Licence | None]]:
    resource = entry.resource
    if isinstance(resource, DataService):
        yield "licence", resource.licence
    if isinstance(resource, Dataset):
        for at, part in enumerate(resource.distributions):
            yield f"distributions[{at}].licence", part.licence
    for at, service in enumerate(entry.services):
        yield f"services[{at}].licence", service.licence


def _addresses(entry: Entry) -> Iterator[str]:
    resource = entry.resource
    if isinstance(resource, DataService):
        yield resource.endpoint_url
    if isinstance(resource, Dataset):
        for part in resource.distributions:
            yield part.access_url
            if part.download_url:
                yield part.download_url
    for service in entry.services:
        yield service.endpoint_url
