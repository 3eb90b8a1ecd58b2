"""The register names what our rules were compared with; published files are read without adding to them."""

from hashlib import sha256
from pathlib import Path

import pytest

from catalogue.profile import best_validator
from catalogue.profile.published import background, published, read_shapes
from tests.catalogue.profile.parity.compare import shape_files

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:shape> a sh:NodeShape ; sh:targetClass <urn:Book> ; "


def test_every_address_is_https_and_every_file_is_named_once() -> None:
    files = list(published().values())
    assert [one.name for one in files if not one.url.startswith("https://")] == []
    assert len({one.file for one in files}) == len({one.url for one in files}) == len(files)


@pytest.mark.corpus
def test_every_recorded_hash_is_that_of_the_bytes_we_compared_with(shared_data: Path) -> None:
    folder = shared_data / "shacl"
    wrong = [
        one.name
        for one in published().values()
        if one.sha256 and sha256((folder / one.file).read_bytes()).hexdigest() != one.sha256
    ]
    assert wrong == []


@pytest.mark.corpus
def test_every_recorded_file_with_shapes_is_registered_but_the_two_of_2026(shared_data: Path) -> None:
    registered = {one.file for one in published().values()}
    others = {path.name for path in shape_files(shared_data / "shacl")} - registered
    assert {name for name in others if "imports" not in name} == {
        "dcat-ap-vl-2026-02-12_SHACL.operational.ttl",
        "dcat-ap-vl-2026-02-12_SHACL.transcription.ttl",
    }


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ('sh:property [ sh:path <urn:p> ; sh:maxCount "1" ]', "count-as-text"),
        ('sh:property [ sh:path <urn:p> ; sh:maxCount "n" ]', "count-that-is-none"),
        ('sh:property [ sh:path <urn:p> ; sh:minCount "-1" ]', "count-that-is-none"),
        ("sh:property [ sh:minCount 1 ]", "property-without-path"),
        ("sh:or [ sh:path <urn:p> ; sh:minCount 1 ]", "list-that-is-none"),
    ],
)
def test_what_no_engine_can_carry_out_is_told_and_the_rest_counts(rule: str, kind: str) -> None:
    text = f"{HEAD} {rule} ; sh:property [ sh:path <urn:q> ; sh:minCount 1 ] ."
    shapes = read_shapes(text.encode(), "rules.ttl")
    assert [(one.kind, one.times) for one in shapes.defects] == [(kind, 1)]
    book = "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Book> .\n"
    assert [one.path for one in best_validator(shapes.ntriples).validate(book)] == ["urn:q"]


def test_shapes_without_defects_are_read_as_they_are() -> None:
    shapes = read_shapes(f"{HEAD} sh:property [ sh:path <urn:p> ; sh:maxCount 1 ] .".encode(), "rules.ttl")
    assert shapes.defects == ()


def test_the_background_says_nothing_of_any_dataset() -> None:
    assert "<http://www.w3.org/ns/dcat#Dataset> ." not in background().replace(
        "subClassOf> <http://www.w3.org/ns/dcat#Dataset> .", ""
    )
