"""What recorded answers of parking services show, read as a probe reads them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.measures import Described, Pilot, pilots
from catalogue.model import Kind
from catalogue.model.namespaces import expand
from catalogue.testimony import Link, Observation, Role
from harvester.probe.sample import sample_of

pytestmark = [pytest.mark.corpus, pytest.mark.usefixtures("corpus")]

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://stad.example/bezetting"


def read(corpus: Path, name: str, title: str = "Bezetting parkeergarages") -> Pilot:
    """Give what is told of an entry whose address gave these bytes."""
    sample = sample_of((corpus / "parking_realtime" / name).read_bytes(), url=URL)
    seen = Observation(
        url=URL, role=Role.ACCESS, asked=URL, at=NOW, vantage="here", method="GET", status=200, sample=sample
    )
    links = {URL: Link(latest=seen, first_at=NOW, probes=1, answered=1, failed_days=0)}
    nodes = {
        "d": {expand("dct:title"): [title], expand("dcat:distribution"): ["f"]},
        "f": {expand("dcat:accessURL"): [URL]},
    }
    return pilots(Described(kind=Kind.DATASET, iri="d", nodes=nodes), links=links, at=NOW)[0]


@pytest.mark.parametrize(
    ("name", "day"),
    [("gent_garages.json", "2022-07-15"), ("gent_park_and_ride.json", "2022-07-15")],
)
def test_a_column_of_times_tells_how_fresh_the_garages_are(corpus: Path, name: str, day: str) -> None:
    found = read(corpus, name)
    assert found.fresh is not None
    assert (found.fresh.by, found.fresh.at.date().isoformat()) == ("data", day)


def test_garages_that_stood_still_for_years_are_much_too_late_only_after_a_second_look(corpus: Path) -> None:
    found = read(corpus, "gent_garages.json").real_time
    assert found is not None
    told = {one.check: one.reason for one in found.answers}
    assert (told["RT.1"], told["RT.3"]) == ("rt-one-look", "rt-timed")


def test_the_bytes_themselves_tell_datex(corpus: Path) -> None:
    assert read(corpus, "datex_spec_parking.xml").vocabularies == ("DATEX II",)


def test_plain_json_has_no_vocabulary(corpus: Path) -> None:
    assert read(corpus, "gent_garages.json").vocabularies == ()


def test_places_without_times_tell_nothing_of_their_age(corpus: Path) -> None:
    found = read(
        corpus, "antwerpen_disabled_parking.geojson", "Parkeerplaatsen voor personen met een handicap"
    )
    assert found.fresh is None
