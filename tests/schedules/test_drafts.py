"""Whatever is found out or answered, what is written of it loads."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.model import Protocol
from schedules import (
    PublisherDraft,
    SourceDraft,
    find_municipality,
    load_publisher,
    publisher_text,
    source_lines,
)
from schedules.drafts import fit_address, night, short_name
from schedules.municipalities import likely_municipality, municipalities

HARVESTABLE = st.sampled_from([one for one in Protocol if one is not Protocol.HTML_LIST])
HOSTS = st.from_regex(r"[a-z][a-z0-9-]{0,12}(\.[a-z]{2,8}){1,2}(:[1-9][0-9]{1,3})?", fullmatch=True)
ADDRESSES = st.builds("{}://{}/{}".format, st.sampled_from(["http", "https"]), HOSTS, st.text(max_size=40))
TITLES = (
    st.text(min_size=1, max_size=30).map(lambda text: f"Gemeente X {text.strip()}").filter(str.isprintable)
)
WHOLE = """name: proef
title: {nl: Proef}
ovo: OVO000001
type: LocalAuthority
contact: {name: Proef, email: a@b.example}
catalogue: {title: {nl: O}, description: {nl: O}, licence: https://licence.example/cc0}
"""
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@quiet
@given(HARVESTABLE, ADDRESSES)
@example(Protocol.DCAT_RDF, "https://x.example/a: b #c?d={e}|f\"g'h\\i")
@example(Protocol.CSW, "https://x.example/csw?service=CSW&part=[1, 2]&x=%20")
def test_the_block_of_a_detected_source_always_loads_and_keeps_its_address(
    write: Callable[..., Path], protocol: Protocol, url: str
) -> None:
    block = "\n".join(["sources:", *source_lines(SourceDraft(protocol=protocol, url=url))])
    (scheduled,) = load_publisher(write(f"{WHOLE}{block}\n")).sources

    assert (scheduled.source.protocol, scheduled.source.url) == (protocol, fit_address(url))


@quiet
@given(TITLES, st.none() | st.sampled_from(municipalities()), st.booleans(), ADDRESSES)
def test_the_file_of_a_drafted_publisher_always_loads(
    write: Callable[..., Path],
    title: str,
    place: object,
    with_source: bool,  # noqa: FBT001
    url: str,
) -> None:
    draft = PublisherDraft(
        title=title,
        municipality=place,  # type: ignore[arg-type]  # what the strategy draws
        kbo="0207500123",
        email="a@b.example",
        homepage=url,
        source=SourceDraft(protocol=Protocol.CKAN, url=url) if with_source else None,
    )
    publisher = load_publisher(write(publisher_text(draft)))

    assert [text.value for text in publisher.facts.title] == [title.strip()]
    assert len(publisher.sources) == with_source


def test_a_municipality_brings_its_codes_place_and_box_along(write: Callable[..., Path]) -> None:
    lede = find_municipality("gemeente lede")
    assert lede
    draft = PublisherDraft(title="Gemeente Lede", municipality=lede, ovo=lede.ovo, nis=lede.nis)
    publisher = load_publisher(write(publisher_text(draft)))

    assert (publisher.name, publisher.ovo, publisher.nis) == ("lede", "OVO002144", "41034")
    assert publisher.facts.places[0].iri.endswith("/2025/gemeente/lede")
    assert publisher.facts.places[0].bbox.startswith("POLYGON((3.86759 50.94753")
    assert publisher.note == "Nog geen catalogus bekend."


def test_the_ready_block_below_a_publisher_without_sources_loads_once_uncommented(
    write: Callable[..., Path],
) -> None:
    text = publisher_text(PublisherDraft(title="Gemeente Lede", ovo="OVO002144", email="a@b.example"))
    block = "".join(
        line.removeprefix("#") for line in text.splitlines(keepends=True) if line.startswith("#  ")
    )
    (scheduled,) = load_publisher(write(text.replace("sources: []\n", "sources:\n" + block))).sources

    assert scheduled.source.url == "https://lede.example/dcat.ttl"


def test_the_table_holds_the_municipalities_since_the_mergers() -> None:
    found = municipalities()

    assert (
        len(found) == len({one.nis for one in found}) == len({short_name(one.name) for one in found}) == 285
    )
    assert len({one.ovo for one in found if one.ovo}) == 277
    assert all(re.fullmatch(r"(OVO\d{6})?", one.ovo) and re.fullmatch(r"\d{5}", one.nis) for one in found)
    assert all(one.bbox[0] < one.bbox[2] and one.bbox[1] < one.bbox[3] for one in found)


@pytest.mark.parametrize("typed", ["Sint-Niklaas", "stad sint-niklaas", "46021", "ovo002237"])
def test_a_municipality_is_found_by_its_name_or_a_code(typed: str) -> None:
    place = find_municipality(typed)

    assert place
    assert place.name == "Sint-Niklaas"


def test_a_mistyped_municipality_is_guessed() -> None:
    assert find_municipality("Roeselaere") is None
    assert likely_municipality("Roeselaere") == "Roeselare"
    assert likely_municipality("xyz") == ""
    assert find_municipality("") is None


def test_a_moment_follows_from_the_address_and_skips_the_hour_of_summer_time() -> None:
    moments = {night(f"https://data{number}.example/") for number in range(300)}

    assert night("https://a.example/x") == night("https://a.example/y")
    assert len(moments) > 100
    assert {moment.split()[1] for moment in moments} == {"0", "1", "3", "4", "5"}
