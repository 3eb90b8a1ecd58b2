"""Which reader looks at which bytes, and how what it finds becomes a sample."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Final

from catalogue.testimony import Facts, Sample
from harvester.probe.sample.archive import read_archive
from harvester.probe.sample.characters import decoded
from harvester.probe.sample.found import Bytes, Found
from harvester.probe.sample.headers import links_in
from harvester.probe.sample.json_document import read_json
from harvester.probe.sample.page import read_page
from harvester.probe.sample.recognising import SIGNATURES, Shape, by_signature, shape_of
from harvester.probe.sample.statements import read_rdf
from harvester.probe.sample.table import read_table
from harvester.probe.sample.xml_document import read_xml

__all__ = ["sample_of"]

MOST: Final = 64 * 1024


def sample_of(
    body: bytes, *, whole: bool = True, content_type: str = "", url: str = "", link: str = ""
) -> Sample:
    """Look at the first bytes of an answer; more than 64 KiB are cut off. ``link`` is its Link header."""
    given = Bytes(body[:MOST], whole and len(body) <= MOST, url, content_type)
    found = _found(given)
    links = {**(found.facts.pop("links", None) or {}), **links_in(link, url)}
    looked = found.format or link
    return Sample(
        sha256=sha256(given.body).hexdigest(),
        size=len(given.body),
        whole=given.whole,
        format=found.format,
        page=found.page,
        parses=found.parses,
        records=found.records,
        warnings=tuple(dict.fromkeys(found.warnings)),
        facts=Facts(links=links if looked else None, **found.facts),
    )


def _found(given: Bytes) -> Found:
    if not given.body.strip():
        return Found("", parses=False, records=0, warnings=["empty"])
    if signed := by_signature(given.body):
        return read_archive(given) if signed in SIGNATURES["archives"] else Found(signed)
    text, encoding, doubtful = decoded(given.body, given.content_type, whole=given.whole)
    shape = shape_of(text, given)
    if shape is Shape.BINARY:
        return Found("")
    found = READERS[shape](given, text)
    found.facts.setdefault("encoding", encoding)
    if doubtful:
        found.warnings.append("charset")
    return found


READERS: Final[Mapping[Shape, Callable[[Bytes, str], Found]]] = {
    Shape.JSON: read_json,
    Shape.XML: read_xml,
    Shape.HTML: read_page,
    Shape.RDF: read_rdf,
    Shape.TABLE: read_table,
    Shape.TEXT: lambda _given, _text: Found("TXT"),
}
