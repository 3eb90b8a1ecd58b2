"""Asks a DataTank for its DCAT; where there is none, for its listing, at either of its places."""

from typing import Any, Final

from catalogue.errors import SourceError
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.datatank.payload import Place, base_of, is_info, read_dcat, read_info
from harvester.protocols.dcat_rdf import spider as dcat_rdf
from harvester.protocols.dcat_rdf.links import link_next

__all__ = ["PortalSpider"]

PLACES: Final[tuple[Place, ...]] = ("/api/dcat", "/api/info", "/info")
ABSENT: Final = frozenset({"harvester.not-found", "harvester.html", "harvester.forbidden"})
JSON: Final = "application/json"


class PortalSpider(dcat_rdf.PortalSpider):
    name = "datatank"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.base, named = base_of(self.source.url)
        self.places = [named] if named else list(PLACES)
        self.met: set[str] = set()
        self.promised = False

    def first(self) -> Ask:
        return self._ask()

    def can_shrink(self, ask: Ask) -> bool:  # noqa: ARG002 -- its pages are small
        return False

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Try the next place, as long as none has answered."""
        if self.met or error.key not in ABSENT or len(self.places) == 1 or "?" in ask.url:
            return None
        self.places.pop(0)
        return self._ask()

    def read(self, page: Page) -> Steps:
        if is_info(page):
            return read_info(page, self.base)
        steps = read_dcat(page, self.listed, self.met, promised=self.promised)
        self.promised = bool(link_next(page.link))
        return self._once(steps)

    def _ask(self) -> Ask:
        place = self.places[0]
        return Ask(self.base + place, accept=JSON if place.endswith("info") else "")
