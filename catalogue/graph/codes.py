"""Names and schemes of the codes that entries point to, read once from ``labels.toml``."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

__all__ = ["Code", "licence_title", "look_up"]


NO_LANGUAGE: Final = "zxx"
"""BCP 47 for what has no linguistic content. The platform drops a name without a tag."""


class Code(NamedTuple):
    """A concept of a code list."""

    label: str
    language: str
    """``nl``, or the tag for what is in no language where the code itself has to serve as a name."""
    schemes: tuple[str, ...]
    scheme_title: str = ""
    """Set where the scheme has to be described too, because no validator brings it along."""


@lru_cache(maxsize=4096)
def look_up(iri: str) -> Code:
    """Find the name and the schemes of a concept; outside the lists its last segment is its name."""
    for page in _pages()["list"]:
        if iri.startswith(page["concepts"]):
            code = iri[len(page["concepts"]) :]
            label = page.get("labels", {}).get(code)
            named = label or page.get("names")
            schemes = (page["scheme"], *page.get("also_in", ()))
            return Code(label or code, "nl" if named else NO_LANGUAGE, schemes, page.get("title", ""))
    return Code(iri.rstrip("/#").replace("#", "/").rpartition("/")[2], NO_LANGUAGE, ())


def licence_title(iri: str) -> str:
    """Give the Dutch title of a licence, empty when it is not one that we name."""
    title: str = _pages()["licences"].get(iri, "")
    return title


@cache
def _pages() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))
