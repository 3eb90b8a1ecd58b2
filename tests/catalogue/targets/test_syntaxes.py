"""Any statements of ours: the three syntaxes say just these, whoever reads them."""

from io import BytesIO

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.model.namespaces import PREFIXES
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.nodes import alone
from catalogue.targets.feed.said import LINK_NAMES, NAMESPACES

XML = "\t\n\r"
FORMS = {"rdf": ox.RdfFormat.RDF_XML, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
PROPERTIES = [
    ox.NamedNode(PREFIXES[prefix] + local)
    for prefix, _, local in (name.decode().partition(":") for name in sorted(LINK_NAMES))
    if local not in {"relation", "source", "inSeries", "servesDataset", "accessService", "isVersionOf"}
] + [ox.NamedNode(PREFIXES[name] + "bijzonder-woord") for name in NAMESPACES if name != "rdf"]
texts = st.text(
    st.characters(codec="utf-8").filter(
        lambda char: (char >= " " and char not in "\ufffe\uffff") or char in XML
    ),
    max_size=20,
) | st.sampled_from(
    [
        *("@prefix x: <y> .", "]]>", '"', "\\", "\\n", '"@nl', "</rdf:RDF>", "&amp;", "{}", "\r\n"),
        *("%b", "100 %", "http://stad.example/a>b", "http://stad.example/"),
    ]
)
TAGS = ["nl", "en-gb", "zh-hant"]
DATATYPES = [
    *(ox.NamedNode(PREFIXES["xsd"] + name) for name in ("date", "dateTime", "integer")),
    ox.NamedNode("https://stad.example/soort#maat"),
]
iris = st.sampled_from(
    [
        *(
            "https://stad.example/a?b=c&d='e'#f",
            "http://stad.example/é%20/@prefix",
            "mailto:data@stad.example",
        ),
        *("geo:51.05,3.72", "dct:title", "urn:uuid:1", "dcat://stad.example", "tel:+3290000000"),
    ]
).map(ox.NamedNode)
values = (
    iris
    | texts.map(ox.Literal)
    | st.builds(
        lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["nl", "en-gb", "zh-hant"])
    )
    | st.builds(
        lambda text, kind: ox.Literal(text, datatype=kind),
        texts,
        st.sampled_from(["date", "dateTime", "integer"]).map(
            lambda name: ox.NamedNode(PREFIXES["xsd"] + name)
        )
        | st.just(ox.NamedNode("https://stad.example/soort#%20b")),
    )
)
kinds = st.lists(
    st.sampled_from(["dcat:Dataset", "foaf:Agent", "dct:Location"]).map(
        lambda name: ox.NamedNode(PREFIXES[name.partition(":")[0]] + name.partition(":")[2])
    )
    | st.just(ox.NamedNode("https://stad.example/soort/%20b")),
    max_size=2,
    unique=True,
)
nodes = st.dictionaries(
    iris,
    st.tuples(kinds, st.lists(st.tuples(st.sampled_from(PROPERTIES), values), min_size=1, max_size=5)),
    max_size=4,
    min_size=1,
)
Nodes = dict[ox.NamedNode, tuple[list[ox.NamedNode], list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]]]
A = ox.NamedNode(PREFIXES["rdf"] + "type")


def sheet_of(described: Nodes) -> bytes:
    triples = []
    for subject, (types, statements) in described.items():
        triples += [ox.Triple(subject, A, kind) for kind in types]
        triples += [ox.Triple(subject, name, value) for name, value in statements]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


