"""Which fields of a source are used, over many records."""

import pytest

from catalogue.model import Dialect
from mappings import coverage
from mappings.coverage import Coverage
from mappings.usage import Fate, Leaf, Usage


def counted(*fates: Fate) -> Coverage:
    found = Coverage()
    for number, fate in enumerate(fates):
        leaf = Leaf(f"/f/{number}", "/f/*", f"waarde {number}", fate, row="ckan.dataset.title")
        found.add(Dialect.CKAN, Usage((leaf,)), f"uuid-{number}")
    return found


@pytest.mark.parametrize(
    ("fates", "standing", "lost"),
    [
        (("unused", "unused"), "never", 2),
        (("used", "noted"), "sometimes", 1),
        (("outranked", "outranked"), "outranked", 0),
        (("used", "outranked"), "always", 0),
        (("used", "empty"), "always", 0),
        (("volatile", "known", "empty"), "passed", 0),
    ],
)
def test_a_field_stands_by_what_became_of_its_values(
    fates: tuple[Fate, ...], standing: str, lost: int
) -> None:
    (field,) = counted(*fates).ranked()

    assert (field.standing, field.lost) == (standing, lost)


def test_the_example_of_a_field_is_a_value_that_is_lost() -> None:
    (field,) = counted("used", "outranked", "unused").ranked()

    assert field.example == ("waarde 2", "/f/2", "uuid-2")
    assert field.by == {"ckan.dataset.title"}


def test_what_only_tells_how_to_read_the_rest_is_no_field() -> None:
    assert counted("structure").ranked() == []


def test_a_source_that_makes_up_fields_without_end_costs_no_memory_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage, "MOST", 2)
    found = Coverage()
    for number in range(5):
        found.add(Dialect.CKAN, Usage((Leaf(f"/{number}", f"/{number}", "x", "unused"),)), "uuid")

    assert (len(found.fields), found.unnamed, found.records) == (2, 3, 5)
