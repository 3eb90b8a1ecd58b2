"""Which published files a person means, and where this installation keeps them."""

from difflib import get_close_matches

from catalogue.errors import UsageError
from catalogue.profile.published import Published, published
from harvester.published import Shelf
from oogst.settings import settings

__all__ = ["chosen", "shelf"]


def chosen(names: list[str] | None) -> list[Published]:
    """Give the files of these names, or all. Raises UsageError on a name that there is not."""
    known = published()
    for name in names or ():
        if name not in known:
            raise _unknown(name, list(known))
    return [known[name] for name in names] if names else list(known.values())


def shelf() -> Shelf:
    return Shelf(settings().profile_cache)


def _unknown(name: str, known: list[str]) -> UsageError:
    like = get_close_matches(name, known, n=1)
    if like:
        return UsageError("profile.unknown-like", name=name, like=like[0])
    return UsageError("profile.unknown", name=name)
