"""What a CKAN is known to make of what it is given, each with its reason: no difference that anybody caused.

Whatever is not in this list and differs is shown.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

__all__ = ["ADDED", "REWRITES", "Rewrite", "is_rewrite"]


class Rewrite(NamedTuple):
    field: str
    """As a difference names it, ``[]`` for any place in a list; ``*`` for any field."""
    reason: str
    """A key of the message catalogue."""
    same: Callable[[Any, Any], bool]
    """Tells of what was given and what is kept whether the portal made the one of the other."""


def _spaced(given: Any, kept: Any) -> bool:  # noqa: ANN401 -- any JSON value
    return isinstance(given, str) and isinstance(kept, str) and given.strip() == kept.strip()


def _guessed(given: Any, kept: Any) -> bool:  # noqa: ANN401 -- idem
    return given in (None, "") and isinstance(kept, str)


def _cased(given: Any, kept: Any) -> bool:  # noqa: ANN401 -- idem
    return isinstance(given, str) and isinstance(kept, str) and given.casefold() == kept.casefold()


def _number(given: Any, kept: Any) -> bool:  # noqa: ANN401 -- idem
    return str(given) == str(kept)


def _moment(given: Any, kept: Any) -> bool:  # noqa: ANN401 -- idem
    return isinstance(given, str) and isinstance(kept, str) and _utc(given) == _utc(kept)


def _utc(moment: str) -> str:
    return re.sub(r"\.0+(?=$|[Z+-])", "", moment.replace("+00:00", "Z").removesuffix("Z"))


REWRITES: Final = (
    Rewrite("*", "ckan-target.rewrite.spaces", _spaced),
    Rewrite("resources[].format", "ckan-target.rewrite.format-case", _cased),
    Rewrite("resources[].format", "ckan-target.rewrite.format-guessed", _guessed),
    Rewrite("resources[].mimetype", "ckan-target.rewrite.mimetype-guessed", _guessed),
    Rewrite("resources[].size", "ckan-target.rewrite.number", _number),
    Rewrite("issued", "ckan-target.rewrite.moment", _moment),
    Rewrite("modified", "ckan-target.rewrite.moment", _moment),
    Rewrite("resources[].issued", "ckan-target.rewrite.moment", _moment),
    Rewrite("resources[].modified", "ckan-target.rewrite.moment", _moment),
    Rewrite("temporal_coverage[].start", "ckan-target.rewrite.moment", _moment),
    Rewrite("temporal_coverage[].end", "ckan-target.rewrite.moment", _moment),
)

ADDED: Final[Mapping[str, str]] = {
    "harvest_object_id": "ckan-target.rewrite.harvested",
    "harvest_source_id": "ckan-target.rewrite.harvested",
    "harvest_source_title": "ckan-target.rewrite.harvested",
}
"""Extras that the portal's own extensions put in when a dataset is shown, with the reason."""


def is_rewrite(field: str, given: Any, kept: Any) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell whether a difference is one that the portal is known to make."""
    name = re.sub(r"\[\d+\]", "[]", field)
    return any(each.field in {"*", name} and each.same(given, kept) for each in REWRITES)
