"""What a feed may not do to the copy that stands, unless a person says yes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalogue.errors import TargetError
from catalogue.graph import Blocks, from_ntriples, to_ntriples
from catalogue.messages import keys
from catalogue.targets import write_feed
from catalogue.targets.feed.guards import GUARDS, Guards, Limits, Past, objections
from catalogue.targets.twin.register import Register, Registered

MakeFeed = Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]
MakeEntry = Callable[..., Blocks]
BASE = "https://oogst.example"
CATALOGUE = f"{BASE}/id/catalogus/stad"


def registered(number: int, *, base: str = BASE, uuid: str = "", source: str = "") -> Registered:
    name = uuid or f"00000000-0000-4000-8000-{number:012}"
    return Registered(f"{base}/id/record/stad/{name}", f"{base}/id/dataset/stad/{name}", name, source)


def register(*records: Registered, catalogue: str = CATALOGUE) -> Register:
    return Register(catalogues=[catalogue], records={one.record: one for one in records})


def numbered(numbers: range) -> Register:
    return register(*map(registered, numbers))


def raised(last: Register, new: Register, past: Past | None = None) -> list[tuple[str, int]]:
    found = objections(last, new, past or Past(), Limits())
    return [(one.guard, one.records) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "stopped"),
    [(10, 10, 0), (10, 8, 0), (10, 7, 3), (4, 3, 0), (4, 2, 2), (1, 0, 0), (1000, 800, 0), (1000, 799, 201)],
)
def test_a_fifth_may_go_or_one_and_no_more(before: int, after: int, stopped: int) -> None:
    found = raised(numbered(range(before)), numbered(range(after)))
    assert found == ([("shrink", stopped)] if stopped else [])


def test_what_came_new_does_not_make_up_for_what_goes() -> None:
    assert raised(numbered(range(10)), numbered(range(5, 100))) == [("shrink", 5)]


def test_what_a_person_let_go_may_go() -> None:
    let_go = {registered(number).resource for number in range(5)}
    assert raised(numbered(range(10)), numbered(range(5, 10)), Past(let_go=let_go)) == []


def test_a_catalogue_of_another_name_is_stopped() -> None:
    last, new = numbered(range(3)), numbered(range(3))
    new.catalogues = [f"{BASE}/id/catalogus/gemeente"]
    assert raised(last, new) == [("catalogue", 3)]


def test_another_base_is_stopped_as_that_and_as_nothing_else() -> None:
    other = "https://data.stad.example"
    new = register(
        *(registered(number, base=other) for number in range(3)), catalogue=f"{other}/id/catalogus/stad"
    )
    assert raised(numbered(range(3)), new) == [("base", 3)]


def test_an_entry_that_gets_another_record_or_uuid_is_stopped() -> None:
    other = registered(0)._replace(uuid="00000000-0000-4000-8000-00000000000f")
    assert raised(numbered(range(2)), register(other, registered(1))) == [("identifiers", 1)]


def test_an_entry_whose_record_at_the_source_goes_on_under_another_name_is_stopped() -> None:
    page = "https://portaal.example/set/1"
    last = register(registered(1, source=page), registered(2))
    new = register(registered(9, source=page), registered(2))
    assert raised(last, new) == [("identifiers", 1)]


def test_an_entry_that_the_store_knows_under_another_name_now_is_stopped() -> None:
    became = {registered(1).resource: registered(9).resource}
    new = register(registered(9), registered(2))
    assert raised(numbered(range(1, 3)), new, Past(became=became)) == [("identifiers", 1)]


def test_two_entries_of_one_address_are_not_taken_for_each_other() -> None:
    page = "https://portaal.example/lijst"
    last = register(*(registered(number, source=page) for number in range(9)))
    new = register(*(registered(number, source=page) for number in range(1, 10)))
    assert raised(last, new) == []


@contextmanager
def refused(key: str) -> Iterator[None]:
    with pytest.raises(TargetError) as caught:
        yield
    assert caught.value.key == key
    assert "{" not in str(caught.value)


@pytest.fixture
def publish(tmp_path: Path, feed: MakeFeed, make_entry: MakeEntry) -> Callable[..., tuple[Path, ...]]:
    """Publish entries by number, past all guards."""

    def written(numbers: Sequence[int], under: str = BASE, **said: int | None) -> tuple[Path, ...]:
        catalogue, entries = feed([make_entry(number) for number in numbers])
        text = to_ntriples([catalogue]).replace(BASE, under)
        bodies = [body.replace(BASE.encode(), under.encode()) for body in entries]
        guard = Guards(publisher="stad", allowed=said)
        return write_feed(tmp_path, "stad", from_ntriples(text), bodies, guard=guard).paths

    return written


@contextmanager
def unchanged(paths: Sequence[Path]) -> Iterator[None]:
    before = [path.read_bytes() for path in paths]
    yield
    assert [path.read_bytes() for path in paths] == before


def test_a_shrink_leaves_every_format_of_the_last_copy_until_a_person_says_yes(
    publish: Callable[..., tuple[Path, ...]],
) -> None:
    paths = publish(range(5))
    for allowed in ({}, {"shrink": 2}, {"identifiers": None}):
        with unchanged(paths), refused("feed.guard-shrink"):
            publish(range(2), **allowed)
    publish(range(2), shrink=3)
    assert paths[0].read_text().count("<dcat:CatalogRecord ") == 2


def test_a_new_base_needs_a_yes_of_its_own_and_brings_no_shrink(
    publish: Callable[..., tuple[Path, ...]],
) -> None:
    paths = publish(range(5))
    with unchanged(paths), refused("feed.guard-base"):
        publish(range(5), under="https://data.stad.example", shrink=None)
    with unchanged(paths), refused("feed.guard-shrink"):
        publish(range(2), under="https://data.stad.example", base=None)
    publish(range(5), under="https://data.stad.example", base=None)
    assert b"https://data.stad.example/id/record/" in paths[2].read_bytes()


def test_a_copy_that_somebody_else_put_there_is_compared_as_it_stands(
    publish: Callable[..., tuple[Path, ...]],
) -> None:
    paths = publish(range(3))
    manifest = paths[0].with_suffix(".json")
    before = {path: path.read_bytes() for path in (*paths, manifest)}
    publish(range(9))
    grown = paths[0].read_bytes()
    for path, body in before.items():
        path.write_bytes(body)
    paths[0].write_bytes(grown)  # and no longer what the manifest tells
    with refused("feed.guard-shrink"):
        publish(range(3))


def test_every_guard_speaks() -> None:
    assert {f"feed.guard-{guard}" for guard in GUARDS} <= set(keys())
