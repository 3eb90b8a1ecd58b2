"""Whether an address answers, as probes saw it: never dead on one bad day, never dead for keeping us out."""

from collections.abc import Iterable, Mapping
from typing import Final

from catalogue.testimony import Answer, Link

__all__ = ["answers", "any_answers"]

STRIKES: Final = 3
"""Different days on which it failed before it counts as down, as for the charter."""


def answers(url: str, links: Mapping[str, Link]) -> bool | None:
    """Tell whether an address answers; ``None`` where nobody asked, or what was seen settles nothing."""
    link = links.get(url)
    if link is None or link.latest.discount:
        return None
    match link.latest.answer:
        case Answer.GIVEN:
            return True
        case Answer.FAILED if link.failed_days >= STRIKES:
            return False
    return None


def any_answers(urls: Iterable[str], links: Mapping[str, Link]) -> bool | None:
    """Tell whether one of several addresses answers; without an address there is nothing that does."""
    seen = [answers(url, links) for url in urls]
    if any(seen):
        return True
    return None if None in seen else False
