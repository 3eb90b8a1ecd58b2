"""A push to a real CKAN over a line that breaks: in one form, since a line knows of none."""

import pytest

from catalogue.targets.push import Act
from tests.real_ckan.faulty import Fault, faulty_line
from tests.real_ckan.movements import Movements, entries
from tests.real_ckan.portals import Corner, Instance, instance

pytestmark = pytest.mark.ckan


@pytest.fixture(scope="module")
def there() -> Instance:
    return instance("extras")


@pytest.mark.parametrize("fault", Fault)
def test_whatever_breaks_the_line_each_entry_stands_once_and_is_known_to(
    pushing: Movements, corner: Corner, fault: Fault
) -> None:
    with faulty_line(corner.there.url) as line:
        way = pushing.through(corner.target(url=line.url, read_seconds=5), concurrency=1)
        way.keep(*entries(corner, 2))
        line.breaks("package_create", fault)
        applied = way.push()
        assert (applied.counts[Act.CREATE], applied.left, applied.error) == (2, 0, None)
        way.keep(*entries(corner, 2, "Struiken"))
        line.breaks("package_revise", None, fault)
        assert way.push().counts[Act.UPDATE] == 2
        assert way.plan().steps == ()
    titles = sorted(package["title"] for package in corner.packages())
    assert titles == ["Struiken 0", "Struiken 1"]


def test_a_portal_that_is_down_half_way_leaves_a_plan_that_goes_on(
    pushing: Movements, corner: Corner
) -> None:
    with faulty_line(corner.there.url) as line:
        way = pushing.through(corner.target(url=line.url), concurrency=1)
        way.keep(*entries(corner, 3))
        name = way.written(way.plan())
        line.breaks("package_create", None, *[Fault.BUSY] * 99)
        stopped = way.apply(name)
        assert stopped.error is not None
        assert stopped.error.key == "ckan-target.unavailable"
        assert (stopped.counts[Act.CREATE], stopped.left) == (1, 2)
        assert len(corner.packages()) == 1
        line.heals()
        assert way.apply(name).counts[Act.CREATE] == 3
    assert len(corner.packages()) == 3


def test_an_organisation_that_is_open_to_us_is_not_looked_up_again(
    pushing: Movements, corner: Corner
) -> None:
    with faulty_line(corner.there.url) as line:
        for words in ("Bomen", "Struiken"):
            line.calls.clear()
            way = pushing.through(corner.target(url=line.url), concurrency=1)
            way.keep(*entries(corner, 1, words))
            assert way.push().error is None
        assert line.calls.count("package_revise") == 1
        assert "organization_show" not in line.calls
