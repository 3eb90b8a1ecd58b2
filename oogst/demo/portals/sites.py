"""Which portals there are: where each stands, how it is asked, and what its start page shows."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from oogst.demo.portals.arcgis_hub import HubFeeds
from oogst.demo.portals.ckan import ActionApi
from oogst.demo.portals.dcat_feeds import RdfXmlFeed, TurtleFeed
from oogst.demo.portals.loopback import Answer, Question
from oogst.demo.portals.opendatasoft import ExploreApi
from oogst.demo.portals.samples import Catalogue, Sample, catalogue

__all__ = ["PORTALS", "Portal", "answer"]

Speaker = Callable[[Question], Answer | None]

CKAN_ROWS_MAX = 5
"""Small, so that fourteen datasets already take three pages."""


class Portal(NamedTuple):
    root: str
    """Where it stands on the server: software, then town."""
    entry: str
    """What follows the root in the address that a harvester is given."""
    speaker: Callable[[Catalogue], Speaker]
    mark: str = ""
    """What its start page shows in its head."""


def _packages(about: Sample, datasets: list[Sample]) -> list[Sample]:
    """Complete the samples to packages with everything that CKAN itself adds."""
    owner = about["organization"]
    organisation = owner | {"id": _uuid(owner["name"]), "type": "organization", "state": "active"}
    return [_package(dataset, organisation) for dataset in datasets]


def _package(dataset: Sample, organisation: Sample) -> Sample:
    tags = dataset["tags"] and [
        {"name": tag, "display_name": tag, "state": "active"} for tag in dataset["tags"]
    ]
    made: dict[str, Any] = {
        "id": _uuid(dataset["name"]),
        "type": "dataset",
        "state": "active",
        "private": False,
        "organization": organisation,
        "owner_org": organisation["id"],
        "num_resources": len(dataset["resources"]),
        "num_tags": len(tags or ()),
        "tags": tags,
        "groups": [],
        "extras": [{"key": key, "value": value} for key, value in dataset["extras"].items()],
        "resources": [_resource(dataset["name"], *file) for file in enumerate(dataset["resources"])],
    }
    return dataset | made


def _resource(name: str, position: int, file: Sample) -> Sample:
    added = {"id": _uuid(f"{name}/{file['name']}"), "package_id": _uuid(name)}
    return added | {"position": position, "state": "active"} | file


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://opendata.zonnegem.example/{name}"))


def _ckan(held: Catalogue) -> Speaker:
    return ActionApi(_packages(held.about, held.datasets), title=held.about["title"], rows_max=CKAN_ROWS_MAX)


def _opendatasoft(held: Catalogue) -> Speaker:
    completed = [
        {
            "dataset_uid": f"da_{dataset['dataset_id']}",
            "data_visible": True,
            "features": [],
            "attachments": [],
        }
        | dataset
        for dataset in held.datasets
    ]
    return ExploreApi(completed, address=held.about["address"])


PORTALS: dict[str, Portal] = {
    "ckan": Portal("/ckan/zonnegem", "", _ckan, '<meta name="generator" content="ckan 2.10.4">'),
    "opendatasoft": Portal(
        "/opendatasoft/waterschote", "", _opendatasoft, '<meta name="generator" content="Opendatasoft">'
    ),
    "arcgis_hub": Portal(
        "/arcgis-hub/heidebeke",
        "",
        lambda held: HubFeeds(held.about, held.datasets),
        '<meta property="og:site_name" content="ArcGIS Hub">',
    ),
    "dcat_turtle": Portal(
        "/dcat/molendries",
        "/catalog.ttl",
        lambda held: TurtleFeed(held.about, held.datasets),
        '<link rel="alternate" type="text/turtle" href="catalog.ttl">',
    ),
    "dcat_rdfxml": Portal(
        "/dcat/kasteelveld",
        "/catalogus.rdf",
        lambda held: RdfXmlFeed(held.about, held.datasets),
        '<link rel="alternate" type="application/rdf+xml" href="catalogus.rdf">',
    ),
}


def answer(question: Question, day: int) -> Answer:
    """Answer any question to the server: find the portal, then let it speak."""
    for name, portal in PORTALS.items():
        rest = question.path.removeprefix(portal.root)
        if rest != question.path and rest[:1] in ("", "/"):
            asked = Question(question.base + portal.root, rest, question.query)
            return _start_page(name, day) if rest in ("", "/") else _speak(name, day, asked)
    return _page("Niet gevonden", "", HTTPStatus.NOT_FOUND)


def _speak(name: str, day: int, question: Question) -> Answer:
    return _speaker(name, day)(question) or _page("Niet gevonden", "", HTTPStatus.NOT_FOUND)


@cache
def _speaker(name: str, day: int) -> Speaker:
    return PORTALS[name].speaker(catalogue(name, day))


def _start_page(name: str, day: int) -> Answer:
    return _page(catalogue(name, day).about["title"], PORTALS[name].mark, HTTPStatus.OK)


def _page(title: str, mark: str, status: HTTPStatus) -> Answer:
    html = (
        f'<!doctype html>\n<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>{mark}</head>'
        f"<body><h1>{title}</h1></body></html>\n"
    )
    return Answer(html.encode(), status=status)
