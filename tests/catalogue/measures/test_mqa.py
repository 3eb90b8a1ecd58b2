import pytest
from pydantic import ValidationError

from catalogue.measures import Described, Estimate, conforms, estimate, mqa_page, mqa_total
from catalogue.measures.mqa_table import MqaPage
from catalogue.profile import Finding
from catalogue.testimony import Discount
from tests.catalogue.measures.samples import CC0, CSV, FILE, WHOLE, dataset, link, made, seen


def estimated(entry: Described, **given: object) -> Estimate:
    found = estimate(entry, **({"ok": True, "links": {}} | given))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_weights_add_up_to_those_of_the_assessment() -> None:
    page = mqa_page()
    assert page.most == 405
    assert len(page.metrics) == 23


def test_a_page_of_weights_that_does_not_add_up_is_refused() -> None:
    page = mqa_page().model_dump()
    with pytest.raises(ValidationError, match="findability-does-not-add-up"):
        MqaPage.model_validate(page | {"dimensions": page["dimensions"] | {"findability": 99}})


def test_a_dataset_that_says_everything_gains_every_point_once_its_address_answers() -> None:
    found = estimated(made(WHOLE), links=link(seen()))
    assert (found.least, found.most, found.ratings) == (405, 405, ("excellent", "excellent"))


def test_points_for_addresses_that_nobody_asked_are_a_range_and_not_lost() -> None:
    found = estimated(made(WHOLE))
    assert (found.least, found.most, found.unsettled) == (325, 405, 80)
    assert found.ratings == ("good", "excellent")


@pytest.mark.parametrize("status", [401, 403, 429])
def test_an_address_that_keeps_us_out_settles_nothing(status: int) -> None:
    found = estimated(made(WHOLE), links=link(seen(status=status, sample=None), days=9))
    assert found.metrics["accessUrlStatusCode"] is None


def test_an_address_is_down_after_three_days_and_not_before() -> None:
    broken = seen(status=404, sample=None)
    assert estimated(made(WHOLE), links=link(broken, days=2)).metrics["accessUrlStatusCode"] is None
    found = estimated(made(WHOLE), links=link(broken, days=3))
    assert found.metrics["accessUrlStatusCode"] is False
    assert (found.least, found.most) == (325, 325)


def test_what_was_seen_while_we_were_offline_settles_nothing() -> None:
    offline = seen(status=None, failure="dns", sample=None, discount=Discount.OWN_OUTAGE)
    assert estimated(made(WHOLE), links=link(offline, days=3)).metrics["accessUrlStatusCode"] is None


def test_each_distribution_without_format_or_media_type_costs_five_points() -> None:
    other = "<f> a dcat:Distribution ; dcat:accessURL <https://stad.example/x> . "
    entry = made(
        WHOLE.replace("<f> .", "<f> , <g> , <h> .")
        + other.replace("<f>", "<g>")
        + other.replace("<f>", "<h>")
    )
    found = estimated(entry)
    assert (found.penalty, found.most) == (20, 385)


def test_penalties_do_not_take_interoperability_below_nothing() -> None:
    many = " , ".join(f"<f{number}>" for number in range(20))
    files = "\n".join(
        f"<f{number}> a dcat:Distribution ; dcat:accessURL <https://stad.example/{number}> ."
        for number in range(20)
    )
    found = estimated(
        made(f"<d> a dcat:Dataset ; dcat:keyword 'x' ; dcat:distribution {many} . {files}"), ok=True
    )
    assert (found.penalty, found.least) == (200, 30)


def test_the_distribution_with_the_best_format_counts() -> None:
    licensed = (
        "<g> a dcat:Distribution ; dcat:accessURL <https://stad.example/g> ; dct:format type:PDF ; "
        + CC0
        + " ."
    )
    entry = made(
        f"<d> a dcat:Dataset ; dcat:distribution <g> , <f> . <f> a dcat:Distribution ; {CSV} . {licensed}"
    )
    found = estimated(entry)
    assert found.best == "https://stad.example/id/f"
    assert found.metrics["licenceAvailability"] is False
    assert found.penalty == 5


def test_a_flemish_model_licence_is_a_licence_that_the_assessment_does_not_know() -> None:
    found = estimated(dataset())
    assert (found.metrics["licenceAvailability"], found.metrics["knownLicence"]) == (True, False)


def test_a_date_counts_on_the_dataset_as_well_as_on_its_distribution() -> None:
    on_file = estimated(dataset(file=f'{CSV} ; dct:issued "2026"'))
    on_dataset = estimated(dataset(own='dct:issued "2026"'))
    assert on_file.metrics["dateIssuedAvailability"] is on_dataset.metrics["dateIssuedAvailability"] is True


def test_a_dataset_without_distributions_loses_their_points_for_certain() -> None:
    found = estimated(made("<d> a dcat:Dataset ; dcat:keyword 'x' ."))
    assert (found.least, found.most, found.best) == (60, 60, "")


def test_services_are_not_assessed() -> None:
    assert estimate(made(f"<d> a dcat:DataService ; dcat:endpointURL <{FILE}> ."), ok=True, links={}) is None


def test_only_errors_in_the_layers_of_dcat_ap_break_its_rules() -> None:
    ours = Finding("dataset-not-open-data", "open-data", "error", "x")
    theirs = Finding("dataset-title-missing", "eu-mandatory", "error", "x")
    assert conforms([ours, theirs._replace(severity="warning")]) is True
    assert conforms([ours, theirs]) is False
    assert conforms(None) is None


def test_whether_an_entry_follows_dcat_ap_is_unknown_where_it_was_not_validated() -> None:
    found = estimated(made(WHOLE), ok=None, links=link(seen()))
    assert (found.least, found.most) == (375, 405)


def test_a_total_counts_what_was_not_looked_at_apart() -> None:
    total = mqa_total([estimated(made(WHOLE)), estimated(made(WHOLE), links=link(seen()))])
    assert total is not None
    assert total.metrics["accessUrlStatusCode"] == (1, 0, 1)
    assert (total.least, total.most) == (365, 405)
    assert total.rated == {("good", "excellent"): 1, ("excellent", "excellent"): 1}


def test_there_is_no_total_of_nothing() -> None:
    assert mqa_total([]) is None
