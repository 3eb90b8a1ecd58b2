"""What is compared of a record, and what the platform is known to make of it by itself."""

import pytest

from catalogue.model import Distribution, Text
from catalogue.targets.geonetwork.fields import portrait, rewrites, settled
from catalogue.targets.geonetwork.markup import child, parsed, written
from catalogue.targets.geonetwork.shaping import Shaped, shape_record
from tests.catalogue.targets.geonetwork.conftest import BASE, TOWN, dataset
from tests.standins.geonetwork.portal import TODAY
from tests.standins.geonetwork.saving import resource_of, saved

THUMBNAIL = Distribution(
    iri=f"{BASE}/id/distributie/{TOWN}/prent", identifier="prent", access_url="https://stad.example/1.png"
)


def record(**said: object) -> bytes:
    found = shape_record(dataset(1, **said))
    assert isinstance(found, Shaped)
    return found.record


def after_saving(body: bytes, times: int = 1) -> bytes:
    document = parsed(body)
    for _ in range(times):
        saved(document, dataset(1).uuid, "https://portaal.example/srv/", TODAY)
    return written(document)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"samples": [THUMBNAIL]},
        {"version": "2.0"},
        {"statuut": []},
        {"title": [Text("Bomen", "")]},
        {"applicable_legislation": ["http://data.europa.eu/eli/reg_impl/2023/138/oj"]},
        {"title": [Text("Bomen", "nl"), Text("Trees", "en")]},
    ],
    ids=lambda said: next(iter(said), "plain"),
)
@pytest.mark.parametrize("times", [1, 2])
def test_a_save_of_the_platform_is_no_difference(said: dict[str, object], times: int) -> None:
    before, after = portrait(record(**said)), portrait(after_saving(record(**said), times))
    assert before is not None
    assert after is not None
    assert settled(before.fields) == settled(after.fields)
    assert (before.uuid, before.mark) == (after.uuid, after.mark)


def test_what_a_person_changes_is_a_difference() -> None:
    document = parsed(after_saving(record()))
    child(resource_of(document), "dcat:keyword").text = "kapvergunning"
    before, after = portrait(record()), portrait(written(document))
    assert before is not None
    assert after is not None
    assert settled(before.fields) != settled(after.fields)


def test_a_text_that_the_platform_drops_for_its_language_is_no_difference() -> None:
    both = {"title": [Text("Bomen", "nl"), Text("Arbres", "fr")]}
    before, after = portrait(record(**both)), portrait(record(title=[Text("Bomen", "nl")]))
    assert before is not None
    assert after is not None
    assert settled(before.fields) == settled(after.fields)


def test_a_text_in_a_language_of_the_resource_is_compared() -> None:
    listed = [f"http://publications.europa.eu/resource/authority/language/{one}" for one in ("NLD", "FRA")]
    both = {"title": [Text("Bomen", "nl"), Text("Arbres", "fr")], "languages": listed}
    found = portrait(record(**both))
    assert found is not None
    assert settled(found.fields)["dcat:Dataset/dct:title@fr"] == ["Arbres"]


def test_fields_tell_files_apart_by_their_address() -> None:
    found = portrait(record())
    assert found is not None
    (path,) = [path for path, values in settled(found.fields).items() if values == ["Als CSV"]]
    assert path.startswith(f"dcat:Dataset/dcat:distribution <{BASE}/id/distributie/")


@pytest.mark.parametrize("body", [b"", b"{}", b"<html/>", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_record_has_no_portrait(body: bytes) -> None:
    assert portrait(body) is None


def test_two_resources_are_no_record() -> None:
    text = record().decode()
    start, end = text.index("<dcat:dataset>"), text.index("</dcat:dataset>") + len("</dcat:dataset>")
    assert portrait((text[:end] + text[start:end] + text[end:]).encode()) is None


def test_every_rewrite_says_why() -> None:
    assert all(one.why and one.what in {"ignored", "forced", "lost"} for one in rewrites())
    assert len({one.id for one in rewrites()}) == len(rewrites())
