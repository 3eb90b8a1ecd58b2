"""The rules of the profile with their words, read from the shapes themselves so that they cannot drift apart.

Rules that no shape can say have their words in the message catalogue, under ``rule.<name>``.
"""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, cast

import pyoxigraph as ox

from catalogue.messages import Language, say
from catalogue.model.namespaces import shorten
from catalogue.profile.findings import Fault, Severity
from catalogue.profile.layers import ENGINE_LAYERS, PARTS, RULE, SHAPE, SHAPE_LAYERS

__all__ = ["CODE_RULES", "Rule", "RuleText", "rule_of", "rule_text", "rules", "shape_triples", "shapes_text"]

SH: Final = "http://www.w3.org/ns/shacl#"
SEVERITIES: Final[dict[str, Severity]] = {
    f"{SH}Violation": "error",
    f"{SH}Warning": "warning",
    f"{SH}Info": "info",
}


class RuleText(NamedTuple):
    title: str
    """What is wrong, and where."""
    remedy: str
    """What to do about it."""


class Rule(NamedTuple):
    name: str
    layer: str
    severity: Severity
    fault: Fault
    path: str = ""


CODE_RULES: Final = (
    Rule("iri-not-valid", "wellformed", "error", "mapping"),
    Rule("text-not-allowed-in-xml", "wellformed", "error", "source"),
    Rule("language-tag-not-valid", "wellformed", "error", "source"),
    Rule("date-not-valid", "wellformed", "error", "source"),
    Rule("value-not-valid", "wellformed", "error", "source"),
    Rule("text-empty", "wellformed", "error", "mapping"),
    Rule("not-readable", "wellformed", "error", "mapping"),
    Rule("engine-failed", "wellformed", "error", "mapping"),
    Rule("text-padded", "wellformed", "info", "mapping"),
    Rule("language-tag-not-shortest", "wellformed", "warning", "source"),
    Rule("node-without-iri", "wellformed", "info", "mapping"),
    Rule("self-reference", "wellformed", "warning", "source"),
    Rule("email-not-valid", "wellformed", "warning", "source"),
    Rule("phone-not-valid", "wellformed", "warning", "source"),
    Rule("geometry-not-valid", "wellformed", "warning", "source"),
    Rule("geometry-outside-world", "wellformed", "warning", "source"),
    Rule("geometry-axes-swapped", "wellformed", "warning", "source"),
    Rule("bounding-box-no-rectangle", "wellformed", "warning", "source", "dcat:bbox"),
    Rule("period-ends-before-start", "wellformed", "warning", "source", "dcat:endDate"),
    Rule("modified-before-issued", "wellformed", "warning", "source", "dct:modified"),
    Rule("record-identifier-without-uuid", "platform", "error", "mapping", "dct:identifier"),
    Rule("resource-without-iri", "platform", "error", "mapping"),
)
"""Rules that are checked by code, before any shape."""


def rules() -> list[Rule]:
    """List every rule: those of code first, then those of the shapes by layer and name."""
    return list(_all())


def rule_of(name: str) -> Rule:
    """Give one rule. Raises KeyError when there is none of that name."""
    return _all_by_name()[name]


def rule_text(rule: str, language: Language) -> RuleText:
    """Say what a rule finds and what to do about it. Raises KeyError on a rule that does not exist."""
    if texts := _texts().get((rule, language)):
        return texts
    title, remedy = say(f"rule.{rule}", language).split("\n", 1)
    return RuleText(title, remedy)


@cache
def shapes_text(layers: tuple[str, ...] = ENGINE_LAYERS) -> str:
    """Give the shapes of some layers as one N-Triples document; layers without shapes add nothing."""
    triples = (
        triple
        for name in (PARTS, *layers)
        if name in (PARTS, *SHAPE_LAYERS)
        for triple in shape_triples(name)
    )
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@cache
def shape_triples(layer: str) -> list[ox.Triple]:
    """Give the shapes of one layer, or the parts that layers share."""
    turtle = (files(__package__) / "shapes" / f"{layer}.ttl").read_bytes()
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


@cache
def _described() -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    """Gather what each shape with a layer says of itself, by rule name and property."""
    found: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for layer in SHAPE_LAYERS:
        for triple in shape_triples(layer):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(
                triple.object, ox.Literal | ox.NamedNode
            ):
                found[triple.subject.value.removeprefix(SHAPE)][triple.predicate.value].append(triple.object)
    return {name: said for name, said in found.items() if f"{RULE}layer" in said}


@cache
def _all() -> tuple[Rule, ...]:
    of_shapes = [
        Rule(
            name=name,
            layer=said[f"{RULE}layer"][0].value,
            severity=SEVERITIES[said[f"{SH}severity"][0].value],
            fault=cast("Fault", said[f"{RULE}fault"][0].value),
            path=_path(said),
        )
        for name, said in _described().items()
    ]
    return CODE_RULES + tuple(sorted(of_shapes, key=lambda rule: (SHAPE_LAYERS.index(rule.layer), rule.name)))


def _path(said: dict[str, list[ox.Literal | ox.NamedNode]]) -> str:
    """Name the property: the one that is looked at, or the one that a look at the whole is about."""
    named = said.get(f"{SH}path") or said.get(f"{RULE}path")
    return shorten(named[0].value) if named else ""


@cache
def _all_by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in _all()}


@cache
def _texts() -> dict[tuple[str, str], RuleText]:
    titles, remedies = _spoken(f"{SH}message"), _spoken(f"{RULE}remedy")
    return {key: RuleText(title, remedies[key]) for key, title in titles.items()}


def _spoken(predicate: str) -> dict[tuple[str, str], str]:
    return {
        (name, text.language): text.value
        for name, said in _described().items()
        for text in said[predicate]
        if isinstance(text, ox.Literal) and text.language
    }
