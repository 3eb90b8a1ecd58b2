from pathlib import Path

from ruamel.yaml import YAML

from oogst.demo import PORTALS, SamplePortals, sample_publishers, write_publishers
from schedules import load_all
from tests.oogst.demo.asking import get


def test_every_publisher_file_is_accepted_by_the_schedules(tmp_path: Path, first_day: SamplePortals) -> None:
    write_publishers(tmp_path, first_day)

    assert [publisher.name for publisher in load_all(tmp_path)] == [
        "heidebeke",
        "kasteelveld",
        "molendries",
        "waterschote",
        "zonnegem",
    ]


def test_the_publishers_sources_are_the_sample_portals(tmp_path: Path, first_day: SamplePortals) -> None:
    write_publishers(tmp_path, first_day)
    sources = [each.source for publisher in load_all(tmp_path) for each in publisher.sources]

    assert {source.url for source in sources} == {first_day.url(portal) for portal in PORTALS}
    assert all(source.allow_private for source in sources)
    assert [get(source.url).status for source in sources] == [200] * len(PORTALS)


def test_the_enterprise_numbers_can_belong_to_nobody() -> None:
    """Such a number ends in 97 minus the remainder of its first eight digits by 97; these do not."""
    numbers = [
        YAML(typ="safe", pure=True).load(text)["kbo"]
        for text in sample_publishers("http://127.0.0.1").values()
    ]

    assert len(set(numbers)) == len(numbers)
    assert not any(97 - int(number[:8]) % 97 == int(number[8:]) for number in numbers)


def test_one_town_states_a_licence_for_all_its_data(tmp_path: Path, first_day: SamplePortals) -> None:
    write_publishers(tmp_path, first_day)
    stated = {publisher.name: publisher.facts.licence for publisher in load_all(tmp_path)}

    assert [name for name, licence in stated.items() if licence] == ["heidebeke"]
