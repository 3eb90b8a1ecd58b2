"""Reads the tables of the profile as rules: one rule finds one fault and says it in one sentence.

The tables hold facts (property, cardinality, kind of value); the sentences stand in ``tables/words.yaml``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML

from catalogue.messages import LANGUAGES, Language

__all__ = ["Draft", "Table", "Texts", "read_table", "rules_of", "words"]

FOLDER: Final = Path(__file__).parent / "tables"
Table = dict[str, Any]
Texts = dict[Language, str]

_KINDS: Final = {
    "string": ("not-string", "sh:datatype xsd:string"),
    "date-time": ("not-date-time", "sh:datatype xsd:dateTime"),
    "duration": ("not-duration", "sh:datatype xsd:duration"),
    "decimal": ("not-number", "sh:datatype xsd:decimal"),
    "whole-number": ("not-number", "sh:datatype xsd:nonNegativeInteger"),
    "hexadecimal": ("not-hexadecimal", "sh:datatype xsd:hexBinary"),
    "literal": ("not-literal", "sh:nodeKind sh:Literal"),
    "iri": ("not-iri", "sh:nodeKind sh:IRI"),
    "resource": ("not-resource", "sh:nodeKind sh:BlankNodeOrIRI"),
    "text": ("untagged", "sh:datatype rdf:langString"),
    "text-per-language": ("untagged", "sh:datatype rdf:langString"),
}


class Draft(NamedTuple):
    """A rule that is to become a shape."""

    name: str
    on: str
    """A key of ``classes`` in ``words.yaml``."""
    path: str
    """CURIE of the property; empty when the rule looks at the thing as a whole."""
    constraint: str
    """What SHACL checks, in Turtle."""
    fault: str
    title: Texts
    remedy: Texts
    severity: str = ""
    """Of SHACL; empty where it is that of the layer."""
    whole: bool = False
    """Whether it looks at the thing as a whole, though what it finds is about the property."""


class _Row(NamedTuple):
    path: str
    cardinality: str
    kind: str
    nl: str
    en: str
    exceptions: Table = {}  # noqa: RUF012 -- only read, and a named tuple has no factories


class _Listed(NamedTuple):
    """A row of ``codes``: a property whose values are of a code list."""

    path: str
    codes: str
    nl: str
    en: str
    severity: str = ""
    exceptions: Table = {}  # noqa: RUF012 -- only read


@cache
def words() -> Table:
    """Give the names of classes and ranges, and the sentences."""
    return read_table("words")


def read_table(name: str) -> Table:
    table: Table = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")
    return table


def rules_of(table: Table) -> list[Draft]:
    """List the rules of a layer: on cardinality and kind, on code lists, and with words of their own."""
    rows = ((on, _Row(*row)) for on, listed in table["rows"].items() for row in listed)
    general = [rule for on, row in rows for rule in _general(on, row)]
    codes = [_coded(on, _Listed(*row)) for on, listed in table.get("codes", {}).items() for row in listed]
    own = [_particular(name, rule, table) for name, rule in table.get("rules", {}).items()]
    return general + codes + own


def name_of(on: str) -> str:
    """Give what the names of the rules of a class begin with."""
    return str(words()["classes"][on].get("as", on))


def _general(on: str, row: _Row) -> Iterator[Draft]:
    for fault, constraint, wanted in _constraints(row):
        said = words()["faults"][fault] | row.exceptions.get(fault, {})
        label: Texts = {"nl": row.nl, "en": row.en}
        terms = {
            language: _terms(on, language, label=label[language], range=_range_name(wanted, language))
            for language in LANGUAGES
        }
        yield Draft(
            name=_slug(on, row.en, said.get("slug", fault)),
            on=on,
            path=row.path,
            constraint=constraint,
            fault=said["fault"],
            title=_filled(said, terms),
            remedy=_filled(words()["remedies"][said["remedy"]], terms),
        )


def _coded(on: str, row: _Listed) -> Draft:
    said = words()["faults"]["unlisted"] | row.exceptions
    label: Texts = {"nl": row.nl, "en": row.en}
    source = words()["codes"][row.codes]
    terms = {
        language: _terms(on, language, label=label[language], list=source[language]) for language in LANGUAGES
    }
    return Draft(
        name=_slug(on, row.en, "unlisted"),
        on=on,
        path=row.path,
        constraint=_in_list(row),
        fault=said["fault"],
        title=_filled(said, terms),
        remedy=_filled(words()["remedies"][said["remedy"]], terms),
        severity=row.severity,
    )


def _in_list(row: _Listed) -> str:
    besides = " ".join(f"shape:{name}" for name in row.exceptions.get("besides", ()))
    listed = f"shape:in-{row.codes}"
    return f"sh:or ( {listed} {besides} )" if besides else f"sh:node {listed}"


def _slug(on: str, label: str, fault: str) -> str:
    return f"{name_of(on)}-{label.lower().replace(' ', '-')}-{fault}"


def _constraints(row: _Row) -> Iterator[tuple[str, str, str]]:
    """Give each fault to look for, its SHACL, and the class a value must have (or nothing)."""
    least, most = row.cardinality.split("..")
    if least == "1":
        yield "missing", "sh:minCount 1", ""
    if most == "1":
        yield "several", "sh:maxCount 1", ""
    if row.kind == "date":
        yield "not-date", _one_of(words()["dates"]), ""
    elif row.kind in _KINDS:
        yield *_KINDS[row.kind], ""
    elif row.kind != "any":
        before, _, wanted = row.kind.rpartition("a ")
        yield "untyped", ("sh:nodeKind sh:IRI ; " if before else "") + _described_as(wanted), wanted
    if row.kind == "text-per-language":
        yield "repeated", "sh:uniqueLang true", ""


def _described_as(wanted: str) -> str:
    """Require one class, one of several, or a code that is of the class because its list says so."""
    known = words()["ranges"][wanted]
    if not known.keys() & {"any", "codes"}:
        return f"sh:class {wanted}"
    return _one_of(known.get("any", [wanted]), known.get("codes"))


def _one_of(kinds: list[str], codes: str | None = None) -> str:
    shapes = [f"shape:is-{kind.replace(':', '-')}" for kind in kinds] + (
        [f"shape:in-{codes}"] if codes else []
    )
    return f"sh:or ( {' '.join(shapes)} )"


def _range_name(wanted: str, language: Language) -> str:
    return f"{words()['ranges'][wanted][language]} ({wanted})" if wanted else ""


def _particular(name: str, rule: Table, table: Table) -> Draft:
    terms = {language: _terms(rule["on"], language) for language in LANGUAGES}
    return Draft(
        name=name,
        on=rule["on"],
        path=rule.get("path", ""),
        constraint=_own_constraint(rule, table),
        fault=rule["fault"],
        title=_filled(rule, terms),
        remedy=_filled(rule["remedy"], terms),
        severity=rule.get("severity", ""),
        whole=rule.get("whole", False),
    )


def _own_constraint(rule: Table, table: Table) -> str:
    if "in" in rule:
        listed = "\n        ".join(f"<{iri}>" for iri in table["lists"][rule["in"]])
        return f"sh:in (\n        {listed} )"
    if "scheme" in rule:
        return f"sh:node shape:of-{table['schemes'][rule['scheme']]}"
    return str(rule["shacl"])


def _terms(on: str, language: Language, **more: str) -> dict[str, str]:
    name: str = words()["classes"][on][language]
    return {"class": name, "Class": name[0].upper() + name[1:], **more}


def _filled(said: Table, terms: dict[Language, dict[str, str]]) -> Texts:
    return {language: said[language].format_map(terms[language]) for language in LANGUAGES}
