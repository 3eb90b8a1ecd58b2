"""What the address of a file says of its format: its ending, the ending inside an archive, its parameters.

One law: a call for a description of a service says nothing of files.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from mappings.tables import Code, formats, name_key

__all__ = ["Named", "named_by_address"]

_WRAPPERS: Final = (".zip", ".gz")
_PARAMETERS: Final = ("outputformat", "format", "f", "output")
_HANDS_OUT: Final = ("getfeature", "getmap", "getcoverage", "gettile")
_ASKS: Final = re.compile(r"(?:^|&)(?:service|request|outputformat|format|f|output)=", re.IGNORECASE)
_FOLDERS: Final = ("/exports/", "/download/")
_LONGEST: Final = 40


class Named(NamedTuple):
    """The format that an address names, and the archive or compression around it."""

    format: Code | None = None
    wrapper: Code | None = None


@lru_cache(maxsize=4096)
def named_by_address(words: str) -> Named:
    """Read ``a.csv``, ``a.shp.zip``, ``?format=csv``, ``?outputFormat=SHAPE-ZIP`` and ``/exports/csv``."""
    address, _, query = words.strip().partition("#")[0].partition("?")
    call = _call(query) if _ASKS.search(query) else {}
    if "service" in call and call.get("request", "").lower() not in _HANDS_OUT:
        return Named()
    found = _of_path("/" + address.partition("://")[2].partition("/")[2])
    return found if found.format else next(filter(None, map(_of_words, _asked(call))), found)


def _call(query: str) -> dict[str, str]:
    try:
        return {name.lower(): value for name, value in parse_qsl(query)}
    except ValueError:
        return {}


def _asked(call: dict[str, str]) -> list[str]:
    return [call[name] for name in _PARAMETERS if name in call]


def _of_path(path: str) -> Named:
    name = path.rpartition("/")[2].lower()
    stem, dot, extension = name.rpartition(".")
    if not (stem and dot):
        in_folder = any(folder in path for folder in _FOLDERS) and len(name) < _LONGEST
        return Named(
            formats().get("." + name) or formats().get(name_key(name)) if in_folder and name else None
        )
    outer = formats().get("." + extension)
    inner = (
        formats().get("." + stem.rpartition(".")[2]) if "." + extension in _WRAPPERS and "." in stem else None
    )
    return Named(inner, outer) if inner else Named(outer)


def _of_words(words: str) -> Named | None:
    """Read the value of a parameter: a name, a media type, ``SHAPE-ZIP``."""
    bare = words.partition(";")[0].strip().lower()
    wrapped = bare.removesuffix("-zip") if bare.endswith("-zip") else ""
    if wrapped and (inner := formats().get(name_key(wrapped))):
        return Named(inner, formats().get(".zip"))
    found = formats().get(name_key(bare)) if len(bare) < _LONGEST else None
    return Named(found) if found and not found.extra else None
