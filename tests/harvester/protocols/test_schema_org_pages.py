"""Descriptions inside web pages; all pages here are synthetic."""

import json
from typing import Any

import pytest

from harvester.crawl import CatalogueSeen, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed
from harvester.protocols.schema_org.payload import look, read_records, read_start
from tests.harvester.conftest import MakePage

PAGE = "https://stad.example/data/bomen"


def script(*blocks: Any, kind: str = "application/ld+json") -> str:  # noqa: ANN401 -- any JSON value
    tags = (
        f'<script type="{kind}">{each if isinstance(each, str) else json.dumps(each)}</script>'
        for each in blocks
    )
    return f"<html><head>{''.join(tags)}</head><body><p>Bomen</p></body></html>"


def dataset(**more: Any) -> dict[str, Any]:  # noqa: ANN401 -- idem
    return {"@context": "https://schema.org", "@type": "Dataset", "name": "Bomen", **more}


def records(page_of: MakePage, body: str, url: str = PAGE) -> list[Any]:
    page = page_of(body, url)
    steps = list(read_records(page, look(page), lambda _: False))
    return [step.record if isinstance(step, RecordSeen) else step for step in steps]


@pytest.mark.parametrize(
    "block",
    [
        dataset(),
        [dataset()],
        dataset() | {"@context": "http://schema.org/"},
        dataset() | {"@context": {"@vocab": "http://schema.org/"}},
        dataset() | {"@context": ["https://schema.org/", "https://elders.example/context"]},
        {"@type": "Dataset", "name": "Bomen"},
        {"@type": ["http://schema.org/Dataset"], "http://schema.org/name": [{"@value": "Bomen"}]},
        {"@context": {"s": "https://schema.org/"}, "@type": "s:Dataset", "s:name": "Bomen"},
        {"@context": {"schema": "https://schema.org/"}, "@type": "schema:Dataset", "schema:name": "Bomen"},
        {
            "@context": [{"s": "http://schema.org/", "titel": "s:name", "soort": "@type"}],
            "soort": "s:Dataset",
            "titel": "Bomen",
        },
        {
            "@context": "https://schema.org",
            "@graph": [{"@type": "WebPage"}, {"@type": "Dataset", "name": "Bomen"}],
        },
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "mainEntity": {"@type": "Dataset", "name": "Bomen"},
        },
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": {"@type": "Dataset", "name": "Bomen"}}],
        },
    ],
)
def test_a_dataset_is_found_however_its_json_ld_is_built(page_of: MakePage, block: Any) -> None:  # noqa: ANN401 -- idem
    (record,) = records(page_of, script(block))
    assert record.identifier == PAGE
    assert record.content["name"] == ["Bomen"]


@pytest.mark.parametrize(
    "text",
    [
        "// beschrijving\n" + json.dumps(dataset()),
        "<!-- x -->" + json.dumps(dataset()),
        "<!--\n" + json.dumps(dataset()) + "\n-->",
        "//<![CDATA[\n" + json.dumps(dataset()) + "\n//]]>",
        "/*<![CDATA[*/" + json.dumps(dataset()) + "/*]]>*/",
        json.dumps(dataset())[:-1] + ', "keywords": ["a", "b",],}',
        json.dumps(dataset())[:-1] + ', "description": "twee\nregels"}',
        json.dumps(dataset())[:-1] + ', /* later */ "version": 1}',
    ],
)
def test_a_script_that_is_no_strict_json_is_read_all_the_same(page_of: MakePage, text: str) -> None:
    (record,) = records(page_of, script(text, kind="Application/LD+JSON; charset=utf-8"))
    assert record.content["name"] == ["Bomen"]


@pytest.mark.parametrize(
    "block",
    [
        {"@context": "https://www.w3.org/ns/dcat", "@type": "Dataset", "name": "Bomen"},
        {"@context": {"@vocab": "http://www.w3.org/ns/dcat#"}, "@type": "Dataset"},
        {"@context": {"dcat": "http://www.w3.org/ns/dcat#"}, "@type": "dcat:Dataset"},
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "citation": {"@type": "Dataset", "name": "Elders"},
        },
        {"@context": "https://schema.org", "@type": "Organization", "name": "Stad"},
    ],
)
def test_what_is_no_dataset_of_schema_org_on_offer_is_counted_as_none(page_of: MakePage, block: Any) -> None:  # noqa: ANN401 -- idem
    assert records(page_of, script(block)) == [
        RecordFailed(PAGE, "harvester.record.page-without-dataset", PAGE, skipped=True)
    ]


def test_what_a_broken_script_hides_is_a_failure_and_no_page_without_a_dataset(page_of: MakePage) -> None:
    (failure,) = records(page_of, script('{"@type": "Dataset", "name": "Bo'))
    assert (failure.reason_key, failure.skipped) == ("harvester.record.unreadable", False)


