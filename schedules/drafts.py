"""Drafts of publisher files: what a person or a detection found out, written so that it loads.

Law: what comes out is read back by the loader before anyone sees it; nothing is filled in that was not given.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit
from zlib import crc32

from catalogue.model import Protocol
from schedules.municipalities import Municipality

__all__ = [
    "LABELS",
    "PublisherDraft",
    "SourceDraft",
    "fit_address",
    "night",
    "publisher_text",
    "short_name",
    "source_lines",
]

LABELS: Final = {
    Protocol.CKAN: "portaal",
    Protocol.OPENDATASOFT: "portaal",
    Protocol.ARCGIS_HUB: "hub",
    Protocol.DATATANK: "datatank",
    Protocol.CSW: "csw",
    Protocol.OGC_RECORDS: "ogc-records",
    Protocol.LDES: "ldes",
    Protocol.DCAT_RDF: "dcat",
    Protocol.DCAT_US: "data-json",
    Protocol.SCHEMA_ORG: "paginas",
    Protocol.HTML_LIST: "lijst",
}
HOURS: Final = (0, 1, 3, 4, 5)
"""Hours of the night; not the one that summer time skips or doubles."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9](?:[^\W_]|[ ._/?&=%+~@()*'-]|:(?=\S))*(?<![ :])")
"""Fit for a block and, since no comma or bracket is in it, between brackets too."""
_WORDS: Final = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    protocol: Protocol
    url: str
    label: str = ""
    cadence: str = ""
    """Empty: a moment of the night that follows from the address, so that sources are spread."""


def fit_address(url: str) -> str:
    """Write an address as a publisher file takes it: what may not stand in one is percent-encoded."""
    scheme, colon, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{colon}{host}{slash}{quote(path, safe=_SAFE, errors='replace')}"


def night(url: str, hour: int | None = None) -> str:
    """Choose a moment of the night for an address; the same address always gets the same moment."""
    number = crc32((urlsplit(url).hostname or url).encode(errors="replace"))
    chosen = HOURS[number // 60 % len(HOURS)] if hour is None else hour
    return f"{number % 60} {chosen} * * *"


def source_lines(draft: SourceDraft) -> Iterator[str]:
    """Write the block of one source, as it stands below ``sources:``."""
    yield f"  - label: {draft.label or LABELS[draft.protocol]}"
    yield f"    protocol: {draft.protocol}"
    yield f"    url: {scalar(fit_address(draft.url))}"
    yield f"    cadence: {scalar(draft.cadence or night(draft.url))}"


def scalar(value: str) -> str:
    """Write one value of YAML: plain where that is safe, else between quotes."""
    safe = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
    return value if safe else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherDraft:
    """What was told of a publisher; what is empty was not."""

    title: str
    municipality: Municipality | None = None
    ovo: str = ""
    kbo: str = ""
    nis: str = ""
    type: str = "LocalAuthority"
    email: str = ""
    page: str = ""
    homepage: str = ""
    source: SourceDraft | None = None

    @property
    def name(self) -> str:
        """The short name: that of the municipality, or of the title without what it is."""
        return short_name(self.municipality.name if self.municipality else self.title)


def short_name(title: str) -> str:
    """Write a name as a publisher file is called: lower case letters, digits and hyphens."""
    bare = re.sub(r"^(?:stad|gemeente)\s+", "", title.strip(), flags=re.IGNORECASE)
    letters = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")


def publisher_text(draft: PublisherDraft) -> str:
    """Write a whole publisher file."""
    parts = (_who(draft), _contact(draft), _listing(draft), _places(draft), _sources(draft))
    return "\n".join("".join(f"{line}\n" for line in part) for part in map(list, parts) if part)


def _who(draft: PublisherDraft) -> Iterator[str]:
    place = draft.municipality
    yield f"# {draft.title}."
    if place:
        yield "# Codes and box: Oogst's table of municipalities, which names its sources."
    yield f"name: {scalar(draft.name)}"
    yield "title:"
    yield f"  nl: {scalar(draft.title)}"
    for key, code in (("ovo", draft.ovo), ("kbo", draft.kbo), ("nis", draft.nis)):
        if code:
            yield f"{key}: {code if key == 'ovo' else json.dumps(code)}"
    yield f"type: {draft.type}"


def _contact(draft: PublisherDraft) -> Iterator[str]:
    if draft.email or draft.page:
        yield "contact:"
        yield f"  name: {scalar(draft.title)}"
        for key, value in (("email", draft.email), ("page", draft.page)):
            if value:
                yield f"  {key}: {scalar(value)}"


def _listing(draft: PublisherDraft) -> Iterator[str]:
    yield "language: nl"
    if draft.homepage:
        yield f"homepage: {scalar(fit_address(draft.homepage))}"
    yield "# The Flemish platform wants the listing under this licence (CC0); it says nothing of the data."
    yield "catalogue:"
    yield "  title:"
    yield f"    nl: {scalar(f'Open data van {draft.title}')}"
    yield "  description:"
    yield f"    nl: {scalar(f'De datasets die {draft.title} als open data aanbiedt.')}"
    yield "  licence: https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"


def _places(draft: PublisherDraft) -> Iterator[str]:
    place = draft.municipality
    if place:
        yield "places:"
        yield f"  - iri: {place.iri}"
        yield f"    label: {{nl: {scalar(place.name)}}}"
        yield f"    bbox: [{', '.join(f'{side:.7g}' for side in place.bbox)}]"
        yield "aliases:"
        yield f"  - {scalar(place.name)}"


def _sources(draft: PublisherDraft) -> Iterator[str]:
    if draft.source:
        yield "sources:"
        yield from source_lines(draft.source)
        return
    yield "note: Nog geen catalogus bekend."
    yield "# When there is one, put it here, and a contact above: oogst source detect writes the block."
    yield "# Without a portal, a file dcat.ttl on the publisher's own site is enough."
    yield "#   - label: dcat"
    yield "#     protocol: dcat-rdf"
    yield f"#     url: https://{draft.name}.example/dcat.ttl"
    yield f"#     cadence: {night(draft.name)}"
    yield "sources: []"
