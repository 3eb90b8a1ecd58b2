import pytest

from catalogue.model.portals import is_own, names_of


@pytest.mark.parametrize(
    "name",
    [
        "opendata.brussels.be",
        "https://opendata.brussel.be/explore/",
        "bruxellesdata",
        "bruxellesdata.opendatasoft.com",
        "WWW.opendata.bruxelles.be:443",
    ],
)
def test_a_portal_is_known_by_every_name_that_it_has(name: str) -> None:
    assert is_own(name, names_of(["opendata.brussels.be"]))


@pytest.mark.parametrize("name", ["public", "stib-mivb.opendatasoft.com", "brussels.be", "", "https://"])
def test_another_portal_is_not_taken_for_it(name: str) -> None:
    assert not is_own(name, names_of(["opendata.brussels.be"]))


def test_a_portal_at_its_maker_is_known_by_its_label() -> None:
    assert is_own("gent", names_of(["gent.opendatasoft.com:443"]))
    assert not is_own("gent", names_of(["data.stad.gent"]))
