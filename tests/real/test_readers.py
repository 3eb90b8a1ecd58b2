"""One feed, four readers that others keep: each finds as many entries as the store published."""

from pathlib import Path

import pytest

from tests.real.inputs import Input
from tests.real.readers import READERS, AbsentError, Published, published

pytestmark = pytest.mark.corpus

SMALL = Input("Highland", "arcgis_hub/dcat-ap-2.0.1_highland.json", 22, "gent")
"""With the facts of a publisher, for without any there is no catalogue, and no stream."""


@pytest.fixture(scope="module")
def feed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    made = published(SMALL, corpus, tmp_path_factory.mktemp("readers"))
    assert len(made.entries) >= len(made.datasets) > 0
    return made


@pytest.mark.parametrize("name", READERS)
def test_each_reader_finds_every_entry_once(feed: Published, name: str) -> None:
    try:
        found = READERS[name](feed)
    except AbsentError as absent:
        pytest.skip(str(absent))
    assert found.datasets == feed.datasets
    assert found.entries is None or found.entries == feed.entries
