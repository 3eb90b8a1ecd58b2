"""The addresses of the Action API.

Law: what stands before ``/api/`` is kept, for portals stand below a folder, or speak for another one there.
"""

import re
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

__all__ = [
    "LIST",
    "SEARCH",
    "SHOW",
    "WITH_RESOURCES",
    "action_of",
    "list_url",
    "of_organisation",
    "parameter_of",
    "search_url",
    "show_url",
    "with_resources_url",
]

SEARCH: Final = "package_search"
WITH_RESOURCES: Final = "current_package_list_with_resources"
LIST: Final = "package_list"
SHOW: Final = "package_show"

_VERSION: Final = "/api/3/action"
_ACTIONS: Final = re.compile(r"(?P<actions>.*/api(?:/\d+)?/action)(?:/[^/]*)?/*")
_API: Final = re.compile(r"(?P<root>.*)/api(?:/\d+(?:/.*)?)?/*")


def _actions(base: str) -> str:
    """Give the address below which the actions are; ``base`` is the portal's, its API's or an action's."""
    place = base.partition("?")[0].partition("#")[0]
    if named := _ACTIONS.fullmatch(place):
        return named["actions"]
    api = _API.fullmatch(place)
    return (api["root"] if api else place.rstrip("/")) + _VERSION


def search_url(base: str, *, start: int, rows: int, sort: str = "id asc", only: str = "") -> str:
    """Write the address of one page of the search; no rows give the number of packages and nothing else."""
    query = {"q": "*:*"} | ({"fq": only} if only else {}) | {"rows": rows, "start": start, "sort": sort}
    return f"{_actions(base)}/{SEARCH}?{urlencode(query, safe='*:')}"


def with_resources_url(base: str, *, start: int, rows: int) -> str:
    return f"{_actions(base)}/{WITH_RESOURCES}?{urlencode({'limit': rows, 'offset': start})}"


def list_url(base: str, *, start: int = 0, rows: int = 0) -> str:
    """Write the address of the names; without ``rows`` of all at once."""
    query = f"?{urlencode({'limit': rows, 'offset': start})}" if rows else ""
    return f"{_actions(base)}/{LIST}{query}"


def show_url(base: str, name: str) -> str:
    return f"{_actions(base)}/{SHOW}?{urlencode({'id': name})}"


def of_organisation(name: str) -> str:
    """Write the filter for the packages of one organisation, by its name."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'organization:"{escaped}"'


def action_of(url: str) -> str:
    """Name the action that an address of ours asks for; empty for a file."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name if name in {SEARCH, WITH_RESOURCES, LIST, SHOW} else ""


def parameter_of(url: str, *names: str) -> int:
    """Read a number from the query of an address of ours; -1 where it has none of that name."""
    query = parse_qs(urlsplit(url).query)
    found = (query[name][0] for name in names if name in query)
    return int(next(found, "-1"))
