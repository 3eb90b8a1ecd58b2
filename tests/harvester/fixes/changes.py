"""What a source does that carries a fix out: for each kind, the change in a package of CKAN."""

from collections.abc import Callable
from typing import Any, Final

from catalogue.model import Content
from harvester.fixes.actions import MAIL, PAGE, WORDS

__all__ = ["CHANGES", "empty"]

CC0: Final = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
EU: Final = "http://publications.europa.eu/resource/authority/"
Change = Callable[[Content], None]


def _extra(name: str, value: str) -> Change:
    def change(package: Content) -> None:
        package["extras"] = [*package.get("extras", ()), {"key": name, "value": value}]

    return change


def _set(**values: Any) -> Change:  # noqa: ANN401  any JSON
    def change(package: Content) -> None:
        package.update(values)

    return change


def _resources(**values: str) -> Change:
    def change(package: Content) -> None:
        package["resources"] = [one | values for one in package["resources"]]

    return change


def _https(package: Content) -> None:
    package["resources"] = [
        one | {"url": one["url"].replace("http:", "https:")} for one in package["resources"]
    ]


CHANGES: Final[dict[str, Change]] = {
    "licence-missing": _set(license_id=CC0),
    "access-rights": _extra("access_rights", f"{EU}access-right/PUBLIC"),
    "description": _set(notes=WORDS),
    "contact": _set(maintainer_email=MAIL),
    "keywords": _set(tags=[{"name": "trefwoord"}]),
    "theme": _extra("theme", f"{EU}data-theme/GOVE"),
    "language": _extra("language", f"{EU}language/NLD"),
    "frequency": _extra("frequency", f"{EU}frequency/ANNUAL"),
    "page": _extra("documentation", PAGE),
    "standard": _extra("conforms_to", "https://data.vlaanderen.be/doc/applicatieprofiel/generiek-basis/"),
    "format": _resources(format=f"{EU}file-type/CSV"),
    "https": _https,
}


def empty(names: frozenset[str]) -> Content:
    """Give a package in which these kinds of fix are done already."""
    package: Content = {
        "id": "r1",
        "title": "Lijst 7",
        "notes": "Zie lijst.",
        "metadata_modified": "2026-03-01T10:00:00",
        "organization": {"name": "stad", "title": "Stad Gent"},
        "resources": [
            {"id": "1", "url": "http://data.voorbeeldstad.be/a", "name": "Bestand"},
            {"id": "2", "url": "http://data.voorbeeldstad.be/b", "name": "Ander bestand"},
        ],
    }
    for name in sorted(names):
        CHANGES[name](package)
    return package
