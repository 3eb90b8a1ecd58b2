"""What a CKAN says when it says no, in every form that it says it, as errors that people can act on.

::

    TargetError
    ├── MissingError          it is not there, or not for us
    ├── ForbiddenError        the portal knows nobody by this token, or its account may not
    └── EntryRefusedError
        └── InvalidError      what was sent is refused, field by field
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ckanapi.errors import (
    CKANAPIError,
    NotAuthorized,
    NotFound,
    SearchError,
    SearchIndexError,
    SearchQueryError,
    ServerIncompatibleError,
    ValidationError,
)

from catalogue.errors import TargetError
from catalogue.targets.push import EntryRefusedError

__all__ = [
    "REFUSALS",
    "ForbiddenError",
    "InvalidError",
    "MissingError",
    "refused",
    "words_of",
]

REFUSALS: Final = (CKANAPIError, ServerIncompatibleError)
"""All that ckanapi raises: a few say what it is, the rest carry the whole answer, which nobody is shown."""
SEARCH: Final = (SearchError, SearchQueryError)
MOST_WORDS: Final = 300


class MissingError(TargetError):
    """What was asked for is not there, or not for us."""


class ForbiddenError(TargetError):
    """The portal knows nobody by our token, or its account may not do this."""


class InvalidError(EntryRefusedError):
    """The portal refuses what was sent."""

    def __init__(self, key: str, *, error: Mapping[str, Any], **facts: object) -> None:
        super().__init__(key, **facts)
        self.error = error

    @property
    def is_mismatch(self) -> bool:
        """Whether what was to be revised is not as it was said to be; CKAN 2.9 tells it one level deeper."""
        told = self.error.get("message")
        deeper = told if isinstance(told, list) else []
        return any("match" in one for one in (self.error, *deeper) if isinstance(one, Mapping))


def refused(fault: Exception, *, portal: str, action: str) -> TargetError:
    """Turn what ckanapi raised into an error of ours."""
    facts = {"portal": portal, "action": action}
    if isinstance(fault, NotFound):
        return MissingError("ckan-target.missing", **facts)
    if isinstance(fault, NotAuthorized):
        return ForbiddenError("ckan-target.forbidden", **facts)
    if isinstance(fault, ValidationError):
        error = fault.error_dict if isinstance(fault.error_dict, Mapping) else {}
        return InvalidError("ckan-target.invalid", error=error, detail=words_of(error), **facts)
    if isinstance(fault, SearchIndexError):
        return EntryRefusedError("ckan-target.not-indexed", **facts)
    if isinstance(fault, SEARCH):  # its text echoes the whole query
        return TargetError("ckan-target.search-failed", **facts)
    return TargetError("ckan-target.not-understood", **facts)


def words_of(error: Mapping[str, Any]) -> str:
    """Say in one line what a validation found wrong: ``resources[1].size: Invalid integer``."""
    told = [f"{at}: {words}" if at else words for at, words in _told(error, "")]
    line = "; ".join(told) or "?"
    return line if len(line) <= MOST_WORDS else f"{line[:MOST_WORDS]}…"


def _told(said: Any, at: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- any JSON
    if isinstance(said, Mapping):
        for name, one in said.items():
            if name != "__type":
                yield from _told(one, f"{at}.{name}" if at else str(name))
    elif isinstance(said, list) and any(isinstance(one, Mapping) for one in said):
        for place, one in enumerate(said):
            yield from _told(one, f"{at}[{place}]")
    elif isinstance(said, list):
        yield at, ", ".join(str(one) for one in said)
    elif said:
        yield at, re.sub(r"\s+", " ", str(said))
