"""Real entries in several languages: packages of the portal of the European Union, as they were recorded."""

import gzip
from itertools import islice
from pathlib import Path

import orjson

from catalogue.model import Entry, Protocol, Source, Text
from mappings import Context, translate
from tests.catalogue.targets.ckan.entries import Where
from tests.packages import record_of

__all__ = ["changed", "recorded"]

FILE = "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz"
SPOKEN = {"nl", "fr", "en"}


def recorded(corpus: Path, where: Where, count: int) -> list[Entry]:
    """Give the first entries with a title in Dutch, French and English, in the name of a publisher."""
    url = f"https://data.{where.publisher}.example"
    source = Source(
        name=f"{where.publisher}/portaal", publisher=where.publisher, protocol=Protocol.CKAN, url=url
    )
    context = Context(base=where.base, publisher=where.publisher, source=source, public="web")
    with gzip.open(corpus / FILE) as lines:
        each = (_entry(line, context) for line in lines)
        return list(islice((entry for entry in each if _spoken(entry)), count))


def _entry(line: bytes, context: Context) -> Entry:
    return translate(record_of(orjson.loads(line)), context)


def _spoken(entry: Entry) -> bool:
    return {text.language for text in entry.resource.title} >= SPOKEN


def changed(entry: Entry) -> Entry:
    """Give an entry another title in every language."""
    entry.resource.title = [Text(f"{text.value} (2)", text.language) for text in entry.resource.title]
    return entry
