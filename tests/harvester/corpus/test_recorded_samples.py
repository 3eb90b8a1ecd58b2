"""The first bytes of recorded answers of real portals, looked at as a probe does."""

import gzip
from pathlib import Path

import pytest

from harvester.probe.sample import sample_of

pytestmark = pytest.mark.corpus

EXPECTED = {
    ".csv": {"CSV", "TSV"},
    ".geojson": {"GEOJSON"},
    ".html": {"HTML", "XHTML"},
    ".json": {"JSON", "GEOJSON", "JSON_LD"},
    ".jsonld": {"JSON_LD"},
    ".nt": {"RDF_N_TRIPLES"},
    ".rdf": {"RDF_XML", "RDF_TURTLE"},
    ".trig": {"RDF_TRIG", "RDF_TURTLE"},
    ".ttl": {"RDF_TURTLE", "RDF_N_TRIPLES"},
    ".xml": {"XML", "RDF_XML", "GML", "ATOM", "RSS", "WMS_SRVC", "WFS_SRVC"},
}
"""Real files named ``.rdf`` hold Turtle now and then."""


def _bytes_of(file: Path) -> tuple[bytes, str]:
    if file.suffix == ".gz":
        with gzip.open(file) as packed:
            return packed.read(65_537), file.stem
    with file.open("rb") as plain:
        return plain.read(65_537), file.name


def test_every_recorded_answer_is_recognised_for_what_it_is(corpus: Path) -> None:
    wrong = []
    for file in sorted(path for path in corpus.rglob("*") if path.is_file()):
        body, name = _bytes_of(file)
        found = sample_of(body, whole=len(body) <= 65_536, url=f"https://stad.example/{file.stem}")
        expected = EXPECTED.get(Path(name).suffix)
        if expected and found.format not in expected:
            wrong.append((str(file.relative_to(corpus)), found.format))
    assert wrong == []
