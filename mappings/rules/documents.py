"""Resources that are documents about the data, and not the data: the profile has them as pages.

One law: only where the source says so; what a file looks like does not make it a document.
"""

from typing import Final

from mappings.reading import Given, Scope, Yield
from mappings.rules.addresses import url
from mappings.rules.texts import plain_of

__all__ = ["documentation_link", "is_data"]

_KINDS: Final = ("resource_type", "resource-type")
_DOCUMENTS: Final = frozenset({"documentation", "supporting-document", "doc"})
_OF_EUROPE: Final = "http://open-data.europa.eu/kos/documentation-type/"
_GONE: Final = frozenset({"deleted", "draft"})


def documentation_link(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the address of a resource that its portal lists as a document about the data."""
    if type(raw) is not dict or not _is_document(raw) or _is_gone(raw):
        return []
    return url(f"{pointer}/url", raw.get("url"), scope)


def is_data(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Tell a resource that is data: no document, and neither deleted nor still a draft."""
    if type(raw) is dict and (_is_document(raw) or _is_gone(raw)):
        return []
    return [Given(value=True, shown="data", pointer=pointer)]


def _is_document(resource: dict[str, object]) -> bool:
    kinds = [plain_of(resource.get(name)) for name in _KINDS]
    return any(kind.startswith(_OF_EUROPE) or kind.casefold() in _DOCUMENTS for kind in kinds)


def _is_gone(resource: dict[str, object]) -> bool:
    return plain_of(resource.get("state")).casefold() in _GONE
