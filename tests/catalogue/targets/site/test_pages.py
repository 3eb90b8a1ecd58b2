import os
from pathlib import Path

import orjson
import pytest
from lxml import etree, html
from pyoxigraph import RdfFormat, parse

from catalogue.errors import TargetError
from catalogue.model import Text
from catalogue.store import tables as t
from catalogue.targets.feed.draft import Draft
from catalogue.targets.site import sitemap as maps
from catalogue.targets.twin.document import Fate, read_document
from tests.catalogue.graph.conftest import CITY
from tests.catalogue.targets.site.conftest import City
from tests.catalogue.targets.site.kept import DAY, TODAY, city_entry, keep, plain, withdraw

FEEDS = {".rdf", ".ttl", ".jsonld", ".trig", ".atom"}
"""Written by others than whoever writes pages."""
NASTY = '</script><img src=x onerror=alert(1)> "quoted" &amp; {{ 7 * 7 }} \u2028 <!--'
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def words(page: bytes) -> str:
    return " ".join(html.document_fromstring(page).text_content().split())


def locations(page: bytes) -> list[str]:
    return [str(one.text) for one in etree.fromstring(page).iterfind(".//s:loc", NAMESPACE)]


def test_every_entry_of_the_feed_has_its_page_and_its_description(city: City) -> None:
    entry = city_entry()
    keep(city.database, [entry, plain("b")])
    done = city.write()

    assert (done.pages, done.gone) == (2, 0)
    text = words(city.page(entry).read_bytes())
    for part in ("Fietstellingen", "Bicycle counts", "Eén rij per telling & per uur", "Licentie", "Licence"):
        assert part in text
    for form in (RdfFormat.TURTLE, RdfFormat.JSON_LD):
        path = city.page(entry, form.file_extension)
        described = {quad.subject.value for quad in parse(path=str(path), format=form)}
        assert entry.identity.iri in described
        assert entry.identity.record_iri in described


def test_a_service_that_is_listed_in_a_dataset_has_a_page_of_its_own(city: City) -> None:
    entry = city_entry()
    keep(city.database, [entry])
    city.write()
    service = city.folder / entry.services[0].iri.partition("/oogst.example/")[2]

    assert "Fietstellingen als dienst" in words(service.with_suffix(".html").read_bytes())
    assert service.with_suffix(".ttl").exists()


def test_no_text_of_a_source_becomes_mark_up(city: City) -> None:
    entry = plain("a", title=[Text(NASTY, "nl")], description=[Text(NASTY)], keywords=[Text(NASTY, "nl")])
    entry.resource.landing_pages = ["javascript:alert(1)"]
    keep(city.database, [entry])
    city.write()

    for name in (city.page(entry), city.folder / CITY / "index.html"):
        page = html.document_fromstring(name.read_bytes())
        assert page.xpath("//img") == []
        assert page.xpath("//@href[starts-with(., 'javascript')]") == []
        assert len(page.xpath("//script")) == len(page.xpath("//script[@type='application/ld+json']"))
    data = page_data(city.page(entry))
    assert data["name"] == NASTY


def page_data(path: Path) -> dict[str, object]:
    (script,) = html.document_fromstring(path.read_bytes()).xpath("//script")
    found: dict[str, object] = orjson.loads(script.text)
    return found


def test_schema_org_says_what_the_entry_says_and_no_more(city: City) -> None:
    entry = city_entry()
    keep(city.database, [entry, plain("b")])
    city.write()
    data = page_data(city.page(entry))

    assert data["@type"] == "Dataset"
    assert data["url"] == f"{entry.identity.iri}.html"
    assert data["license"] == "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
    assert data["isAccessibleForFree"] is True
    assert data["temporalCoverage"] == "2020-01-01/2025"
    assert data["spatialCoverage"] == {
        "@type": "Place",
        "@id": entry.resource.spatial[0].iri,
        "name": "Centrum",
        "geo": {"@type": "GeoShape", "box": "50.9 3.5 51.1 3.8"},
    }
    assert len(data["distribution"]) == 3  # type: ignore[arg-type]  # a list of three files
    assert page_data(city.page(plain("b"))).keys() == {
        *("@context", "@type", "@id", "name", "url", "identifier", "includedInDataCatalog"),
    }


def test_only_what_changed_is_written_again(city: City) -> None:
    same, other = city_entry(), plain("b")
    keep(city.database, [same, other])
    first = city.write()
    before = {name: path_time(city.folder / name) for name in city.files()}
    again = city.write()
    keep(city.database, [plain("b", title=[Text("Anders", "nl")])], TODAY + DAY)
    third = city.write()
    changed = {name for name, then in before.items() if path_time(city.folder / name) != then}

    assert first.written == len(before)
    assert again.written == 0
    own = {f"id/dataset/{CITY}/{other.identity.uuid}.{form}" for form in ("html", "ttl", "jsonld")}
    assert changed == {*own, f"{CITY}/index.html", f"sitemap-{CITY}-1.xml"} | changed & {"sitemap.xml"}
    assert third.written == len(changed)


