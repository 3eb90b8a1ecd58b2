"""The ways to ask a CKAN portal for its packages, best first; a portal that turns one down is asked the next.

The order of pages must be one that no change disturbs, so the search is always sorted: by ``id``, which is
for ever, else by ``name``, which is unique. Without a search there are lists: old portals and DKAN have them.
"""

from enum import StrEnum
from typing import Final

from catalogue.errors import SourceError
from harvester.protocols.ckan.addresses import LIST, SEARCH, WITH_RESOURCES

__all__ = ["Way", "is_turned_down"]

BUSY: Final = frozenset({401, 429, 503})
"""Who has no time, or wants to know who asks, would say the same to any other question."""
BAD_QUESTION: Final = frozenset({400, 409})
"""How CKAN answers a search that its index does not understand."""
ANSWERED_OTHERWISE: Final = frozenset(
    {"harvester.html", "harvester.refused-by-portal", "harvester.unparseable", "harvester.wrong-shape"}
)


class Way(StrEnum):
    """The value is the key of the message that says how the list ended."""

    CHANGES = "harvester.pages.changes-read"
    BY_ID = "harvester.pages.all-read"
    BY_NAME = "harvester.pages.all-read-by-name"
    WITH_RESOURCES = "harvester.pages.list-read"
    PAGED_LIST = "harvester.pages.names-read"
    BARE_LIST = "harvester.pages.all-names-read"

    @property
    def action(self) -> str:
        if self is Way.WITH_RESOURCES:
            return WITH_RESOURCES
        return LIST if self in {Way.PAGED_LIST, Way.BARE_LIST} else SEARCH

    def instead(self, error: SourceError) -> "Way | None":
        """Name the next way after this one was turned down."""
        ways = list(Way)
        after = ways[ways.index(self) + 1 :]
        if self is Way.BY_ID and not _is_bad_question(error):
            after.remove(Way.BY_NAME)
        return after[0] if after else None


def is_turned_down(error: SourceError) -> bool:
    """Tell whether it was this question that the portal did not like, so that another may do."""
    status = error.facts.get("status")
    return error.key in ANSWERED_OTHERWISE if status is None else status not in BUSY


def _is_bad_question(error: SourceError) -> bool:
    return error.key == "harvester.refused-by-portal" or error.facts.get("status") in BAD_QUESTION
