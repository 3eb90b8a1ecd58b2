"""What nearly all entries break alike is told once; the portal is blamed only where nobody else can help."""

from catalogue.profile import GATE_LAYERS
from catalogue.views import FindingPlace
from oogst.report.steps import opening_steps
from oogst.report.tally import FindingTally, RuleTally
from oogst.report.templates import told_once
from oogst.screen import Speech
from tests.oogst.report.test_tally import place

NL = Speech("nl")


def everywhere(rule: str, entries: int = 20, **more: str) -> list[FindingPlace]:
    return [place(rule, f"{number:03}", **more) for number in range(entries)]


def told(places: list[FindingPlace], software: str, entries: int = 20) -> list[RuleTally]:
    return list(told_once(FindingTally(places, GATE_LAYERS, NL, software).rules, entries, software, NL))


def test_a_known_defect_is_one_finding_with_all_its_places_and_the_portals_fault() -> None:
    places = everywhere("dataset-modified-missing", layer="recommended", severity="info")
    places += everywhere("distribution-modified-missing", layer="recommended", severity="info")
    (one,) = told(places, "arcgis-hub")
    assert (one.rule, one.fault, one.entries, len(one.where)) == (
        "hub-feed-without-modified",
        "portal",
        20,
        40,
    )
    assert one.members == ("dataset-modified-missing", "distribution-modified-missing")
    document = one.document()
    assert document["template"] == "hub-feed-without-modified"
    assert document["places"] == 40
    assert document["rules"] == ["dataset-modified-missing", "distribution-modified-missing"]


def test_the_same_defect_in_few_entries_is_no_template() -> None:
    places = everywhere("theme-unknown", 12, layer="mapping", severity="info", value="geospatial")
    (one,) = told(places, "arcgis-hub")
    assert (one.rule, one.template, one.fault) == ("theme-unknown", "", "source")


def test_a_handful_of_entries_shows_no_pattern() -> None:
    (one,) = told(everywhere("dataset-title-missing", 9), "ckan", entries=9)
    assert one.template == ""


def test_what_all_lack_stays_with_the_source_where_its_software_has_the_field() -> None:
    (one,) = told(everywhere("distribution-licence-missing", layer="vl-2022", severity="warning"), "ckan")
    assert (one.template, one.fault) == ("everywhere", "source")
    assert "20 van de 20" in one.text.title
    assert "license_id" in one.text.remedy


def test_what_all_lack_is_the_portals_fault_where_its_software_has_no_field_for_it() -> None:
    places = everywhere("dataset-frequency-missing", layer="recommended", severity="info")
    (one,) = told(places, "datatank")
    assert (one.template, one.fault) == ("everywhere", "portal")


def test_nobody_is_blamed_for_software_that_is_not_known() -> None:
    places = everywhere("dataset-frequency-missing", layer="recommended", severity="info")
    assert [one.fault for one in told(places, "rdf")] == ["source"]


def test_the_same_useless_value_everywhere_is_the_portals_fault() -> None:
    places = everywhere("theme-unknown", layer="mapping", severity="info", value="Algemeen")
    assert [(one.template, one.fault) for one in told(places, "ckan")] == [("everywhere", "portal")]


def test_the_same_licence_everywhere_is_a_choice_of_the_publisher() -> None:
    places = everywhere(
        "licence-unlisted", layer="mapping", severity="warning", value="https://stad.example/x"
    )
    assert [one.fault for one in told(places, "ckan")] == ["source"]


def test_different_values_are_no_template_of_values() -> None:
    places = [
        place("theme-unknown", f"{n:03}", layer="mapping", severity="info", value=f"{n}") for n in range(20)
    ]
    assert [one.fault for one in told(places, "ckan")] == ["source"]


def test_what_follows_from_another_finding_is_told_as_it_was() -> None:
    places = everywhere("dataset-not-open-data", layer="open-data")
    assert [one.template for one in told(places, "arcgis-hub")] == [""]


def test_a_defect_is_one_step_in_the_list_of_what_to_do_first() -> None:
    places = everywhere("dataset-not-open-data", layer="open-data")
    places += everywhere("distribution-licence-missing", layer="vl-2022", severity="warning")
    places.sort(key=lambda one: one.entry)
    findings = FindingTally(places, GATE_LAYERS, NL, "arcgis-hub")
    findings.tell(told_once(findings.rules, 20, "arcgis-hub", NL))
    (step,) = opening_steps(findings, 20)
    assert step["entries"] == 20
    assert step["freed"] == 20
    assert step["do"].startswith("De feed van ArcGIS Hub geeft geen licenties door")
