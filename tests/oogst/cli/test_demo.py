import re
from pathlib import Path

import pytest
from lxml import html

from catalogue.targets.feed.syntax import SYNTAXES
from oogst.web.media import MEDIA
from tests.oogst.cli.conftest import HOUSE, Demo, Type


def test_the_demo_shows_a_table_of_five_portals_on_two_days(demo: Demo) -> None:
    lines = demo.out.splitlines()

    assert demo.err == ""
    assert [line for line in lines if line in {"Dag 1", "Dag 2"}] == ["Dag 1", "Dag 2"]
    assert len([line for line in lines if line.endswith(".rdf")]) == 10


def test_the_table_fits_in_eighty_columns(demo: Demo) -> None:
    table = [line for line in demo.out.splitlines() if not line.startswith("  oogst")]

    assert max(map(len, table)) <= 80


def test_the_demo_leaves_its_database_and_feeds(demo: Demo) -> None:
    left = demo.folder / "demo"

    assert {file.name for file in left.iterdir()} == {"oogst.db", "feeds", "schedules"}
    names = {file.stem for file in (left / "feeds").glob("*.rdf")}
    assert names == {"heidebeke", "kasteelveld", "molendries", "waterschote", "zonnegem", "all"}
    assert [file.name for file in demo.folder.iterdir()] == ["demo"]


def test_the_page_of_a_publisher_leads_to_every_form_that_it_is_served_in(demo: Demo) -> None:
    feeds = demo.folder / "demo" / "feeds"
    page = html.document_fromstring((feeds / "zonnegem" / "index.html").read_bytes())
    offered = {str(one.get("href")): one.get("type") for one in page.xpath("//link[@rel='alternate']")}
    assert offered == {
        **{f"../zonnegem.{form}": MEDIA[form].partition(";")[0] for form in SYNTAXES},
        "events/index.trig": "application/trig",
        "changes.atom": "application/atom+xml",
    }
    visible = {str(href) for href in page.xpath("//main//dl//a/@href")}
    assert visible == offered.keys() | {"pages/1.ttl"}
    assert all((feeds / "zonnegem" / href).exists() for href in visible)


def test_the_first_page_leads_nowhere_in_vain(demo: Demo) -> None:
    feeds = demo.folder / "demo" / "feeds"
    page = html.document_fromstring((feeds / "index.html").read_bytes())
    hrefs = {str(href) for href in page.xpath("//link/@href | //main//a/@href") if "://" not in href}

    assert {"all.rdf", "all/events/index.trig", "runs.atom", "zonnegem/index.html"} <= hrefs
    assert {href for href in hrefs if not (feeds / href).exists()} == set()


def test_what_the_demo_says_to_type_works(demo: Demo, oogst: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo.folder)
    examples = re.findall(r"^  oogst (show .+)$", demo.out, re.MULTILINE)

    assert [oogst(*example.split()).code for example in examples] == [0, 0]


def test_the_readme_shows_what_the_demo_prints(demo: Demo) -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- demo-output: begin -->\n```text\n(.*?)\n```", readme, re.DOTALL)
    assert shown is not None

    assert shown[1].strip() in demo.out


def test_the_demo_may_be_run_again_and_shows_the_same(
    demo: Demo, oogst: Type, monkeypatch: pytest.MonkeyPatch, working_folder: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (working_folder / "demo" / "feeds").mkdir(parents=True)
    (working_folder / "demo" / "feeds" / "heidebeke.rdf").write_text("van een vorige keer")
    (working_folder / "demo" / "oogst.db").write_bytes(b"van een vorige keer")

    assert oogst("demo").out == demo.out


def test_a_folder_that_cannot_be_written_is_explained(oogst: Type, working_folder: Path) -> None:
    (working_folder / "brief").write_text("een bestand")
    said = oogst("demo", "--folder", working_folder / "brief")

    assert (said.code, said.out) == (2, "")
    assert "kan de demo niets schrijven" in said.err
