"""One faulty entry for every rule that a shape can say: the good sample with one thing changed."""

from typing import Final, NamedTuple

from catalogue.graph import Blocks
from catalogue.model.namespaces import expand
from catalogue.profile import SHAPE_LAYERS
from catalogue.profile.ruletables import Draft, name_of, read_table, rules_of
from tests.catalogue.profile.sample import HOME, parsed

GOOD_VALUES: Final = {
    "text": '"mot {i}"@fr',
    "text-per-language": '"mot {i}"@x-taal{i}',
    "string": '"waarde {i}"',
    "literal": '"waarde {i}"',
    "any": '"waarde {i}"',
    "date-time": '"2026-01-0{i}T10:00:00Z"^^xsd:dateTime',
    "date": '"2026-01-0{i}T10:00:00Z"^^xsd:dateTime',
    "duration": '"P{i}D"^^xsd:duration',
    "decimal": '"{i}.5"^^xsd:decimal',
    "whole-number": '"{i}"^^xsd:nonNegativeInteger',
    "hexadecimal": '"0{i}"^^xsd:hexBinary',
    "iri": "<https://stad.example/pagina/{i}>",
    "resource": "<https://stad.example/ding/{i}>",
}
"""Right values by the kind of value; two different ones for two different numbers."""

BAD_VALUES: Final = {
    "sh:datatype rdf:langString": ['"zonder taal"'],
    "sh:uniqueLang true": ['"een"@nl', '"twee"@nl'],
    "sh:nodeKind sh:IRI": ['"geen adres"'],
    "sh:nodeKind sh:BlankNodeOrIRI": ['"losse tekst"'],
    "sh:nodeKind sh:Literal": ["<https://stad.example/verwijzing>"],
    "sh:datatype xsd:string": ['"getal"@nl'],
    "sh:datatype xsd:dateTime": ['"2026-01-01"^^xsd:date'],
    "sh:datatype xsd:decimal": ['"veel"'],
    "sh:datatype xsd:nonNegativeInteger": ['"5"^^xsd:integer'],
    "sh:datatype xsd:duration": ['"lang"'],
    "sh:datatype xsd:hexBinary": ['"zz"'],
    "sh:or ( shape:is-date shape:is-dateTime shape:is-gYearMonth shape:is-gYear )": ['"onlangs"'],
    'sh:pattern "^mailto:"': ["<https://stad.example/mail>"],
}
"""Wrong values by what SHACL checks; for all other checks, a reference to what nobody describes."""

AGENT: Final = """a foaf:Agent ; foaf:name "Iemand"@nl ;
    dct:type <http://purl.org/adms/publishertype/LocalAuthority>"""
DESCRIPTIONS: Final = {
    "foaf:Agent": AGENT,
    "dct:Agent": AGENT,
    "dct:LicenseDocument": "a dct:LicenseDocument ; dct:type <http://purl.org/adms/licencetype/PublicDomain>",
    "dct:PeriodOfTime": """a dct:PeriodOfTime ;
        dcat:startDate "2020"^^xsd:gYear ; dcat:endDate "2021"^^xsd:gYear""",
    "vcard:Kind": "a vcard:Organization ; vcard:hasEmail <mailto:data@stad.example>",
    "skos:Concept": 'a skos:Concept ; skos:prefLabel "Code"@nl',
    "dcat:CatalogRecord": """a dcat:CatalogRecord ; dct:identifier "5c1e5c1e-5c1e-5a33-9a39-6fd0f6ac0002" ;
        foaf:primaryTopic <{dataset}> ; dct:modified "2026-02-03T04:05:06Z"^^xsd:dateTime ;
        dct:issued "2026-01-01T04:05:06Z"^^xsd:dateTime ;
        dct:conformsTo <https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL>""",
    "spdx:Checksum": """a spdx:Checksum ;
        spdx:checksumValue "00"^^xsd:hexBinary ; spdx:algorithm spdx:checksumAlgorithm_sha1""",
    "dct:RightsStatement": """a dct:RightsStatement, skos:Concept ; skos:prefLabel "Recht"@nl ;
        skos:inScheme <http://publications.europa.eu/resource/authority/access-right>""",
    "dct:MediaTypeOrExtent": """a dct:MediaTypeOrExtent, skos:Concept ; skos:prefLabel "Formaat"@nl ;
        skos:inScheme <http://publications.europa.eu/resource/authority/file-type>""",
}
"""What makes a node satisfy all rules, where being of its class is not enough."""


class Fault(NamedTuple):
    """What breaks one rule."""

    rule: Draft
    layer: str
    kind: str
    """The strictest kind of value that any layer asks of the property."""

    def focus(self, number: int) -> str:
        return f"{HOME}/{name_of(self.rule.on)}/{number}"

    @property
    def path(self) -> str:
        return self.rule.path or "vcard:hasEmail"

    def put_in(self, blocks: Blocks, number: int) -> Blocks:
        """Give the blocks of :func:`sample.good` of this number with the fault in them."""
        focus = self.focus(number)
        changed = without(blocks, focus, self.path)
        for subject, triples in parsed(_instead(self.rule, focus, self.kind)).items():
            changed[subject] = [*changed.get(subject, ()), *triples]
        return changed


def all_faults() -> list[Fault]:
    """List one fault for every rule of every shape."""
    kinds = _kinds()
    return [
        Fault(rule, layer, kinds.get((rule.on, rule.path), "any"))
        for layer in SHAPE_LAYERS
        for rule in rules_of(read_table(layer))
    ]


def without(blocks: Blocks, focus: str, path: str) -> Blocks:
    """Leave out all values of a property."""
    predicate = expand(path)
    return {
        subject: [each for each in triples if subject != focus or each.predicate.value != predicate]
        for subject, triples in blocks.items()
    }


def _instead(rule: Draft, focus: str, kind: str) -> str:
    """Write, in Turtle, the values that break the rule."""
    if rule.constraint == "sh:minCount 1" or not rule.path or rule.name.startswith("hvd-"):
        return ""
    if rule.constraint == "sh:maxCount 1":
        return "\n".join(_right(rule, focus, kind, i) for i in (1, 2))
    unknown = [f"<{focus}/onbekend>"]
    values = BAD_VALUES.get(rule.constraint, unknown)
    return f"<{focus}> <{expand(rule.path)}> {', '.join(values)} ."


def _right(rule: Draft, focus: str, kind: str, i: int) -> str:
    if kind in GOOD_VALUES:
        return f"<{focus}> <{expand(rule.path)}> {GOOD_VALUES[kind].format(i=i)} ."
    wanted = kind.rpartition("a ")[2]
    node = f"<{focus}/ander/{i}>"
    number = focus.rpartition("/")[2]
    described = DESCRIPTIONS.get(wanted, f"a {wanted}").replace("{dataset}", f"{HOME}/dataset/{number}")
    return f"<{focus}> <{expand(rule.path)}> {node} . {node} {described} ."


def _kinds() -> dict[tuple[str, str], str]:
    """Give the strictest kind of value that any layer asks of a property."""
    kinds: dict[tuple[str, str], str] = {}
    for layer in SHAPE_LAYERS:
        for on, rows in read_table(layer)["rows"].items():
            for path, _, kind, *_ in rows:
                if (on, path) not in kinds or kind not in ("any", "literal", "resource", "iri"):
                    kinds[on, path] = kind
    return kinds
