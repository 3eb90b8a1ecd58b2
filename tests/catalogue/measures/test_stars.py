from collections.abc import Mapping

import pytest

from catalogue.measures import Described, Stars
from catalogue.measures import stars as counted
from catalogue.testimony import Facts, Link, Sample
from tests.catalogue.measures.samples import CC0, FILE, dataset, link, made, seen, starred


def stars(entry: Described, *, links: Mapping[str, Link]) -> Stars:
    return starred(counted(entry, links=links))


def offered(code: str, licence: str = CC0, media: str = "") -> str:
    return " ; ".join(filter(None, [f"dcat:accessURL <{FILE}>", f"dct:format type:{code}", licence, media]))


@pytest.mark.parametrize(
    ("code", "least", "most", "why"),
    [
        ("PDF", 1, 1, "for-reading"),
        ("XLSX", 2, 2, "proprietary"),
        ("CSV", 3, 3, "not-linked"),
        ("RDF_TURTLE", 4, 5, "links-not-looked-at"),
    ],
)
def test_stars_rise_with_the_format(code: str, least: int, most: int, why: str) -> None:
    found = stars(dataset(file=offered(code)), links={})
    assert (found.least, found.most, found.why[-1].reason) == (least, most, why)


def test_excel_stays_below_the_floor_of_the_handbook() -> None:
    assert stars(dataset(file=offered("XLSX")), links={}).open is False
    assert stars(dataset(file=offered("CSV")), links={}).open is True


def test_without_a_licence_there_is_no_star_and_it_says_what_the_format_would_give() -> None:
    found = stars(dataset(file=offered("CSV", "")), links={})
    assert (found.least, found.most, found.but_for_licence) == (0, 0, 3)
    assert found.why[-1].reason == "no-licence"


def test_a_paid_licence_is_not_open() -> None:
    paid = (
        "dct:license <https://data.vlaanderen.be/id/licentie/modellicentie-hergebruik-tegen-vergoeding/v1.0>"
    )
    assert stars(dataset(file=offered("CSV", paid)), links={}).why[0].reason == "licence-not-open"


def test_a_licence_that_nobody_knows_leaves_the_stars_open() -> None:
    found = stars(dataset(file=offered("CSV", "dct:license <https://stad.example/voorwaarden>")), links={})
    assert (found.least, found.most, found.open) == (0, 3, None)


def test_the_best_distribution_counts() -> None:
    entry = made(
        f"<d> a dcat:Dataset ; dcat:distribution <f> , <g> . <f> a dcat:Distribution ; {offered('PDF')} . "
        f"<g> a dcat:Distribution ; {offered('CSV')} ."
    )
    assert stars(entry, links={}).of == "https://stad.example/id/g"


def test_a_file_that_is_gone_has_no_star() -> None:
    gone = link(seen(status=404, sample=None), days=3)
    assert stars(dataset(file=offered("CSV")), links=gone).why[0].reason == "not-on-the-web"


def test_what_the_bytes_show_goes_before_what_is_declared() -> None:
    shown = Sample(sha256="0" * 64, size=9, whole=True, format="XLSX")
    assert stars(dataset(file=offered("CSV")), links=link(seen(sample=shown))).least == 2


def test_links_to_data_of_others_give_the_fifth_star() -> None:
    outward = Facts(outward=("https://data.vlaanderen.be/id/gemeente/44021",))
    linked = dataset(file=offered("RDF_TURTLE"))
    assert stars(linked, links=link(seen(facts=outward))).least == 5
    assert stars(linked, links=link(seen(facts=Facts(outward=())))).most == 4


def test_linked_data_for_whoever_asks_is_a_fourth_star() -> None:
    turtle = Sample(sha256="1" * 64, size=9, whole=True, facts=Facts(triples=3))
    assert stars(dataset(file=offered("JSON")), links=link(seen(rdf=turtle))).least == 4
    page = Sample(sha256="1" * 64, size=9, whole=True, page=True)
    assert stars(dataset(file=offered("JSON")), links=link(seen(rdf=page))).least == 3


def test_an_entry_that_offers_nothing_has_no_star() -> None:
    assert stars(made("<d> a dcat:Dataset ."), links={}).why[0].reason == "nothing-offered"