def test_a_broken_script_beside_a_whole_one_is_damage_to_its_record(page_of: MakePage) -> None:
    (record,) = records(page_of, script(dataset(), '{"@type": "Dataset", "na'))
    assert len(record.damage) == 1
    assert "JSON-LD" in record.damage[0]


def test_a_broken_script_that_names_no_dataset_is_nobodys_damage(page_of: MakePage) -> None:
    (record,) = records(page_of, script(dataset(), '{"@type": "BreadcrumbList"'))
    assert record.damage == ()


def test_nodes_that_refer_to_each_other_are_put_together_over_all_scripts(page_of: MakePage) -> None:
    graph = {"@context": "https://schema.org", "@graph": [dataset(publisher={"@id": "#stad"})]}
    city = {
        "@context": "https://schema.org",
        "@id": "#stad",
        "@type": "Organization",
        "name": "Stad Voorbeeld",
    }
    (record,) = records(page_of, script(graph, city))
    assert record.content["publisher"] == [
        {"@id": f"{PAGE}#stad", "@type": "Organization", "name": ["Stad Voorbeeld"]}
    ]


def test_nodes_that_go_round_end(page_of: MakePage) -> None:
    one = dataset(**{"@id": "urn:a", "creator": {"@id": "urn:b"}})
    other = {"@context": "https://schema.org", "@id": "urn:b", "@type": "Person", "owns": {"@id": "urn:a"}}
    (record,) = records(page_of, script(one, other))
    assert record.content["creator"][0]["owns"] == [{"@id": "urn:a"}]


def test_a_page_and_its_dataset_may_share_an_address(page_of: MakePage) -> None:
    page = {"@context": "https://schema.org", "@type": "WebPage", "@id": PAGE, "name": "Pagina"}
    (record,) = records(page_of, script(page, dataset(**{"@id": PAGE})))
    assert record.content["name"] == ["Bomen"]


def test_texts_keep_their_language_also_that_of_the_context(page_of: MakePage) -> None:
    block = dataset(name=[{"@value": "Trees", "@language": "en"}, "Bomen"], version="1") | {
        "@context": ["https://schema.org", {"@language": "nl"}]
    }
    (record,) = records(page_of, script(block))
    assert record.content["name"] == [
        {"@value": "Trees", "@language": "en"},
        {"@value": "Bomen", "@language": "nl"},
    ]
    assert record.content["version"] == ["1"]


def test_a_distribution_that_is_only_an_address_is_one(page_of: MakePage) -> None:
    (record,) = records(page_of, script(dataset(distribution=["https://x.example/a.csv", {"@id": "/b.csv"}])))
    assert record.content["distribution"] == [
        {"url": ["https://x.example/a.csv"]},
        {"url": ["https://stad.example/b.csv"]},
    ]


MICRODATA = """<html><body><div itemscope itemtype="https://schema.org/Dataset">
<h1 itemprop="name">Bomen</h1><p itemprop="description">Alle <b>bomen</b>.</p>
<div itemprop="distribution" itemscope itemtype="https://schema.org/DataDownload">
<a itemprop="contentUrl" href="/bomen.csv">CSV</a><meta itemprop="encodingFormat" content="text/csv"></div>
<a itemprop="license" href="https://creativecommons.org/publicdomain/zero/1.0/">CC0</a>%s</div></body></html>"""
RDFA = """<html><body vocab="https://schema.org/"><div typeof="Dataset">
<h1 property="name">Bomen</h1><p property="description">Alle bomen.</p>
<div property="distribution" typeof="DataDownload"><a property="contentUrl" href="/bomen.csv">CSV</a>
<meta property="encodingFormat" content="text/csv"></div>
<span property="keywords">b</span><span property="keywords">a</span>
<a property="license" href="https://creativecommons.org/publicdomain/zero/1.0/">CC0</a></div></body></html>"""


@pytest.mark.parametrize("body", [MICRODATA % "", RDFA], ids=["microdata", "RDFa"])
def test_microdata_and_rdfa_say_what_json_ld_says(page_of: MakePage, body: str) -> None:
    (record,) = records(page_of, body)
    assert record.identifier == PAGE
    assert record.content["name"] == ["Bomen"]
    assert record.content["distribution"][0]["encodingFormat"] == ["text/csv"]
    assert "https://stad.example/bomen.csv" in str(record.content["distribution"])


def test_rdfa_reads_the_same_twice_though_its_order_is_chance(page_of: MakePage) -> None:
    assert len({records(page_of, RDFA)[0].hash for _ in range(5)}) == 1


def test_a_vocabulary_is_never_fetched(page_of: MakePage) -> None:
    body = RDFA.replace("https://schema.org/", "http://nergens.invalid/").replace(
        "<body", '<body profile="http://nergens.invalid/p"'
    )
    (failure,) = records(page_of, body)
    assert failure.reason_key == "harvester.record.page-without-dataset"


