"""What the layers beyond the gate find: values outside their list, high-value datasets that are half said."""

import pytest

from catalogue.graph import Blocks
from catalogue.profile import Finding, Validator, assess, gate
from tests.catalogue.profile.faults import without
from tests.catalogue.profile.sample import EU, HOME, good, parsed

LAW = "<http://data.europa.eu/eli/reg_impl/2023/138/oj>"
DATASET = f"{HOME}/dataset/1"


def names(blocks: Blocks, engine: Validator, second: Validator) -> list[str]:
    """Assess with both engines, which agree."""
    (findings,) = assess([blocks], engine)
    assert [findings] == assess([blocks], second)
    return [each.rule for each in findings]


SHORT = {
    "EU:": f"{EU}/",
    "BE:": "http://vocab.belgif.be/auth/datatheme/",
    "IANA:": "https://www.iana.org/assignments/",
}


def put(case: str) -> Blocks:
    """Give the good entry with other values of one property: ``dataset dct:language <EU:language/nl>``."""
    place, path, values = case.split(" ", 2)
    for short, iri in SHORT.items():
        values = values.replace(f"<{short}", f"<{iri}")
    focus = f"{HOME}/{place}/1"
    blocks = without(good(1), focus, path)
    blocks[focus] += parsed(f"<{focus}> {path} {values} .")[focus]
    return blocks


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        ("dataset dct:language <http://id.loc.gov/vocabulary/iso639-1/nl>", "dataset-language-unlisted"),
        ("dataset dct:language <EU:language/nl>", "dataset-language-unlisted"),
        ("dataset dct:accrualPeriodicity <EU:frequency/SOMETIMES>", "dataset-frequency-unlisted"),
        ("dataset dct:accessRights <EU:access-right/RESTRICTED>", "dataset-access-rights-unlisted"),
        ("dataset dcat:theme <EU:data-theme/ENVI>, <https://stad.example/thema>", "dataset-theme-unlisted"),
        ("dataset dcat:theme <BE:ENVI>", "dataset-theme-not-european"),
        (f"dataset dct:publisher <{HOME}/agent/1>", "dataset-publisher-unlisted"),
        (
            "dataset dcatap:hvdCategory <http://data.europa.eu/bna/c_00000000>",
            "dataset-hvd-category-unlisted",
        ),
        ("distribution dcat:mediaType <IANA:media-types/csv>", "distribution-media-type-unlisted"),
        ("distribution dct:format <EU:file-type/CVS>", "distribution-format-unlisted"),
        (
            "distribution dcatap:availability <http://data.europa.eu/r5r/stable>",
            "distribution-availability-unlisted",
        ),
        ("checksum spdx:algorithm <http://spdx.org/rdf/terms#md5>", "checksum-algorithm-unlisted"),
    ],
)
def test_a_value_outside_its_list_is_found(
    case: str, rule: str, engine: Validator, second: Validator
) -> None:
    assert rule in names(put(case), engine, second)


@pytest.mark.parametrize(
    "case",
    [
        "dataset dcat:theme <EU:data-theme/ENVI>, <BE:CULT>",
        "dataset dcat:theme <EU:data-theme/ENVI>, <https://vocab.belgif.be/auth/datatheme/ENVI>",
        "dataset dct:publisher <http://org.belgif.be/id/CbeRegisteredEntity/0000000000>",
        "dataset dct:spatial <EU:country/BEL>",
        "distribution dcat:mediaType <IANA:media-types/application/geo+json>",
    ],
)
def test_a_value_of_any_of_its_lists_is_no_finding_of_that_layer(
    case: str, engine: Validator, second: Validator
) -> None:
    found = names(put(case), engine, second)
    assert [name for name in found if name.endswith(("-unlisted", "-not-european"))] == []


def test_a_place_without_code_that_shows_where_it_lies_is_no_finding(engine: Validator) -> None:
    assert assess([good(1)], engine) == [[]]
    bare = without(good(1), f"{HOME}/location/1", "dcat:bbox")
    found = assess([bare], engine)[0]
    assert {each.rule for each in found} == {
        "catalogue-spatial-coverage-unlisted",
        "dataset-spatial-coverage-unlisted",
    }
    assert gate(found)


def claimless() -> Blocks:
    blocks = good(1)
    for thing in ("dataset", "service", "distribution"):
        for path in ("dcatap:applicableLegislation", "dcatap:hvdCategory"):
            blocks = without(blocks, f"{HOME}/{thing}/1", path)
    return blocks


def hvd(blocks: Blocks, engine: Validator) -> list[Finding]:
    return [each for each in assess([blocks], engine)[0] if each.layer == "hvd"]


def test_nothing_of_high_value_is_asked_of_what_does_not_claim_it(engine: Validator) -> None:
    blocks = claimless()
    for path in ("dct:license", "dcatap:applicableLegislation"):
        blocks = without(blocks, f"{HOME}/distribution/1", path)
    assert hvd(without(blocks, f"{HOME}/service/1", "foaf:page"), engine) == []


def test_another_law_is_no_claim_of_high_value(engine: Validator) -> None:
    blocks = claimless()
    blocks[DATASET] += parsed(
        f"<{DATASET}> dcatap:applicableLegislation <http://data.europa.eu/eli/dir/2007/2/oj> ."
    )[DATASET]
    assert hvd(blocks, engine) == []


@pytest.mark.parametrize(
    "claim",
    [f"dcatap:applicableLegislation {LAW}", "dcatap:hvdCategory <http://data.europa.eu/bna/c_dd313021>"],
)
def test_half_a_claim_of_high_value_is_an_error_that_does_not_hold_back(
    claim: str, engine: Validator
) -> None:
    blocks = claimless()
    blocks[DATASET] += parsed(f"<{DATASET}> {claim} .")[DATASET]
    found = hvd(blocks, engine)
    other = "category" if "Legislation" in claim else "legislation"
    assert {each.rule for each in found} == {
        f"hvd-dataset-{other}-missing",
        "hvd-distribution-legislation-missing",
    }
    assert {each.severity for each in found} == {"error"}
    assert gate(found)


def test_terms_of_use_will_do_for_a_licence_of_high_value_data(engine: Validator) -> None:
    focus = f"{HOME}/distribution/1"
    blocks = without(good(1), focus, "dct:license")
    assert [each.rule for each in hvd(blocks, engine)] == ["hvd-distribution-licence-missing"]
    blocks[focus] += parsed(f"<{focus}> dct:rights <{HOME}/voorwaarden> .")[focus]
    assert hvd(blocks, engine) == []