@settings(max_examples=120, deadline=None)
@given(nodes)
def test_the_three_say_what_was_said(described: Nodes) -> None:
    sheet = sheet_of(described)
    expected = {quad.triple for quad in ox.parse(sheet, format=ox.RdfFormat.N_TRIPLES)}
    for form, document in alone(sheet, Links({})).items():
        assert {quad.triple for quad in ox.parse(document, format=FORMS[form])} == expected


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
@settings(max_examples=25, deadline=None)
@given(nodes)
def test_rdflib_reads_no_more_and_no_less(described: Nodes) -> None:
    sheet = sheet_of(described)
    expected = {str(line) for line in sheet.decode().split(" .\n") if line}
    for form, document in alone(sheet, Links({})).items():
        name = {"rdf": "xml", "ttl": "turtle", "jsonld": "json-ld"}[form]
        graph = rdflib.Graph().parse(BytesIO(document), format=name)
        assert len(graph) == len(expected)


def test_values_of_one_property_stand_together_in_json_wherever_they_were_said() -> None:
    said = [("title", "een"), ("keyword", "a"), ("title", "twee"), ("keyword", "b")]
    sheet = f"<https://stad.example/1> {A} <{PREFIXES['dcat']}Dataset> .\n" + "".join(
        f'<https://stad.example/1> <{PREFIXES["dct" if name == "title" else "dcat"]}{name}> "{text}" .\n'
        for name, text in said
    )
    document = alone(sheet.encode(), Links({}))["jsonld"]
    assert b'"dct:title":["een","twee"],"dcat:keyword":["a","b"]' in document


def test_statements_in_any_order_are_put_together_by_what_they_are_about() -> None:
    one, other = (f"<https://stad.example/{name}>" for name in "ab")
    a, title = str(A), f"<{PREFIXES['dct']}title>"
    mixed = (
        f'{one} {title} "x" .\n{other} {a} <{PREFIXES["dcat"]}Dataset> .\n'
        f'{one} {a} <{PREFIXES["dcat"]}Dataset> .\n{other} {title} "\\u0079" .\n'
    )
    written = alone(mixed.encode(), Links({}))
    assert written["jsonld"].count(b'"@id":"https://stad.example/') == 2
    assert len(list(ox.parse(written["rdf"], format=FORMS["rdf"]))) == 4


@pytest.mark.parametrize("about", ["a", "c"])
def test_what_stands_last_without_a_type_joins_what_was_said_of_it_before(about: str) -> None:
    a, title, record = str(A), f"<{PREFIXES['dct']}title>", f"<{PREFIXES['dcat']}record>"
    sheet = "".join(
        f"<https://stad.example/{name}> {a} <{PREFIXES['dcat']}Dataset> .\n"
        f'<https://stad.example/{name}> {title} "{name}" .\n'
        for name in "ab"
    )
    sheet += "".join(
        f"<https://stad.example/{about}> {record} <https://stad.example/{name}> .\n" for name in "ab"
    )
    written = alone(sheet.encode(), Links({}))
    assert written["jsonld"].count(b'"@id":"https://stad.example/') == len({"a", "b", about})
    for form, document in written.items():
        assert len(set(ox.parse(document, format=FORMS[form]))) == 6


@pytest.mark.parametrize(
    "wrong",
    [
        b"<html>",
        b'_:a <http://purl.org/dc/terms/title> "x" .\n',
        b'<https://a.example> <https://b.example/onbekend> "x" .\n',
        b'<https://a.example> <http://purl.org/dc/terms/title> "x .\n',
        b'<https://a.example> <http://purl.org/dc/terms/title> "x> .\n',
        b'<https://a.example> <http://purl.org/dc/terms/title> "x"^^<a b> .\n',
        b'<https://a.example> <http://purl.org/dc/terms/title> <http://b.example/"> .\n',
        b"<https://a.example> <http://purl.org/dc/terms/title> <a b> .\n",
        b'<https://a.example> <http://purl.org/dc/terms/title> "\\ud800" .\n',
    ],
)
def test_what_is_no_statement_of_ours_is_refused(wrong: bytes) -> None:
    typed = b"<https://a.example> " + str(A).encode() + b" <http://www.w3.org/ns/dcat#Dataset> .\n"
    with pytest.raises((SyntaxError, ValueError)):
        alone(typed + wrong, Links({}))
