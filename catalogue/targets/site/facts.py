"""What the page of an entry shows below its description, row by row. Pure.

A row is a key of the message catalogue (``site.row.licence``) and its values; a value is a text with what
is known of it: its language, an address on the web that it may lead to, a moment.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from catalogue.model import Text
from catalogue.targets.site.node import Node, best, licences

__all__ = ["File", "Row", "Shown", "entry_rows", "files", "web"]

WEB: Final = frozenset({"http", "https"})
OWN_LISTS: Final = ("dcat:servesDataset", "dcat:inSeries", "dct:relation")
UNITS: Final = ("B", "kB", "MB", "GB", "TB")
THOUSAND: Final = 1000


class Shown(NamedTuple):
    """One value on a page."""

    text: str
    language: str = ""
    link: str = ""
    """Where it leads: an address on the web or of mail, never another."""


class Row(NamedTuple):
    key: str
    values: tuple[Shown, ...]


class File(NamedTuple):
    """One distribution."""

    title: Shown
    descriptions: list[Text]
    rows: list[Row]


CODES: Final = {
    "theme": "dcat:theme",
    "access": "dct:accessRights",
    "hvd": "dcatap:hvdCategory",
    "frequency": "dct:accrualPeriodicity",
    "language": "dct:language",
    "spatial": "dct:spatial",
    "status": "mdcat:statuut",
    "rights": "dct:rights",
}
MOMENTS: Final = {"issued": "dct:issued", "modified": "dct:modified", "created": "dct:created"}
PAGES: Final = {
    "landing": "dcat:landingPage",
    "page": "foaf:page",
    "endpoint": "dcat:endpointURL",
    "endpoint-description": "dcat:endpointDescription",
    "usage": "mdcat:landingspaginaVoorGebruiksinformatie",
}


def entry_rows(resource: Node, record: Node, titles: Mapping[str, str]) -> list[Row]:
    """Give the rows of a resource, those that are asked for most first.

    ``titles`` are those of the entries that have a page, by IRI.
    """
    values: dict[str, list[Shown]] = {
        "publisher": [_named(one) for one in resource.nodes("dct:publisher")],
        "rights-holder": [_named(one) for one in resource.nodes("dct:rightsHolder")],
        "creator": [_named(one) for one in resource.nodes("dct:creator")],
        "contact": [shown for one in resource.nodes("dcat:contactPoint") for shown in _contact(one)],
        "licence": [_page(one) for one in licences(resource)],
        **_moments(resource),
        **_coded_rows(resource),
        "conforms": [_page(one) for one in resource.nodes("dct:conformsTo")],
        "temporal": [Shown(text) for one in resource.nodes("dct:temporal") if (text := _period(one))],
        **{name: [web(url) for url in resource.links(term)] for name, term in PAGES.items()},
        "version": [Shown(text) for text in dict.fromkeys([resource.value("dcat:version")]) if text],
        "keyword": [Shown(text.value, text.language) for text in resource.texts("dcat:keyword")],
        **{
            name.partition(":")[2]: [_entry(iri, titles) for iri in resource.links(name)]
            for name in OWN_LISTS
        },
        "source": [web(url) for url in record.links("mdcat:bronMetadataRecordLandingspagina")],
        "identifier": [Shown(resource.iri, link=resource.iri)],
        "registered": [Shown(_day(record.value("dct:modified")))],
    }
    return [Row(f"site.row.{name}", unique) for name, said in values.items() if (unique := _unique(said))]


def files(resource: Node) -> list[File]:
    """Give the distributions, in the order of the entry."""
    return [
        File(_title(one), one.texts("dct:description"), _file_rows(one))
        for one in resource.nodes("dcat:distribution")
    ]


def _file_rows(file: Node) -> list[Row]:
    values: dict[str, list[Shown]] = {
        "download": [web(url) for url in file.links("dcat:downloadURL")],
        "open": [
            web(url) for url in file.links("dcat:accessURL") if url not in file.links("dcat:downloadURL")
        ],
        "format": [_coded(one) for one in (*file.nodes("dct:format"), *file.nodes("dcat:mediaType"))],
        "packed": [
            _coded(one) for one in (*file.nodes("dcat:compressFormat"), *file.nodes("dcat:packageFormat"))
        ],
        "licence": [_page(one) for one in file.nodes("dct:license")],
        "rights": [_coded(one) for one in file.nodes("dct:rights")],
        "size": [Shown(_size(file.value("dcat:byteSize")))],
        **_moments(file),
        "availability": [_coded(one) for one in file.nodes("dcatap:availability")],
    }
    return [Row(f"site.row.{name}", unique) for name, said in values.items() if (unique := _unique(said))]


def _title(file: Node) -> Shown:
    """Name a distribution: its title, else its format, else the last part of its address."""
    title = best(file.texts("dct:title"))
    if title.value:
        return Shown(title.value, title.language)
    for one in file.nodes("dct:format"):
        return _coded(one)._replace(link="")
    address = next(iter(file.links("dcat:accessURL")), file.iri)
    return Shown(address.rstrip("/").rpartition("/")[2])


def web(url: str) -> Shown:
    """Show an address; it leads there only where it is one of the web."""
    try:
        safe = urlsplit(url).scheme in WEB
    except ValueError:
        safe = False
    return Shown(url, link=url if safe else "")


def _entry(iri: str, titles: Mapping[str, str]) -> Shown:
    """Show another entry by its title, with a link to the page beside this one."""
    parts = iri.rsplit("/", 3)
    if iri not in titles or len(parts) != len(("base", "concept", "publisher", "uuid")):
        return web(iri)
    return Shown(titles[iri], link="../../" + "/".join(parts[1:]) + ".html")


def _coded_rows(resource: Node) -> dict[str, list[Shown]]:
    return {name: [_coded(one) for one in resource.nodes(term)] for name, term in CODES.items()}


def _moments(node: Node) -> dict[str, list[Shown]]:
    return {name: [Shown(_day(node.value(term)))] for name, term in MOMENTS.items()}


def _coded(node: Node) -> Shown:
    """Name a code: what stands behind its IRI is of use to programs only."""
    name = node.name
    return web(node.iri) if name.value == node.iri else Shown(name.value, name.language)


def _page(node: Node) -> Shown:
    """Name what has a page that people read: a licence, a standard."""
    return _coded(node)._replace(link=web(node.iri).link)


def _named(agent: Node) -> Shown:
    name = agent.name
    return Shown(name.value, name.language)


def _contact(contact: Node) -> Iterator[Shown]:
    name = contact.name.value
    if name != contact.iri:
        yield Shown(name)
    for email in contact.links("vcard:hasEmail"):
        if email.startswith("mailto:"):
            yield Shown(email.removeprefix("mailto:"), link=email)
    for url in contact.links("vcard:hasURL"):
        yield web(url)


def _period(period: Node) -> str:
    start, end = _day(period.value("dcat:startDate")), _day(period.value("dcat:endDate"))
    return f"{start or '…'} – {end or '…'}" if start or end else ""  # noqa: RUF001  the dash of a span


def _day(moment: str) -> str:
    """Keep the day of a moment, as both languages write it unmistakably."""
    return moment.partition("T")[0]


def _size(text: str) -> str:
    """Write a number of bytes as people do."""
    if not text.isdecimal():
        return ""
    size, unit = float(text), 0
    while size >= THOUSAND and unit < len(UNITS) - 1:
        size, unit = size / THOUSAND, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if unit == 0 or size >= 10 else f"{size:.1f} {UNITS[unit]}"  # noqa: PLR2004  one figure more below ten


def _unique(said: list[Shown]) -> tuple[Shown, ...]:
    """Leave out what is empty, and the code of one list that another list calls the same."""
    return tuple({one.text: one for one in reversed(said) if one.text}.values())[::-1]
