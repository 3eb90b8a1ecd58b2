"""A small town's entries, synthetic; and the stand-in for Metadata Vlaanderen, which is not GeoNetwork."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import pytest

from catalogue.graph import content_hash, entry_blocks, members, statements
from catalogue.model import (
    Agent,
    Contact,
    DataService,
    Dataset,
    Distribution,
    Entry,
    Kind,
    Licence,
    Moment,
    Text,
    identify,
    mint,
)
from catalogue.targets.geonetwork import GeoNetwork, open_target
from catalogue.targets.push import Body, Refusal, TargetSettings, Wanted
from tests.standins.geonetwork.serving import CLIENT, SECRET, Standin, serving_standin

BASE: Final = "https://oogst.example"
TOWN: Final = "voorbeeldstad"
WHEN: Final = Moment("2026-09-01T00:00:00Z", "dateTime")
FREE: Final = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
MakeWanted = Callable[..., Wanted]
MakeTarget = Callable[..., GeoNetwork]


def dataset(number: int, **said: Any) -> Wanted:  # noqa: ANN401  whatever a dataset can say
    """Make an entry that is good for the platform, unless ``said`` makes it otherwise.

    ``services`` are those that it lists inside itself.
    """
    services: Sequence[DataService] = said.pop("services", ())
    identity = identify(
        base=BASE, publisher=TOWN, source=f"{TOWN}/portaal", kind=Kind.DATASET, identifier=f"set-{number}"
    )
    file = mint(BASE, "distributie", TOWN, f"set-{number}")
    facts: dict[str, Any] = {
        "title": [Text(f"Bomen {number}", "nl")],
        "description": [Text("Alle bomen van de stad", "nl")],
        "keywords": [Text("bomen", "nl")],
        "publisher": Agent(iri=f"{BASE}/id/organisatie/{TOWN}", name=[Text("Voorbeeldstad", "nl")]),
        "contact": Contact(
            iri=f"{BASE}/id/contact/{TOWN}", name="Open data", email="mailto:data@stad.example"
        ),
        "access_rights": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        "statuut": ["https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA"],
        "languages": ["http://publications.europa.eu/resource/authority/language/NLD"],
        "distributions": [
            Distribution(
                iri=file,
                identifier=file,
                title=[Text("Als CSV", "nl")],
                access_url=f"https://stad.example/{number}.csv",
                licence=Licence(iri=FREE),
            )
        ],
    } | said
    resource = Dataset(iri=identity.iri, identifier=identity.identifier, **facts)
    blocks = entry_blocks(
        Entry(identity=identity, kind=Kind.DATASET, resource=resource, services=list(services)),
        issued=WHEN,
        modified=WHEN,
    )
    title = resource.title[0].value if resource.title else ""
    member = members(blocks)[0]
    return Wanted(
        uuid=identity.uuid,
        iri=member.iri,
        publisher=TOWN,
        kind=member.kind,
        title=title,
        hash=content_hash(blocks),
        graph=statements(blocks),
    )


def shaped(target: GeoNetwork, wanted: Wanted) -> Body:
    body = target.shape(wanted)
    assert not isinstance(body, Refusal)
    return body


@pytest.fixture
def standin() -> Iterator[Standin]:
    with serving_standin() as served:
        yield served


@pytest.fixture
def make_target(standin: Standin) -> MakeTarget:
    """Open the stand-in as a target; time passes only when somebody waits."""

    def make(*, secret: str = SECRET, on: Standin = standin, **options: Any) -> GeoNetwork:  # noqa: ANN401
        passed = [0.0]

        def wait(seconds: float) -> None:
            passed[0] += seconds

        settings = TargetSettings(
            name="vlaanderen",
            kind="geonetwork",
            url=on.url,
            publishers=(TOWN,),
            owners={TOWN: "mdv-OVO000001"},
            secret=lambda: secret,
            options={
                "enabled": True,
                "installation": BASE,
                "token_url": on.token_url,
                "client_id": CLIENT,
                "timeout": 30,
                **options,
            },
        )
        return open_target(settings, clock=lambda: passed[0], pause=wait)

    return make


@pytest.fixture
def target(make_target: MakeTarget) -> GeoNetwork:
    return make_target()


@pytest.fixture
def foreign(target: GeoNetwork) -> Callable[[int], bytes]:
    """Make a record with the UUID of an entry of ours that somebody else brought."""

    def make(number: int) -> bytes:
        record = str(shaped(target, dataset(number))["record"])
        return record.replace("/id/aanlevering/", "/id/iets-anders/").encode()

    return make
