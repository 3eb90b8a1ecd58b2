"""Traits of records in the dialects of portals; all of them synthetic, after their documented formats."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.likeness import traits_in
from tests.catalogue.likeness.made import NEW

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
CKAN = {
    "id": UUID,
    "name": "fietstellingen",
    "title": "Fietstellingen",
    "notes": f"Zie ook {NEW}/iets-anders",
    "url": f"{NEW}/over-fietsen",
    "organization": {"id": "11111111-2222-3333-4444-555555555555", "title": "Voorbeeldstad"},
    "extras": [{"key": "guid", "value": "urn:fietsen"}, {"key": "harvest", "value": f"{NEW}/x"}],
    "resources": [{"id": "r", "name": "Als CSV", "url": f"{NEW}/fietsen.csv"}],
}
RDF = {
    "@id": f"{NEW}/id/fietsen",
    "@type": ["dcat:Dataset"],
    "dct:title": [{"@value": "Fietstellingen", "@language": "nl"}],
    "adms:identifier": [{"@type": ["adms:Identifier"], "skos:notation": [{"@value": UUID}]}],
    "dcat:landingPage": [{"@id": f"{NEW}/over-fietsen"}],
    "dct:relation": [{"@id": f"{NEW}/id/andere"}],
    "dct:publisher": [
        {"@id": "https://voorbeeldstad.example/ik", "foaf:name": [{"@value": "Voorbeeldstad"}]}
    ],
    "dcat:distribution": [
        {
            "@id": f"{NEW}/id/bestand",
            "dct:title": [{"@value": "Als CSV"}],
            "dcat:accessURL": [{"@id": f"{NEW}/fietsen.csv"}],
        }
    ],
}
DCAT_US = {
    "identifier": UUID,
    "title": "Fietstellingen",
    "landingPage": f"{NEW}/over-fietsen",
    "references": [f"{NEW}/id/andere"],
    "distribution": [{"title": "Als CSV", "accessURL": f"{NEW}/fietsen.csv"}],
}
SCHEMA = {
    "@type": "Dataset",
    "name": "Fietstellingen",
    "identifier": {"@type": "PropertyValue", "value": UUID},
    "url": f"{NEW}/over-fietsen",
    "isPartOf": {"url": f"{NEW}/id/andere"},
    "distribution": {"@type": "DataDownload", "contentUrl": f"{NEW}/fietsen.csv"},
}
ISO = {
    "gmd:fileIdentifier": {"gco:CharacterString": UUID},
    "gmd:identificationInfo": {
        "gmd:citation": {"gmd:title": {"gco:CharacterString": "Fietstellingen"}},
        "gmd:abstract": {"gco:CharacterString": f"{NEW}/id/andere"},
    },
    "gmd:distributionInfo": {"gmd:onLine": {"gmd:linkage": {"gmd:URL": f"{NEW}/fietsen.csv"}}},
    "gmd:url": f"{NEW}/over-fietsen",
}
DIALECTS = {"ckan": CKAN, "dcat-rdf": RDF, "dcat-us": DCAT_US, "schema-org": SCHEMA, "iso-19139": ISO}


@pytest.mark.parametrize("record", DIALECTS.values(), ids=DIALECTS)
def test_a_record_says_the_same_of_itself_in_every_dialect(record: dict[str, Any]) -> None:
    found = traits_in(record)
    assert UUID in found.keys
    assert found.files == {"data.voorbeeldstad.example/fietsen.csv"}
    assert "data.voorbeeldstad.example/over-fietsen" in found.pages
    assert found.title_words == {"fietstellingen"}


@pytest.mark.parametrize("record", DIALECTS.values(), ids=DIALECTS)
def test_what_a_record_says_of_others_is_not_heard(record: dict[str, Any]) -> None:
    found = traits_in(record)
    heard = found.pages | found.files | found.keys
    assert not [one for one in heard if one.endswith(("andere", "iets-anders", "/ik", "/x"))]
    assert "11111111-2222-3333-4444-555555555555" not in heard


def test_the_name_and_the_extras_of_a_ckan_package_are_its_identifiers() -> None:
    assert "urn:fietsen" in traits_in(CKAN).names


def test_a_very_deep_or_large_record_is_read_in_part() -> None:
    deep: dict[str, Any] = {"identifier": UUID}
    for _ in range(5_000):
        deep = {"x": deep, "title": "Diep"}
    assert traits_in(deep).title_words == {"diep"}
    wide = {"x": [{"y": "z"}] * 100_000, "title": "Breed"}
    assert traits_in(wide).files == frozenset()


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=30),
        lambda below: (
            st.lists(below, max_size=4)
            | st.dictionaries(
                st.text(max_size=8) | st.sampled_from(["@id", "url", "key", "value"]), below, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_no_tree_breaks_the_hearing(tree: Any) -> None:  # noqa: ANN401 -- of any shape
    assert traits_in({"distribution": tree, "identifier": tree, "title": tree}).publisher == ""
