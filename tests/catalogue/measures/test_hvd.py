from catalogue.charter import Outcome
from catalogue.measures import Described, HvdStanding, hvd
from tests.catalogue.measures.samples import CC0, CSV, FILE, dataset, link, made, seen, spoken

LAW = "dcatap:applicableLegislation <http://data.europa.eu/eli/reg_impl/2023/138/oj>"
BROAD = "dcatap:hvdCategory <http://data.europa.eu/bna/c_ac64a52d>"
PRECISE = "dcatap:hvdCategory <http://data.europa.eu/bna/c_03ba8d92>"
API = "https://stad.example/api"
SERVICE = (
    f"<s> a dcat:DataService ; dcat:servesDataset <d> ; dcat:endpointURL <{API}> ; {LAW} ; {CC0} ; "
    "foaf:page <https://stad.example/doc> ; dcat:endpointDescription <https://stad.example/openapi> ; "
    "dcat:contactPoint <c> . <c> vcard:hasEmail <mailto:data@stad.example> ."
)


def outcomes(entry: Described, **given: object) -> dict[str, Outcome]:
    return {one.check: one.outcome for one in spoken(hvd(entry, **({"links": {}} | given)).answers)}  # type: ignore[arg-type]


def whole(
    own: str = f"{LAW} ; {PRECISE}", file: str = f"{CSV} ; {CC0} ; {LAW}", rest: str = SERVICE
) -> Described:
    return dataset(own, file, rest)


def test_nothing_is_ever_declared_a_high_value_dataset() -> None:
    assert outcomes(whole())["HVD.0"] is Outcome.MANUAL
    assert hvd(whole(), links={}).standing is HvdStanding.CLAIMED


def test_a_subject_of_the_regulation_makes_a_candidate_and_says_why() -> None:
    found = hvd(dataset('dct:title "Geluidskaart wegverkeer"@nl'), links={})
    assert found.standing is HvdStanding.CANDIDATE
    assert [(one.category, one.why[0].sign) for one in found.candidates] == [("environment", "geluidskaart")]
    assert {one.outcome for one in found.answers[1:]} == {Outcome.NOT_APPLICABLE}


def test_a_keyword_names_what_data_were_made_from_and_makes_no_candidate() -> None:
    assert hvd(dataset('dct:title "Groen" ; dcat:keyword "luchtfoto"'), links={}).standing is HvdStanding.NONE


def test_live_parking_is_no_subject_of_the_category_mobility() -> None:
    assert hvd(dataset('dct:title "Bezetting parkeergarages"'), links={}).standing is HvdStanding.NONE


def test_the_word_of_the_source_is_told_as_its_word() -> None:
    assert hvd(dataset('dcat:keyword "HVD"'), links={}).claims == ("keyword",)
    assert hvd(whole(), links={}).claims == ("category", "legislation")


def test_an_entry_that_does_all_that_is_asked_passes() -> None:
    asked = {**link(seen()), **link(seen(API))}
    found = outcomes(whole(), links=asked)
    assert {check for check, outcome in found.items() if outcome is not Outcome.PASS} == {"HVD.0"}


def test_the_law_has_to_stand_with_all_that_it_is_offered_by() -> None:
    assert outcomes(whole(file=f"{CSV} ; {CC0}"))["HVD.1"] is Outcome.PARTIAL
    assert outcomes(whole(own=PRECISE))["HVD.1"] is Outcome.FAIL


def test_one_of_the_six_categories_alone_is_not_precise() -> None:
    assert outcomes(whole(own=f"{LAW} ; {BROAD}"))["HVD.2"] is Outcome.PARTIAL
    assert outcomes(whole(own=LAW))["HVD.2"] is Outcome.FAIL


def test_an_api_without_a_description_lacks_something_and_none_is_a_failure() -> None:
    bare = SERVICE.replace("dcat:endpointDescription <https://stad.example/openapi> ; ", "")
    found = next(one for one in hvd(whole(rest=bare), links={}).answers if one.check == "HVD.3")
    assert (found.outcome, found.observed["lacking"]) == (Outcome.PARTIAL, ["dcat:endpointDescription"])
    assert outcomes(whole(rest=""))["HVD.3"] is Outcome.FAIL


def test_a_download_that_nobody_asked_for_is_unknown() -> None:
    assert outcomes(whole())["HVD.4"] is Outcome.UNKNOWN
    assert outcomes(whole(file=f"dcat:accessURL <{FILE}> ; {CC0}"))["HVD.4"] is Outcome.FAIL


def test_a_licence_that_is_narrower_than_attribution_fails() -> None:
    share_alike = "dct:license <https://creativecommons.org/licenses/by-sa/4.0/>"
    flemish = "dct:license <https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0>"
    own = "dct:license <https://stad.example/voorwaarden>"
    assert outcomes(whole(file=f"{CSV} ; {share_alike}"))["HVD.5"] is Outcome.FAIL
    assert outcomes(whole(file=f"{CSV} ; {flemish}"))["HVD.5"] is Outcome.PARTIAL
    assert outcomes(whole(file=f"{CSV} ; {own}"))["HVD.5"] is Outcome.UNKNOWN
    assert outcomes(whole(file=CSV, rest=""))["HVD.5"] is Outcome.FAIL


def test_the_contact_has_to_stand_with_the_api() -> None:
    of_dataset = "dcat:contactPoint <c>"
    bare = SERVICE.replace("dcat:contactPoint <c> .", "dct:title 'x' .")
    assert outcomes(whole(own=f"{LAW} ; {of_dataset}", rest=bare))["HVD.6"] is Outcome.PARTIAL
    assert outcomes(whole(rest=bare))["HVD.6"] is Outcome.FAIL


def test_an_api_that_answers_no_more_was_not_persistent() -> None:
    gone = link(seen(API, status=410, sample=None), days=3)
    assert outcomes(whole(), links=gone)["HVD.7"] is Outcome.FAIL
    assert outcomes(whole())["HVD.7"] is Outcome.UNKNOWN


def test_a_service_needs_no_file() -> None:
    entry = made(f"<d> a dcat:DataService ; {LAW} ; dcat:endpointURL <{API}> .")
    assert outcomes(entry)["HVD.4"] is Outcome.NOT_APPLICABLE
