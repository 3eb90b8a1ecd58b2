"""A catalogue of any size, the same at every run: as one Turtle document and as CKAN packages.

Every dataset has three distributions, a contact, a period, a publisher, themes and keywords: 75 triples.
Nothing is drawn at random; a dataset follows from its number alone.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

BASE: Final = "https://data.meetstad.example"
EU: Final = "http://publications.europa.eu/resource/authority"
CC_ZERO: Final = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
FREE_REUSE: Final = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"

SUBJECTS: Final = ("Bomen", "Fietspaden", "Scholen", "Parkings", "Vergunningen", "Bushaltes", "Speelpleinen")
MEASURES: Final = ("ligging", "telling", "bezetting", "toestand", "kostprijs", "gebruik", "bereikbaarheid")
DISTRICTS: Final = ("Noord", "Zuid", "Oost", "West", "Centrum", "Haven", "Kouter", "Beek", "Heide")
THEMES: Final = ("ENVI", "TRAN", "EDUC", "REGI", "GOVE", "SOCI", "ECON")
FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "ANNUAL")
FREQUENCY_WORDS: Final = ("dagelijks", "wekelijks", "maandelijks", "jaarlijks")
FORMATS: Final = (
    ("CSV", "csv", "text/csv"),
    ("JSON", "json", "application/json"),
    ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)

PREFIXES: Final = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HEAD: Final = f"""\
<{BASE}/id/catalogus> a dcat:Catalog ;
    dct:title "Catalogus van Meetstad"@nl ;
    dct:publisher <{BASE}/id/stad> .
<{BASE}/id/stad> a foaf:Agent ; foaf:name "Stad Meetstad"@nl .
"""

Package = dict[str, Any]


def turtle(datasets: int) -> Iterator[str]:
    """Write the catalogue piece by piece: the head, then one piece per dataset."""
    yield PREFIXES + HEAD
    yield from map(turtle_dataset, range(datasets))


def turtle_dataset(number: int) -> str:
    """Write one dataset with its three distributions: 75 triples, the link from the catalogue among them."""
    iri = f"{BASE}/id/dataset/{number:07}"
    files = ", ".join(f"<{iri}/{extension}>" for _, extension, _ in FORMATS)
    words = ", ".join(f'"{word}"@nl' for word in keywords(number))
    return f"""
<{BASE}/id/catalogus> dcat:dataset <{iri}> .
<{iri}> a dcat:Dataset ;
    dct:identifier "{number:07}" ;
    dct:title "{title(number)}"@nl, "{title(number)} (open data)"@en ;
    dct:description "{description(number)}"@nl, "Open data of Meetstad, number {number}."@en ;
    dct:publisher <{BASE}/id/stad> ; dct:rightsHolder <{BASE}/id/stad> ;
    dcat:contactPoint [ a vcard:Organization ; vcard:fn "{contact(number)}" ;
        vcard:hasEmail <mailto:{contact(number).lower()}@meetstad.example> ; vcard:hasURL <{BASE}/contact> ] ;
    dct:accessRights <{EU}/access-right/PUBLIC> ;
    dct:accrualPeriodicity <{EU}/frequency/{FREQUENCIES[number % 4]}> ;
    dct:language <{EU}/language/NLD> ;
    dct:issued "{issued(number)}"^^xsd:date ;
    dct:modified "{modified(number)}"^^xsd:dateTime ;
    dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "{issued(number)}"^^xsd:date ;
        dcat:endDate "2025-12-31"^^xsd:date ] ;
    dct:provenance <{BASE}/herkomst/{number % 50}> ;
    dct:spatial <{EU}/country/BEL> ;
    dcat:landingPage <{BASE}/dataset/{number:07}> ;
    foaf:page <{BASE}/uitleg/{number:07}> ;
    dcat:theme <{EU}/data-theme/{theme(number)}>, <{EU}/data-theme/{theme(number + 1)}> ;
    dcat:keyword {words} ;
    dcat:distribution {files} .
""" + "".join(_turtle_file(number, iri, *form) for form in FORMATS)


def _turtle_file(number: int, iri: str, code: str, extension: str, media_type: str) -> str:
    url = f"{BASE}/bestanden/{number:07}.{extension}"
    return f"""\
