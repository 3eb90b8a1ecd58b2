"""The shapes say all that a reader needs, each in one place, and are what the tables say."""

import re
from importlib.resources import files

import pyoxigraph as ox
import pytest

from catalogue.messages import LANGUAGES, Language
from catalogue.model.namespaces import expand
from catalogue.profile import GATE_LAYERS, LAYERS, SHAPE_LAYERS, rule_text, rules
from catalogue.profile.drafting import draft
from catalogue.profile.layers import PARTS, RULE, SHAPE
from catalogue.profile.ruletables import read_table, words

SH = "http://www.w3.org/ns/shacl#"
FOLDER = files("catalogue.profile") / "shapes"


def graph() -> ox.Store:
    store = ox.Store()
    for name in (PARTS, *SHAPE_LAYERS):
        store.load((FOLDER / f"{name}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def subjects(store: ox.Store, predicate: str, value: str) -> list[ox.NamedNode | ox.BlankNode | ox.Triple]:
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), None)
    return [quad.subject for quad in found]


def values(store: ox.Store, subject: object, predicate: str) -> list[ox.Literal | ox.NamedNode]:
    assert isinstance(subject, ox.NamedNode)
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
    return [quad.object for quad in found if isinstance(quad.object, ox.Literal | ox.NamedNode)]


@pytest.mark.parametrize("name", [PARTS, *SHAPE_LAYERS])
def test_a_shape_file_is_what_its_table_says(name: str) -> None:
    assert (FOLDER / f"{name}.ttl").read_text(encoding="utf-8") == draft(name)


@pytest.mark.parametrize("kind", ["NodeShape", "PropertyShape"])
def test_every_shape_has_an_iri_in_our_namespace(kind: str) -> None:
    shapes = subjects(graph(), expand("rdf:type"), SH + kind)
    assert shapes
    assert [each for each in shapes if not str(each).startswith(f"<{SHAPE}")] == []


def test_every_shape_that_reports_has_severity_layer_fault_and_words_in_both_languages() -> None:
    store = graph()
    reporting = {
        quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(f"{RULE}layer"), None, None)
    }
    assert {layer.value for layer in reporting if isinstance(layer, ox.Literal)} == set(SHAPE_LAYERS)
    for rule in rules():
        if rule.layer in SHAPE_LAYERS:
            shape = ox.NamedNode(SHAPE + rule.name)
            assert len(values(store, shape, f"{SH}severity")) == 1
            assert len(values(store, shape, f"{RULE}fault")) == 1
            for predicate in (f"{SH}message", f"{RULE}remedy"):
                texts = [each for each in values(store, shape, predicate) if isinstance(each, ox.Literal)]
                assert sorted(text.language or "" for text in texts) == sorted(LANGUAGES)


def test_every_property_shape_that_a_target_leads_to_is_a_rule() -> None:
    store = graph()
    targeted = {
        quad.subject
        for target in ("targetClass", "targetObjectsOf")
        for quad in store.quads_for_pattern(None, ox.NamedNode(SH + target), None, None)
    }
    led_to = {
        each.value.removeprefix(SHAPE) for shape in targeted for each in values(store, shape, f"{SH}property")
    }
    whole = {str(shape)[1:-1].removeprefix(SHAPE) for shape in targeted} & {rule.name for rule in rules()}
    assert led_to | whole == {rule.name for rule in rules() if rule.layer in SHAPE_LAYERS}


def test_each_shape_checks_one_thing_on_one_path() -> None:
    store = graph()
    for rule in rules():
        if rule.path:
            paths = values(store, ox.NamedNode(SHAPE + rule.name), f"{SH}path")
            assert [path.value for path in paths] in ([expand(rule.path)], [])


def test_rules_have_names_of_their_own_and_known_layers() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert {rule.layer for rule in rules()} == set(LAYERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_in_whole_sentences_what_is_wrong_and_what_to_do(language: Language) -> None:
    texts = {rule.name: rule_text(rule.name, language) for rule in rules()}
    assert [
        name for name, text in texts.items() if not (text.title.endswith(".") and text.remedy.endswith("."))
    ] == []
    assert [name for name, text in texts.items() if re.search(r"\{\w", text.title + text.remedy)] == []


def test_a_rule_says_what_is_wrong_and_where() -> None:
    assert rule_text("dataset-title-missing", "nl").title == "De dataset heeft geen titel."
    assert rule_text("dataset-title-missing", "en").remedy == "Fill in “title” at the source."


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rule_text("dataset-without-charm", "nl")


def test_a_mandatory_rule_is_an_error_what_2022_alone_asks_a_warning_and_a_recommendation_no_more() -> None:
    told = {
        layer: {rule.severity for rule in rules() if rule.layer == layer}
        for layer in SHAPE_LAYERS
        if layer != "ranges"
    }
    assert told.pop("vl-2022") == {"warning"}
    assert told.pop("recommended") == {"info"}
    assert set().union(*told.values()) == {"error"}


def test_nothing_beyond_what_is_mandatory_can_hold_an_entry_back() -> None:
    assert set(LAYERS) - set(GATE_LAYERS) == {"open-data", "vl-2022", "ranges", "recommended", "hvd"}


@pytest.mark.parametrize("layer", ["ranges", "recommended"])
def test_what_a_published_shape_tells_and_we_do_not_has_a_reason_in_both_languages(layer: str) -> None:
    accepted = read_table(layer)["accepted"]
    assert len(accepted) == 4
    assert all(one["on"] in words()["classes"] and one["nl"] and one["en"] for one in accepted)
