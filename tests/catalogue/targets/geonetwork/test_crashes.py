"""Whatever breaks at whatever call: carried on afterwards, it ends as if nothing had broken, and once."""

from collections.abc import Callable
from typing import Final

import pytest

from catalogue.model import Text
from catalogue.targets.geonetwork import GeoNetwork
from catalogue.targets.push import Held, TargetBusyError
from tests.catalogue.targets.geonetwork.conftest import MakeTarget, dataset, shaped
from tests.standins.geonetwork.portal import APPROVED
from tests.standins.geonetwork.serving import Kind, Standin, serving_standin

UNTIL: Final = "approved"
BEFORE: Final = dataset(1)
AFTER: Final = dataset(1, title=[Text("Bomen en struiken", "nl")])
LONGEST: Final = 40
"""More calls than any act takes: a loop that never ends would be seen."""
Act = Callable[[GeoNetwork], object]


def create(target: GeoNetwork) -> object:
    return target.create(shaped(target, AFTER))


def update(target: GeoNetwork) -> object:
    """Do as a plan that was made before anything broke: what it read then is what it goes by."""
    return target.update(shaped(target, AFTER), READ["held"])


def delete(target: GeoNetwork) -> None:
    held = target.find(BEFORE.uuid)
    if held is not None:
        target.delete(held)


READ: dict[str, Held] = {}
ACTS: Final[dict[str, tuple[Act, bool]]] = {
    "create": (create, False),
    "update": (update, True),
    "delete": (delete, True),
}
"""What is done, and whether an approved record stands before."""


@pytest.mark.parametrize("kind", ["cut-before", "cut-after"])
@pytest.mark.parametrize("name", ACTS)
def test_a_break_at_any_call_leaves_nothing_half_done(make_target: MakeTarget, name: str, kind: Kind) -> None:
    act, standing = ACTS[name]
    with serving_standin() as standin:
        broken = 0
        for number in range(1, LONGEST):
            if not broken_at(number, kind, act, prepared(make_target, standin, standing=standing), standin):
                break
            broken += 1
            carried_on(act, make_target(until=UNTIL, on=standin))
            assert ended_well(name, make_target(until=UNTIL, on=standin), standin), number
    assert broken >= 4


def prepared(make_target: MakeTarget, standin: Standin, *, standing: bool) -> GeoNetwork:
    standin.portal.kept.clear()
    target = make_target(until=UNTIL, on=standin)
    if standing:
        READ["held"] = target.create(shaped(target, BEFORE))
    return target


def broken_at(number: int, kind: Kind, act: Act, target: GeoNetwork, standin: Standin) -> bool:
    """Have one call break, and tell whether there was such a call."""
    standin.fail_at(number, kind)
    try:
        act(target)
    except TargetBusyError:
        return True
    finally:
        standin.at.clear()
    return False


def carried_on(act: Act, target: GeoNetwork) -> None:
    """Do it again as after a kill: in another process, which only knows what was planned."""
    act(target)


def ended_well(name: str, target: GeoNetwork, standin: Standin) -> bool:
    if name == "delete":
        return standin.portal.kept == {}
    (held,) = target.ours()
    (kept,) = standin.portal.kept.values()
    return target.differences(shaped(target, AFTER), held) == [] and kept.current.status == APPROVED
