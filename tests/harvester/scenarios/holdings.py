"""What can be wrong with a list, whatever the protocol: it stutters, jumps, never ends, or is gone."""

from tests.harvester.scenarios.asking import PAGE, SIZE, Holding

__all__ = [
    "Emptied",
    "Endless",
    "EndlessNothing",
    "Grown",
    "HugeIdentifier",
    "MiddleEmpty",
    "Repeated",
    "Shrunk",
    "Shuffled",
    "Twice",
]


class MiddleEmpty(Holding):
    """The second page holds nothing; the third is as it should be."""

    def part(self, start: int, rows: int) -> list[int]:
        return [] if start == PAGE else super().part(start, rows)


class Repeated(Holding):
    """The second page holds what the first one held."""

    def part(self, start: int, rows: int) -> list[int]:
        return super().part(0 if start == PAGE else start, rows)


class Endless(Holding):
    """There is always a page more, with other datasets."""

    def total(self, start: int) -> int:
        return start + 2 * PAGE

    def part(self, start: int, rows: int) -> list[int]:
        return list(range(start, start + min(rows, PAGE)))

    def more(self, start: int, rows: int) -> bool:  # noqa: ARG002  never the last
        return True


class EndlessNothing(Holding):
    """There is always a page more, and after the first they are all empty."""

    def part(self, start: int, rows: int) -> list[int]:
        return [] if start else super().part(start, rows)

    def more(self, start: int, rows: int) -> bool:  # noqa: ARG002  never the last
        return True


class Shrunk(Holding):
    """From the second page on there is one less, so the list moved up and one was never shown."""

    def total(self, start: int) -> int:
        return SIZE - bool(start)

    def part(self, start: int, rows: int) -> list[int]:
        return super().part(start + 1 if start else 0, rows)

    def more(self, start: int, rows: int) -> bool:
        return start + min(rows, PAGE) < SIZE - 1


class Grown(Holding):
    """From the second page on one more stands at the front: what was last on a page is first on the next."""

    def total(self, start: int) -> int:
        return SIZE + bool(start)

    def part(self, start: int, rows: int) -> list[int]:
        return super().part(start - 1 if start else 0, rows)

    def more(self, start: int, rows: int) -> bool:
        return start + min(rows, PAGE) < SIZE + 1


class Shuffled(Holding):
    """No order: one dataset stands on two pages and another on none."""

    def part(self, start: int, rows: int) -> list[int]:
        return [2, 3, 4] if start == PAGE else super().part(start, rows)

    def whole(self) -> list[int]:
        return [0, 1, 2, 2, 3, 4, 6]


class Twice(Holding):
    """One page names a dataset twice, and the list is otherwise whole."""

    def part(self, start: int, rows: int) -> list[int]:
        return [*super().part(start, rows), 6] if start == 2 * PAGE else super().part(start, rows)

    def total(self, start: int) -> int:  # noqa: ARG002  the same on every page
        return SIZE + 1

    def whole(self) -> list[int]:
        return [*super().whole(), 6]


class Emptied(Holding):
    """All is well, and there is nothing."""

    def total(self, start: int) -> int:  # noqa: ARG002  the same on every page
        return 0

    def part(self, start: int, rows: int) -> list[int]:  # noqa: ARG002  idem
        return []

    def more(self, start: int, rows: int) -> bool:  # noqa: ARG002  idem
        return False

    def whole(self) -> list[int]:
        return []


class HugeIdentifier(Holding):
    """One dataset has a number of 3,001 digits in its identifier."""

    def part(self, start: int, rows: int) -> list[int]:
        return [_huge(one) for one in super().part(start, rows)]

    def whole(self) -> list[int]:
        return [_huge(one) for one in super().whole()]


def _huge(number: int) -> int:
    return 10**3000 if number == PAGE else number
