"""What the profile names for each class, and how many nodes have it."""

import pytest

from catalogue.profile import CLASSES, Presence, wanted
from catalogue.profile.ruletables import read_table

BODY = b"""
<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<urn:d> <http://purl.org/dc/terms/title> "Bomen"@nl .
<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#DatasetSeries> .
<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
"""


@pytest.mark.parametrize("on", ["dataset", "distribution", "service", "agent", "record"])
def test_what_flanders_asks_for_is_mandatory_and_nothing_else_is(on: str) -> None:
    asked = {row[0] for row in read_table("vl-mandatory")["rows"][on] if row[1].startswith("1")}

    assert {one.path for one in wanted(on) if one.obligation == "V"} == asked


def test_what_is_recommended_for_listed_datasets_is_so_for_datasets() -> None:
    recommended = {one.path for one in wanted("dataset") if one.obligation == "R"}

    assert recommended == {row[0] for row in read_table("recommended")["rows"]["listed-dataset"]}


@pytest.mark.parametrize("on", CLASSES)
def test_mandatory_properties_come_first_and_each_stands_once(on: str) -> None:
    found = wanted(on)

    assert [one.obligation for one in found] == sorted((one.obligation for one in found), key="VRO".index)
    assert len({one.path for one in found}) == len(found)


def test_a_series_counts_as_a_series_and_not_as_a_dataset_too() -> None:
    presence = Presence()
    presence.add(BODY)

    assert (presence.nodes["dataset"], presence.nodes["series"]) == (1, 1)


def test_a_property_is_empty_in_the_nodes_that_do_not_have_it() -> None:
    presence = Presence()
    presence.add(BODY)
    presence.add(BODY.replace(b'<urn:d> <http://purl.org/dc/terms/title> "Bomen"@nl .', b""))
    shares = {one.wanted.path: (one.filled, one.empty) for one in presence.shares("dataset")}

    assert shares["dct:title"] == (1, 1)
    assert shares["dct:description"] == (0, 2)