<{iri}/{extension}> a dcat:Distribution ;
    dct:identifier "{number:07}-{extension}" ;
    dct:title "{title(number)} als {code}"@nl ;
    dct:description "Alle gegevens in één bestand."@nl ;
    dct:format <{EU}/file-type/{code}> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/{media_type}> ;
    dct:license <{licence(number)}> ;
    dct:issued "{issued(number)}"^^xsd:date ;
    dct:modified "{modified(number)}"^^xsd:dateTime ;
    dct:language <{EU}/language/NLD> ;
    dcat:byteSize "{size(number)}"^^xsd:nonNegativeInteger ;
    dcat:accessURL <{url}> ;
    dcat:downloadURL <{url}> .
"""


def package(number: int) -> Package:
    """Make the CKAN package of one dataset: the same facts, as that portal would hold them."""
    name = f"dataset-{number:07}"
    identifier = str(uuid5(NAMESPACE_URL, f"{BASE}/{name}"))
    extras = {
        "theme": f"{EU}/data-theme/{theme(number)}",
        "frequency": FREQUENCY_WORDS[number % 4],
        "issued": issued(number),
        "temporal_start": issued(number),
        "temporal_end": "2025-12-31",
        "language": "nl",
        "access_rights": f"{EU}/access-right/PUBLIC",
    }
    tags = [{"name": word, "display_name": word, "state": "active"} for word in keywords(number)]
    return {
        "id": identifier,
        "name": name,
        "title": title(number),
        "notes": description(number),
        "url": f"{BASE}/dataset/{number:07}",
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "license_id": "cc-zero" if number % 2 else "modellicentie-gratis-hergebruik",
        "license_title": "Creative Commons CCZero" if number % 2 else "Modellicentie Gratis Hergebruik",
        "license_url": licence(number),
        "author": "Stad Meetstad",
        "maintainer": contact(number),
        "maintainer_email": f"{contact(number).lower()}@meetstad.example",
        "metadata_created": f"{issued(number)}T08:00:00.000000",
        "metadata_modified": f"{modified(number)[:-1]}.000000",
        "organization": ORGANISATION,
        "owner_org": ORGANISATION["id"],
        "num_resources": len(FORMATS),
        "num_tags": len(tags),
        "tags": tags,
        "groups": [],
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
        "resources": [_resource(number, identifier, *file) for file in enumerate(FORMATS)],
    }


ORGANISATION: Final = {
    "id": str(uuid5(NAMESPACE_URL, BASE)),
    "name": "stad-meetstad",
    "title": "Stad Meetstad",
    "type": "organization",
    "state": "active",
}


def _resource(number: int, package_id: str, position: int, form: tuple[str, str, str]) -> Package:
    code, extension, media_type = form
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{package_id}/{extension}")),
        "package_id": package_id,
        "position": position,
        "name": f"{title(number)} als {code}",
        "description": "Alle gegevens in één bestand.",
        "url": f"{BASE}/bestanden/{number:07}.{extension}",
        "url_type": None,
        "format": code,
        "mimetype": media_type,
        "size": size(number),
        "hash": "",
        "created": f"{issued(number)}T08:00:00.000000",
        "last_modified": f"{modified(number)[:-1]}.000000",
        "metadata_modified": f"{modified(number)[:-1]}.000000",
        "state": "active",
        "resource_type": None,
        "datastore_active": False,
    }


def title(number: int) -> str:
    return f"{SUBJECTS[number % 7]}: {MEASURES[number // 7 % 7]} in wijk {DISTRICTS[number % 9]} ({number})"


def description(number: int) -> str:
    """Give two to five sentences."""
    rest = " ".join(
        f"Kolom {column} geeft de {MEASURES[column % 7]} per jaar." for column in range(1 + number % 4)
    )
    return f"{SUBJECTS[number % 7]} van wijk {DISTRICTS[number % 9]}, zoals de dienst ze bijhoudt. {rest}"


def keywords(number: int) -> tuple[str, ...]:
    """Give four different words."""
    return SUBJECTS[number % 7].lower(), MEASURES[number % 5], DISTRICTS[number % 9].lower(), "meetstad"


def contact(number: int) -> str:
    return f"Dienst{number % 40}"


def theme(number: int) -> str:
    return THEMES[number % 7]


def licence(number: int) -> str:
    return CC_ZERO if number % 2 else FREE_REUSE


def issued(number: int) -> str:
    return f"{2012 + number % 12}-{1 + number % 12:02}-{1 + number % 28:02}"


def modified(number: int) -> str:
    return f"2025-{1 + number % 9:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00Z"


def size(number: int) -> int:
    return 1_000 + number * 37 % 9_000_000
