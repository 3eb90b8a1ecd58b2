import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import SourceError
from catalogue.model import Dialect, Kind
from harvester.hashing import fingerprint
from harvester.rdf import Branch, open_document, read_branches
from harvester.rdf.shelf import Shelf
from tests.harvester.rdf.conftest import PREFIXES, Read

TRIPLES = [
    "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .",
    '<urn:a> <http://purl.org/dc/terms/title> "Titel"@nl .',
    '<urn:a> <http://purl.org/dc/terms/title> "Title"@en .',
    "<urn:a> <http://www.w3.org/ns/dcat#distribution> <urn:d> .",
    "<urn:a> <http://www.w3.org/ns/dcat#contactPoint> _:{0} .",
    "<urn:a> <http://www.w3.org/ns/dcat#contactPoint> _:{1} .",
    '_:{0} <http://www.w3.org/2006/vcard/ns#fn> "Loket" .',
    '_:{1} <http://www.w3.org/2006/vcard/ns#fn> "Balie" .',
    '<urn:d> <http://purl.org/dc/terms/title> "Bestand" .',
    "<urn:d> <http://www.w3.org/ns/dcat#accessURL> <https://x.example/a.csv> .",
]
XML = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">'
)


def test_a_tree_holds_its_nodes_under_short_names(read: Read) -> None:
    _, (branch,) = read(
        PREFIXES + '<urn:a> a dcat:Dataset ; dct:issued "2026-01-01"^^xsd:date ; dct:language <urn:nl> ;'
        ' dcat:distribution <urn:d> ; dct:temporal [ dcat:startDate "2020" ] . <urn:d> dct:title "D"@nl .'
    )
    assert branch.content == {
        "@id": "urn:a",
        "@type": ["dcat:Dataset"],
        "dct:issued": [{"@value": "2026-01-01", "@type": "xsd:date"}],
        "dct:language": [{"@id": "urn:nl"}],
        "dcat:distribution": [{"@id": "urn:d", "dct:title": [{"@value": "D", "@language": "nl"}]}],
        "dct:temporal": [{"dcat:startDate": [{"@value": "2020"}]}],
    }


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(TRIPLES), labels=st.permutations(["x", "y"]))
def test_the_order_of_triples_and_the_names_of_blank_nodes_do_not_change_the_hash(
    order: list[str], labels: list[str]
) -> None:
    assert hashes(order, labels) == hashes(TRIPLES, ["x", "y"])


def hashes(triples: list[str], labels: list[str]) -> list[str]:
    body = "\n".join(triple.format(*labels) for triple in triples).encode() + b"\n"
    branches = list(read_branches(open_document(io.BytesIO(body), url="http://x/"), "http://x/"))
    return [fingerprint(one.content, Dialect.DCAT_RDF) for one in branches if isinstance(one, Branch)]


def test_what_many_datasets_share_is_in_each_of_them(read: Read) -> None:
    datasets = "".join(f"<urn:{n}> a dcat:Dataset ; dct:publisher <urn:stad> .\n" for n in range(3))
    for text in (datasets + '<urn:stad> foaf:name "Stad" .', '<urn:stad> foaf:name "Stad" .\n' + datasets):
        _, branches = read(PREFIXES + text)
        names = [branch.content["dct:publisher"][0]["foaf:name"] for branch in branches]
        assert names == [[{"@value": "Stad"}]] * 3


