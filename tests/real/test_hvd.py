"""What is called a candidate for a high-value dataset in the catalogues of cities, looked at by hand."""

from pathlib import Path
from typing import Final

import pytest

from catalogue.measures import HvdStanding
from tests.real.hvd import judged

pytestmark = [pytest.mark.corpus, pytest.mark.usefixtures("corpus")]

ANTWERP: Final = "https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::"
WRONG: Final = {
    "gent": (27, set[str]()),
    "antwerpen": (
        20,
        {"grondwater-infiltratie", "grondwater-infiltratie-1", "srsa-04b-spoorstad-fietsroutenetwerk-li"},
    ),
    "brussel-stad": (8, set[str]()),
}
"""Candidates, and those among them that are about no subject of the regulation: maps of where water may be
let into the ground, and a plan for one quarter."""
PUBLISHERS: Final = {"brussel-stad": "brussel"}


@pytest.mark.parametrize("catalogue", WRONG)
def test_nearly_all_candidates_are_about_a_subject_of_the_regulation(corpus: Path, catalogue: str) -> None:
    file = corpus / "dcat_rdf" / f"data.gov.be_2025-04_{catalogue}.ttl.gz"
    every = judged(file, PUBLISHERS.get(catalogue, catalogue))
    found = {one.identifier for one in every if one.hvd.standing is HvdStanding.CANDIDATE}
    candidates, wrong = WRONG[catalogue]
    assert len(found) == candidates
    assert {one for one in found if one.removeprefix(ANTWERP) in wrong} == {ANTWERP + one for one in wrong}
