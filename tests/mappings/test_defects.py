"""Known defects of portal templates: each about rules that exist, with words in both languages."""

from catalogue.messages import LANGUAGES
from catalogue.profile import rules
from mappings import defect_text, known_defect, note_codes
from mappings.defects import _defects
from mappings.whereabouts import _whereabouts


def test_every_defect_is_of_known_software_and_breaks_known_rules() -> None:
    names = {rule.name for rule in rules()} | set(note_codes())
    for name, one in _defects().items():
        assert one.software in _whereabouts().software, name
        assert set(one.rules) <= names | {"dataset-licence-missing"}, name
        assert one.rules, name
        assert name not in names


def test_a_defect_says_what_and_what_to_do_in_both_languages() -> None:
    for name in _defects():
        texts = [defect_text(name, language) for language in LANGUAGES]
        assert len(set(texts)) == len(LANGUAGES)
        assert all(text.title.endswith(".") and text.remedy.endswith(".") for text in texts)


def test_a_defect_is_known_by_software_rule_and_value() -> None:
    assert known_defect("arcgis-hub", "theme-unknown", "geospatial") == "hub-feed-theme-geospatial"
    assert known_defect("arcgis-hub", "theme-unknown", "groen") == ""
    assert known_defect("ckan", "theme-unknown", "geospatial") == ""
    assert known_defect("arcgis-hub", "distribution-licence-missing") == "hub-feed-without-licence"
