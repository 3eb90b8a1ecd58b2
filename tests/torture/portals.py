"""Healthy portals as plain functions: what each answers to an address, without a server."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import RdfFormat, parse, serialize

from catalogue.model import Protocol, Source
from oogst.demo.portals.loopback import Question
from oogst.demo.portals.sites import PORTALS as SAMPLES
from oogst.demo.portals.sites import answer as sample_answer
from tests.harvester.scenarios import entry, selectors
from tests.harvester.scenarios.asking import Asked, Holding
from tests.harvester.scenarios.catalogues import CATALOGUES

__all__ = ["Given", "Portal", "portals"]

HOST: Final = "http://portal.example"
HOLDING: Final = Holding()
FORMATS: Final = (RdfFormat.RDF_XML, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD)
"""In which RDF is served besides Turtle."""


@dataclass(frozen=True, slots=True)
class Given:
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Portal:
    """A source, and what is there."""

    source: Source
    give: Callable[[str], Given]


def portals(protocol: Protocol) -> list[Portal]:
    """Give the portals that speak a protocol: the one of the scenarios, and the samples of the demo."""
    mine = [Portal(_source(protocol, HOST + entry(protocol, "healthy")), _scenario)]
    if protocol is Protocol.DCAT_RDF:
        mine += [Portal(mine[0].source, partial(_in_format, kind)) for kind in FORMATS]
    demo = [name for name in SAMPLES if _speaks(name) is protocol]
    return mine + [
        Portal(_source(protocol, HOST + SAMPLES[name].root + SAMPLES[name].entry), _sample) for name in demo
    ]


def _speaks(sample: str) -> Protocol:
    return Protocol.DCAT_RDF if sample.startswith("dcat_") else Protocol(sample.replace("_", "-"))


def _source(protocol: Protocol, url: str) -> Source:
    name = "zonnegem/portaal"
    return Source(
        name=name,
        publisher="zonnegem",
        protocol=protocol,
        url=url,
        page_size=10,
        selectors=selectors(protocol),
    )


def _query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def _scenario(url: str) -> Given:
    protocol, _, rest = urlsplit(url).path.strip("/").partition("/")
    scenario, _, path = rest.partition("/")
    if protocol not in set(Protocol) or scenario != "healthy":
        return Given(b"", 404)
    asked = Asked(f"{HOST}/{protocol}/healthy", path, _query(url))
    try:
        reply = CATALOGUES[Protocol(protocol)](asked, HOLDING)
    except ValueError:  # asked for a page that is no number
        reply = None
    if reply is None:
        return Given(b"", 404)
    return Given(reply.body, reply.status, {"Content-Type": reply.media_type, **reply.headers})


def _in_format(kind: RdfFormat, url: str) -> Given:
    """Give the Turtle of a portal in another format."""
    given = _scenario(url)
    if not given.body:
        return given
    quads = parse(given.body, format=RdfFormat.TURTLE, base_iri=url)
    body = serialize((quad.triple for quad in quads), format=kind)
    return replace(given, body=body or b"", headers={"Content-Type": kind.media_type})


def _sample(url: str) -> Given:
    try:
        given = sample_answer(Question(HOST, urlsplit(url).path, _query(url)), 1)
    except ValueError:  # asked for a page that is no number
        return Given(b"", 404)
    return Given(given.body, given.status, {"Content-Type": given.media_type, **dict(given.headers)})