def test_nodes_that_went_to_disk_come_back(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvester.rdf.forest.Shelf", lambda: Shelf(in_memory=3))
    datasets = [f"<urn:{n:02}> a dcat:Dataset ; dcat:distribution <urn:d{n:02}> .\n" for n in range(30)]
    distributions = [f'<urn:d{n:02}> dct:title "{n}" .\n' for n in range(30)]
    random.Random(1).shuffle(distributions)  # noqa: S311 -- the same order each time
    _, branches = read(PREFIXES + "".join(datasets + distributions))
    titles = {one.name: one.content["dcat:distribution"][0]["dct:title"] for one in branches}
    assert titles == {f"urn:{n:02}": [{"@value": str(n)}] for n in range(30)}


def test_records_are_not_put_inside_each_other(read: Read) -> None:
    _, branches = read(
        PREFIXES + "<urn:a> a dcat:Dataset ; dcat:inSeries <urn:s> ; dct:relation <urn:b> .\n"
        "<urn:b> a dcat:Dataset . <urn:s> a dcat:DatasetSeries ."
        "<urn:v> a dcat:DataService ; dcat:servesDataset <urn:a> ."
    )
    by_name = {one.name: one for one in branches}
    assert by_name["urn:a"].content["dct:relation"] == [{"@id": "urn:b", "@type": ["dcat:Dataset"]}]
    assert by_name["urn:v"].content["dcat:servesDataset"] == [{"@id": "urn:a", "@type": ["dcat:Dataset"]}]
    assert {name: one.kind for name, one in by_name.items()} == {
        "urn:a": Kind.DATASET,
        "urn:b": Kind.DATASET,
        "urn:s": Kind.SERIES,
        "urn:v": Kind.SERVICE,
    }


def test_nodes_that_point_at_each_other_end(read: Read) -> None:
    _, (branch,) = read(
        PREFIXES + "<urn:a> a dcat:Dataset ; dct:publisher <urn:p> ."
        "<urn:p> foaf:knows <urn:q> . <urn:q> foaf:knows <urn:p> ."
    )
    assert branch.content["dct:publisher"] == [
        {"@id": "urn:p", "foaf:knows": [{"@id": "urn:q", "foaf:knows": [{"@id": "urn:p"}]}]}
    ]


def test_a_web_of_nodes_that_would_make_an_endless_tree_is_refused(read: Read) -> None:
    names = range(40)
    web = "".join(
        f"<urn:n{one}> foaf:knows {', '.join(f'<urn:n{other}>' for other in names)} .\n" for one in names
    )
    _, (branch,) = read(PREFIXES + "<urn:a> a dcat:Dataset ; dct:publisher <urn:n0> .\n" + web)
    assert branch.reason == "harvester.record.too-large"


def test_a_broken_statement_loses_only_its_bad_line(read: Read) -> None:
    _, branches = read(
        PREFIXES + '<urn:a> a dcat:Dataset ;\n dct:title "A" ;\n dct:description <<p>Kapot</p>> ;\n'
        ' dct:identifier "a" .'
        + '\n\n<urn:b> a dcat:Dataset ;\n dct:title ""\nTekst\n"" ;\n dct:identifier "b" .'
        + "\n\n<urn:c> a dcat:Dataset .\n"
    )
    by_name = {one.name: one for one in branches}
    assert by_name["urn:a"].damage == ("7: dct:description <<p>Kapot</p>> ;",)
    assert set(by_name["urn:a"].content) == {"@id", "@type", "dct:title", "dct:identifier"}
    assert [line[:2] for line in by_name["urn:b"].damage] == ["11", "12", "13"]
    assert by_name["urn:b"].content["dct:identifier"] == [{"@value": "b"}]
    assert by_name["urn:c"].damage == ()


def test_a_statement_without_a_readable_subject_is_named(read: Read) -> None:
    findings, branches = read(
        PREFIXES + "<urn:a> a dcat:Dataset .\n<urn:b> !! nonsense .\n<urn:c> a dcat:Dataset .\n"
    )
    assert [one.name for one in branches] == ["urn:a", "urn:c"]
    assert [pointer for pointer, _ in findings.lost] == ["urn:b"]


def test_truncated_turtle_keeps_what_is_whole_and_names_the_rest(read: Read) -> None:
    findings, branches = read(
        PREFIXES + '<urn:a> a dcat:Dataset .\n<urn:b> a dcat:Dataset ;\n dct:title "Hal'
    )
    assert [one.name for one in branches] == ["urn:a"]
    assert findings.truncated
    assert [pointer for pointer, _ in findings.lost] == ["urn:b"]


def test_truncated_xml_keeps_what_is_whole_and_names_the_rest(read: Read) -> None:
    findings, branches = read(
        XML + '<dcat:Dataset rdf:about="urn:a"><dct:title>A</dct:title></dcat:Dataset>'
        '<dcat:Dataset rdf:about="urn:b"><dct:title>B</dct:title><dct:desc'
    )
    assert findings.truncated
    assert [(one.name, one.reason) for one in branches] == [
        ("urn:a", ""),
        ("urn:b", "harvester.record.truncated"),
    ]


def test_misplaced_text_in_xml_damages_its_own_record(read: Read) -> None:
    _, branches = read(
        XML + '<dcat:Dataset rdf:about="urn:a"><dct:title>A</dct:title>los</dcat:Dataset>'
        '<dcat:Dataset rdf:about="urn:b"><dct:title>B</dct:title></dcat:Dataset></rdf:RDF>'
    )
    assert [(one.name, bool(one.damage)) for one in branches] == [("urn:a", True), ("urn:b", False)]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_xml_with_external_or_nested_entities_is_refused(read: Read, doctype: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(XML.replace("?>", "?>" + doctype) + "</rdf:RDF>")
    assert caught.value.key == "harvester.xml-entities"


def test_an_iri_with_a_blank_passes(read: Read) -> None:
    _, (branch,) = read(PREFIXES + "<urn:a> dcat:landingPage <http://x.example/a b> ; a dcat:Dataset .")
    assert branch.content["dcat:landingPage"] == [{"@id": "http://x.example/a b"}]


def test_a_known_remote_context_is_replaced_by_our_own(read: Read) -> None:
    _, (branch,) = read(
        '{"@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",'
        ' "@type": "dcat:Catalog",'
        ' "dataset": [{"@id": "urn:a", "@type": "dcat:Dataset", "title": "A"}]}'
    )
    assert branch.content["dct:title"] == [{"@value": "A"}]


def test_an_unknown_remote_context_is_refused_without_asking_for_it(read: Read) -> None:
    with pytest.raises(SourceError) as caught:
        read('{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "urn:a"}')
    assert (caught.value.key, caught.value.facts["detail"]) == (
        "harvester.remote-context",
        "http://127.0.0.1:1/context.jsonld",
    )


def test_the_catalogue_comes_with_its_publisher_wherever_that_stands(read: Read) -> None:
    text = (
        "<urn:c> a dcat:Catalog ; dct:publisher <urn:p> ; dcat:dataset <urn:a> ."
        '<urn:a> a dcat:Dataset . <urn:p> foaf:name "Stad" .'
    )
    findings, _ = read(PREFIXES + text)
    assert findings.catalogue == {
        "@id": "urn:c",
        "@type": ["dcat:Catalog"],
        "dct:publisher": [{"@id": "urn:p", "foaf:name": [{"@value": "Stad"}]}],
    }


def test_text_between_doubled_quotes_is_read(read: Read) -> None:
    """The DataTank writes a text of several lines so; the sample is synthetic."""
    _, branches = read(
        PREFIXES + '<urn:a> a dcat:Dataset ;\n  dct:description ""Eerste regel\ntweede "regel".\n"" ;\n'
        '  dct:title "A" .\n\n<urn:b> a dcat:Dataset ;\n  dct:title "" .\n'
    )
    assert [branch.name for branch in branches] == ["urn:a", "urn:b"]
    assert branches[0].content["dct:description"] == [{"@value": 'Eerste regel\ntweede "regel".\n'}]
    assert branches[1].content["dct:title"] == [{"@value": ""}]
    assert not any(branch.damage for branch in branches)


def test_a_byte_order_mark_before_turtle_costs_nothing(read: Read) -> None:
    _, branches = read(b"\xef\xbb\xbf" + (PREFIXES + "<urn:a> a dcat:Dataset .").encode())
    assert [(branch.name, branch.damage) for branch in branches] == [("urn:a", ())]


@pytest.mark.parametrize("end", ["<dct:publisher rdf:resource='urn:p'/>", "<dct:title/>", "</dcat:Dataset>"])
def test_xml_that_breaks_off_behind_any_element_is_not_whole(read: Read, end: str) -> None:
    findings, _ = read(f"{XML}<dcat:Dataset rdf:about='urn:a'>{end}\n ")
    assert findings.truncated


@pytest.mark.parametrize("end", ["</rdf:RDF>", "</rdf:RDF >\n<!-- klaar -->\n"])
def test_xml_whose_root_ends_is_whole(read: Read, end: str) -> None:
    findings, branches = read(f"{XML}<dcat:Dataset rdf:about='urn:a'/>{end}")
    assert not findings.truncated
    assert [branch.name for branch in branches] == ["urn:a"]


def test_a_quoted_triple_costs_nothing(read: Read) -> None:
    _, branches = read(
        PREFIXES + "<urn:a> a dcat:Dataset ; dct:relation <<( <urn:x> <urn:y> <urn:z> )>> ; dct:title 'A' ."
    )
    assert [branch.name for branch in branches] == ["urn:a"]


def test_an_empty_node_has_no_label_that_would_be_another_one_tomorrow(read: Read) -> None:
    _, (one,) = read(PREFIXES + "<urn:a> a dcat:Dataset ; dcat:landingPage [] ; dct:publisher [] .")
    assert (one.content["dcat:landingPage"], one.content["dct:publisher"]) == ([{}], [{}])


def test_a_dataset_tells_which_series_name_it_as_their_member(read: Read) -> None:
    _, branches = read(
        PREFIXES + "<urn:s> a dcat:DatasetSeries ; dcat:seriesMember <urn:a> . <urn:a> a dcat:Dataset ."
    )
    by_name = {one.name: one.content for one in branches}
    assert by_name["urn:a"]["@reverse"] == {
        "dcat:seriesMember": [{"@id": "urn:s", "@type": ["dcat:DatasetSeries"]}]
    }
    assert "@reverse" not in by_name["urn:s"]
