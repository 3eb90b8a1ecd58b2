"""Sample portals of the four protocols, with the faults that the listings of real cities have.

=========================== =============================================================================
fault                       what stands in the listing
=========================== =============================================================================
broken-statement            a Turtle statement that does not parse (quotes within quotes)
control-characters          U+0000, U+0007, U+000B or U+001F within a text
date-day-first              ``20/12/2024``
date-epoch                  ``1705314030000``, milliseconds
date-in-future              a date of issue or change years ahead
date-month-only             ``2024-02``
date-with-space             ``2025-10-01 03:05:00``
date-written-out            ``13 oktober 2024``
distribution-without-url    a file that has a title and no address
double-escaped-description  ``&amp;lt;p&amp;gt;`` where a reader should see text
duplicate-identifier        two datasets under one identifier
email-free-text             a sentence where an address belongs
email-without-mailto        an address without its scheme
empty-description           nothing where text belongs
federated-copy              a dataset of another portal, shown as if it were the city's
html-description            tags, even a script, within a description
keywords-null               null where a list belongs
language-missing            texts that do not say their language
language-wrong              Dutch texts that say they are French or English
licence-alias               an old or other address of a known licence
licence-as-text             the licence's name or a sentence instead of its address
licence-cc-by               an open licence for which Flanders has no address
licence-missing             no licence at all
licence-unknown             a licence nobody knows
mailto-doubled              ``mailto:mailto:``
no-distributions            a dataset without a single file
placeholder                 ``onbekend`` or ``n.v.t.`` instead of nothing
poison-string               ``@prefix`` within a description: the Flemish platform takes the feed for Turtle
publisher-as-string         the publisher's name where an organisation belongs
publisher-unknown           ``onbekend`` as publisher
service-among-files         a WMS, WFS, WMTS or API listed as a file
space-in-url                an address with spaces
theme-as-literal            the portal's own word where a code belongs
=========================== =============================================================================
"""

from types import TracebackType
from typing import Self

from oogst.demo.portals.loopback import Answer, LoopbackServer, Question
from oogst.demo.portals.samples import faults
from oogst.demo.portals.sites import PORTALS, answer

__all__ = ["PORTALS", "SamplePortals", "faults"]


class SamplePortals:
    """All sample portals on one loopback address, open while their context is.

    On day 2 of every portal some datasets have changed, one is gone and one is new; others only say that they
    changed. Setting ``day`` moves the open portals on.
    """

    def __init__(self, *, day: int = 1, port: int = 0) -> None:
        self.day = day
        self._server = LoopbackServer(self._answer, port=port)

    @property
    def base_url(self) -> str:
        """The address of all portals together, without a slash at the end. RuntimeError when closed."""
        return self._server.url

    def url(self, portal: str) -> str:
        """Give the address that a harvester starts from. KeyError for a portal that is not in PORTALS."""
        return self.base_url + PORTALS[portal].root + PORTALS[portal].entry

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)

    def _answer(self, question: Question) -> Answer:
        return answer(question, self.day)