def path_time(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_ino


def test_a_page_that_somebody_removed_comes_back(city: City) -> None:
    entry = plain("a")
    keep(city.database, [entry])
    city.write()
    city.page(entry).unlink()
    city.write()

    assert city.page(entry).exists()


def test_what_a_killed_run_left_aside_is_not_in_the_way(city: City) -> None:
    keep(city.database, [plain("a")])
    city.write()
    left = Draft(city.folder / "id" / f".{CITY}.pages")
    left.finish()
    keep(city.database, [plain("b")], TODAY + DAY)
    city.write()

    assert city.page(plain("b")).exists()
    assert not left.aside.exists()


def test_the_page_of_what_was_withdrawn_says_so_and_stays(city: City) -> None:
    entry, other = city_entry(), plain("b")
    keep(city.database, [entry, other])
    city.write()
    withdraw(city.database, entry, TODAY + DAY)
    done = city.write()

    assert (done.pages, done.gone) == (1, 1)
    text = words(city.page(entry).read_bytes())
    assert "Fietstellingen" in text
    assert "ingetrokken op · The source" not in text
    assert "2026-09-02" in text
    assert not city.page(entry, "ttl").exists()
    assert not city.page(entry, "jsonld").exists()
    service = city.folder / entry.services[0].iri.partition("/oogst.example/")[2]
    assert "2026-09-02" in words(service.with_suffix(".html").read_bytes())
    assert city.write().written == 0
    assert entry.identity.iri not in (city.folder / f"sitemap-{CITY}-1.xml").read_text()


def test_what_comes_back_has_its_page_again(city: City) -> None:
    entry = plain("a")
    keep(city.database, [entry])
    city.write()
    before = city.page(entry).read_bytes()
    withdraw(city.database, entry, TODAY + DAY)
    city.write()
    with city.database.transaction() as connection:
        connection.execute(t.entry.update().values(withdrawn_at=None))
    city.write()

    assert city.page(entry).read_bytes() == before
    assert city.page(entry, "ttl").exists()


def test_what_was_never_published_has_no_page(city: City) -> None:
    held, once = plain("held"), plain("once")
    keep(city.database, [held], published=False)
    keep(city.database, [once])
    keep(city.database, [plain("once", title=[Text("Anders", "nl")])], TODAY + DAY, published=False)
    done = city.write()

    assert (done.pages, done.gone) == (0, 1)
    assert not city.page(held).exists()
    assert "niet gepubliceerd" in words(city.page(once).read_bytes())


def test_another_name_of_the_same_leads_to_it(city: City) -> None:
    former, now = plain("former"), plain("now")
    keep(city.database, [former, now])
    with city.database.transaction() as connection:
        ids = dict(connection.execute(t.entry.select().with_only_columns(t.entry.c.uuid, t.entry.c.id)).all())
        own = t.entry.c.uuid == former.identity.uuid
        values = {"replaced_by": ids[now.identity.uuid], "withdrawn_at": TODAY + DAY}
        connection.execute(t.entry.update().where(own).values(values))
    city.write()
    page = html.document_fromstring(city.page(former).read_bytes())

    assert f"../../dataset/{CITY}/{now.identity.uuid}.html" in page.xpath("//main//@href")


def test_pages_of_an_entry_that_the_store_does_not_know_do_not_go_on_as_if(city: City) -> None:
    entry = plain("a")
    keep(city.database, [entry])
    city.write()
    with city.database.transaction() as connection:
        for table in (t.assessment, t.version, t.entry):
            connection.execute(table.delete())
    city.write()

    assert "niet gepubliceerd" in words(city.page(entry).read_bytes())
    assert not city.page(entry, "ttl").exists()


def test_links_lead_to_pages_that_there_are(city: City) -> None:
    keep(city.database, [city_entry(), *(plain(name) for name in ("wegen", "2024", "b"))])
    city.write()
    for path in city.folder.rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        for href in page.xpath("//@href[not(contains(., ':')) and not(starts-with(., '#'))]"):
            target = Path(os.path.normpath(path.parent / str(href)))
            assert target.exists() or target.suffix in FEEDS, (path, href)


def test_no_page_is_taken_for_an_empty_catalogue_by_the_platform(city: City) -> None:
    entry = city_entry()
    keep(city.database, [entry, plain("b")])
    city.write()
    withdraw(city.database, plain("b"), TODAY + DAY)
    city.write()

    fates = {name: read_document(body).fate for name, body in city.files().items() if name.endswith("html")}
    assert len(fates) == 5
    assert set(fates.values()) == {Fate.ABORTS}


def test_the_sitemap_names_every_page_with_the_moment_of_its_change(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.targets.site.lists.MOST", 2)
    entries = [plain(name) for name in "abc"]
    keep(city.database, entries)
    city.write()
    index = (city.folder / "sitemap.xml").read_bytes()

    named = [city.folder / url.rpartition("/")[2] for url in locations(index)]
    assert [path.name for path in named] == [f"sitemap-{CITY}-1.xml", f"sitemap-{CITY}-2.xml"]
    pages = {url for path in named for url in locations(path.read_bytes())}
    assert pages == {f"{entry.identity.iri}.html" for entry in entries}
    assert b"<lastmod>2026-09-01T02:00:00Z</lastmod>" in named[0].read_bytes()
    withdraw(city.database, entries[0], TODAY + DAY)
    city.write()
    assert not named[1].exists()
    assert len(locations((city.folder / "sitemap.xml").read_bytes())) == 1
    assert maps.MOST == 50_000


def test_a_long_list_has_pages_and_no_more_than_it_needs(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.targets.site.lists.LISTED", 3)
    entries = [plain(name) for name in "abcd"]
    keep(city.database, entries)
    city.write()

    second = html.document_fromstring((city.folder / CITY / "list-2.html").read_bytes())
    assert len(second.xpath("//ul[@class='list']/li")) == 1
    withdraw(city.database, entries[0], TODAY + DAY)
    city.write()
    assert not (city.folder / CITY / "list-2.html").exists()


def test_a_folder_that_refuses_is_said_with_what_still_stands(city: City) -> None:
    keep(city.database, [plain("a")])
    city.folder.parent.mkdir(exist_ok=True)
    city.folder.write_text("in the way")

    with pytest.raises(TargetError, match="oogst feed") as refused:
        city.write()
    assert refused.value.key == "site.not-written"