def test_one_dataset_in_three_syntaxes_is_one_record_in_which_json_ld_goes_first(page_of: MakePage) -> None:
    inside = script(dataset(description="Uit JSON-LD.")).partition("<head>")[2].partition("</head>")[0]
    rdfa = RDFA.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    body = (MICRODATA % "").replace(
        "</body>", f'{inside}<div vocab="https://schema.org/">{rdfa}</div></body>'
    )
    (record,) = records(page_of, body)
    assert record.content["description"] == ["Uit JSON-LD."]
    assert record.content["keywords"] == ["a", "b"]
    assert len(record.content["distribution"]) == 1


def test_datasets_of_one_title_with_addresses_of_their_own_stay_apart(page_of: MakePage) -> None:
    microdata = (MICRODATA % "").replace("itemscope itemtype", 'itemscope itemid="urn:b" itemtype', 1)
    body = microdata.replace("<body>", f"<body>{script(dataset(**{'@id': 'urn:a'}))}")
    assert [record.identifier for record in records(page_of, body)] == ["urn:a", "urn:b"]


def test_a_link_that_cannot_be_resolved_costs_only_itself(page_of: MakePage) -> None:
    (record,) = records(page_of, MICRODATA % '<a itemprop="url" href="http://[stad">x</a>')
    assert record.content["name"] == ["Bomen"]


@pytest.mark.parametrize(
    ("more", "identifier"),
    [
        ({"@id": "urn:x:1", "url": "https://a.example/", "identifier": "7"}, "urn:x:1"),
        ({"@id": "_:b0", "url": "https://a.example/", "identifier": "7"}, "https://a.example/"),
        ({"@id": "https://x.example/.well-known/genid/1", "identifier": "7"}, "7"),
        ({"identifier": "7"}, "7"),
        ({"identifier": {"@type": "PropertyValue", "value": "8"}}, "8"),
        ({"@id": "#bomen"}, f"{PAGE}#bomen"),
        ({}, PAGE),
    ],
)
def test_a_record_is_known_by_what_its_dataset_is_called(
    page_of: MakePage, more: dict[str, Any], identifier: str
) -> None:
    (record,) = records(page_of, script(dataset(**more)))
    assert record.identifier == identifier


def test_nameless_datasets_of_one_page_are_known_by_their_titles_in_any_order(page_of: MakePage) -> None:
    one, other = dataset(url="https://stad.example/"), dataset(url="https://stad.example/", name="Banken")
    first = {record.identifier for record in records(page_of, script(one, other))}
    assert first == {record.identifier for record in records(page_of, script(other, one))}
    assert len(first) == 2
    assert all(name.startswith(f"{PAGE}#title-") for name in first)


def test_a_neighbour_that_has_a_page_of_its_own_is_read_there(page_of: MakePage) -> None:
    body = script(dataset(), dataset(name="Banken", url="/data/banken"))
    page = page_of(body, PAGE)
    steps = list(read_records(page, look(page), lambda url: url == "https://stad.example/data/banken"))
    assert [step.record.content["name"] for step in steps if isinstance(step, RecordSeen)] == [["Bomen"]]


def test_a_catalogue_page_gives_its_words_its_datasets_and_the_pages_of_those_it_only_mentions(
    page_of: MakePage,
) -> None:
    catalogue = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": "Open data",
        "dataset": [
            {"@type": "Dataset", "name": "Bomen", "description": "Alle bomen.", "@id": "urn:bomen"},
            {"@type": "Dataset", "name": "Banken", "url": "/data/banken#top"},
            {"@type": "Dataset", "name": "Zonder meer"},
        ],
    }
    page = page_of(script(catalogue), "https://stad.example/data")
    seen, *steps, end = list(read_start(page, look(page)))
    assert isinstance(seen, CatalogueSeen)
    assert seen.content == {"@type": "DataCatalog", "name": ["Open data"]}
    assert [step.record.content["name"] for step in steps if isinstance(step, RecordSeen)] == [
        ["Bomen"],
        ["Zonder meer"],
    ]
    assert [step for step in steps if isinstance(step, Ask)] == [
        Ask("https://stad.example/data/banken", item=True)
    ]
    assert end == Closed("harvester.pages.one-document")


def test_json_ld_may_be_a_document_of_its_own(page_of: MakePage) -> None:
    (record,) = records(page_of, "\ufeff " + json.dumps([dataset(**{"@id": "urn:a"})]))
    assert record.identifier == "urn:a"


def test_dates_of_change_and_counters_are_no_change(page_of: MakePage) -> None:
    one = records(page_of, script(dataset(dateModified="2020-01-01")))[0]
    counted = {"@type": "InteractionCounter", "userInteractionCount": 7}
    other = records(page_of, script(dataset(dateModified="2021-01-01", interactionStatistic=counted)))[0]
    assert one.hash == other.hash
    assert one.hash != records(page_of, script(dataset(description="x")))[0].hash
