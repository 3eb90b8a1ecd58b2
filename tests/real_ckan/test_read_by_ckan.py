"""Our feed as ckanext-harvest and ckanext-dcat of a real CKAN read it: every dataset arrives."""

import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from catalogue.model import PublisherFacts, Text
from harvester.runs import make_rules, publish
from tests.catalogue.targets.ckan.entries import a_service
from tests.real_ckan.movements import Movements, entries
from tests.real_ckan.portals import Corner, Instance, instance

pytestmark = pytest.mark.ckan


@pytest.fixture(scope="module")
def there() -> Instance:
    return instance("extras")


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".rdf": "application/rdf+xml"}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the library
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve the folder of feeds as any web server would."""
    folder = tmp_path / "feeds"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def harvested(corner: Corner, address: str) -> None:
    """Have ckanext-harvest gather, fetch and import from an address, without its queues."""
    told = environment(corner.there)
    source = {
        "name": f"{corner.where.publisher}-bron",
        "url": address,
        "title": "Onze feed",
        "source_type": "dcat_rdf",
        "frequency": "MANUAL",
        "owner_org": corner.where.publisher,
        "config": "",
    }
    corner.admin.call_action("organization_create", {"name": corner.where.publisher})
    made = corner.admin.call_action("harvest_source_create", source)
    command = [told["CKAN_BIN"], "-c", told["CKAN_INI"], "harvester", "run-test", made["id"]]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 -- the CKAN under test


def environment(there: Instance) -> dict[str, str]:
    file = there.folder / "env"
    if not file.is_file():
        pytest.skip(f"{there.folder} does not say where the programs of its CKAN are")
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("export ").split("=", 1) for line in lines)


def test_every_dataset_of_our_feed_arrives_in_a_ckan_that_harvests_it(
    pushing: Movements, corner: Corner, served: str, tmp_path: Path
) -> None:
    # A keyword with a sign like & costs that CKAN the whole dataset, unless it cleans them.
    keywords = [Text("boom", "nl"), Text("groen", "nl")]
    made = [*entries(corner, 12, keywords=keywords), a_service(where=corner.where)]
    pushing.keep(*made)
    facts = PublisherFacts(name=corner.where.publisher, title=(Text("Voorbeeldstad", "nl"),))
    rules = make_rules(facts, base=corner.where.base)
    written = publish(
        corner.where.publisher, database=pushing.store, rules=rules, folder=tmp_path / "feeds", strict=False
    )
    assert written.feed is not None
    harvested(corner, f"{served}/{corner.where.publisher}.rdf")
    arrived = corner.packages()
    extras = [{extra["key"]: extra["value"] for extra in package["extras"]} for package in arrived]
    datasets = [one for one in made if one.kind == "dataset"]
    assert {one["guid"] for one in extras} == {one.identity.iri for one in datasets}
    assert all(len(package["resources"]) == 1 for package in arrived)
    assert all(len(package["tags"]) == 2 for package in arrived)
