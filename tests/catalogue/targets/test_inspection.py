"""Faults in a feed that the platform would stumble over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.graph import Blocks
from catalogue.targets import Problem, check_feed, write_feed

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]


@pytest.fixture
def good(tmp_path: Path, feed: MakeFeed, make_entry: Callable[..., Blocks]) -> Path:
    written = write_feed(tmp_path, "stad", *feed([make_entry(1), make_entry(2)]))
    return written.paths[0]


def test_a_good_feed_has_no_problems(good: Path) -> None:
    assert check_feed(good) == []
    assert check_feed(good.with_suffix(".ttl")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('encoding="UTF-8"?>', 'encoding="UTF-8" standalone="yes"?>', "opening"),
        ("<rdf:RDF ", "<!-- feed --><rdf:RDF ", "not-recognised"),
        (
            'rdf:about="https://oogst.example/id/record',
            'rdf:about="https://oogst.example/id/re cord',
            "not-rdf",
        ),
        ("Alle bomen", "Alle @prefix", "poison"),
        ("Alle bomen", "<![CDATA[<http://x>]]>", "poison"),
        ("Alle bomen", "<![CDATA[x]]>", "markup"),
        ("Alle bomen", "<!-- x -->", "markup"),
        ("Alle bomen", "\x01", "not-xml"),
        ("</rdf:RDF>", "", "not-xml"),
        ("<dcat:distribution ", '<dcat:distribution xmlns:x="https://x.example" ', "namespace"),
        ("<dcat:Catalog ", '<dct:Agent rdf:nodeID="a"/><dcat:Catalog ', "blank-node"),
        ("dcat:record ", "dct:hasPart ", "record-incomplete"),
        ("<dct:modified", "<dct:created", "not-rdf"),
        ("dcat:Catalog ", "dct:Agent ", "not-rdf"),
    ],
)
def test_a_fault_is_named(good: Path, old: str, new: str, code: str) -> None:
    good.write_text(good.read_text().replace(old, new, 1))
    assert code in {problem.code for problem in check_feed(good)}


def test_a_record_without_a_date_or_identifier_is_incomplete(good: Path) -> None:
    text = good.read_text()
    start = text.index("<dcat:CatalogRecord")
    lines = [line for line in text[start:].splitlines() if "dct:modified" not in line]
    good.write_text(text[:start] + "\n".join(lines))
    problems = check_feed(good)
    assert {problem.code for problem in problems} == {"record-incomplete"}
    assert all("dct:modified" in problem.detail for problem in problems)


def test_a_link_to_nothing_is_named(good: Path) -> None:
    text = good.read_text()
    good.write_text(
        text.replace(
            "\t\t<dcat:dataset ", '\t\t<dcat:dataset rdf:resource="https://x.example/1"/>\n<dcat:dataset ', 1
        )
    )
    assert check_feed(good) == [Problem("unregistered", "https://x.example/1")]


def test_two_records_with_one_uuid_collide(good: Path) -> None:
    lines = good.read_text().splitlines()
    found = [number for number, line in enumerate(lines) if "<dct:identifier>" in line and "http" not in line]
    lines[found[0]] = lines[found[1]]
    good.write_text("\n".join(lines))
    assert [problem.code for problem in check_feed(good)] == ["uuid-collision"]


def test_an_entity_is_never_expanded(good: Path) -> None:
    doctype = '<!DOCTYPE rdf [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<rdf:RDF '
    good.write_text(good.read_text().replace("<rdf:RDF ", doctype, 1))
    assert check_feed(good) == [Problem("not-recognised")]


def test_a_fault_beyond_the_first_megabyte_is_found(good: Path) -> None:
    text = good.read_text().replace("Alle bomen", "x" * (1 << 20) + "@prefix", 1)
    good.write_text(text)
    assert check_feed(good) == [Problem("poison", "@prefix")]
