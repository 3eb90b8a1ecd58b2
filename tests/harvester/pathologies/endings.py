"""How a run must end, by what is wrong with its source: the state, what is said of it, and what was read."""

from typing import Final, NamedTuple

from catalogue.model import Protocol
from tests.harvester.scenarios import PAGE, SIZE

__all__ = ["PATIENT", "READY", "STALLING", "Ending", "ending"]


class Ending(NamedTuple):
    state: str
    why: str
    """Key of the failure, or the beginning of what the proof of completeness lacks."""
    seen: int


COUNTED: Final = (Protocol.CKAN, Protocol.OPENDATASOFT)
FOLLOWED: Final = (
    Protocol.DCAT_RDF,
    Protocol.CSW,
    Protocol.OGC_RECORDS,
    Protocol.DATATANK,
    Protocol.HTML_LIST,
    Protocol.LDES,
)
"""What is wrong lies on the second page: the three datasets of the first were read by then."""
DOCUMENTS: Final = (Protocol.ARCGIS_HUB, Protocol.DCAT_US)
"""What is wrong lies on the one document."""
ITEMS: Final = (Protocol.SCHEMA_ORG,)
"""What is wrong lies on the page of one item."""
READ_AT_THE_END: Final = (Protocol.LDES,)
"""Nothing is known of any dataset before the whole of the stream was read."""
READY: Final = (*COUNTED, *FOLLOWED, *DOCUMENTS, *ITEMS)

STALLING: Final = frozenset(
    {"hang", "hang-after-headers", "promise-more", "drip-without-end", "headers-without-end"}
)
"""What only a time limit ends."""

FINE: Final = Ending("complete", "", SIZE)

PATIENT: Final = frozenset(
    {
        "busy-for-seconds",
        "busy-until-a-date",
        "byte-order-mark",
        "chunked",
        "drip",
        "healthy",
        "long-number",
        "no-type",
        "nul-in-a-text",
        "packed",
        "padded",
        "too-much-at-once",
        "until-it-closes",
        "wrong-type",
    }
)
"""What a harvester has to live with: the run is complete, as if nothing were wrong."""

FAILURES: Final = {
    "blank": "harvester.empty",
    "boast": "harvester.too-large",
    "busy-for-ever": "harvester.http-status",
    "chunked-and-cut": "harvester.broken-off",
    "chunked-badly": "harvester.broken-off",
    "down": "harvester.http-status",
    "drop": "harvester.broken-off",
    "empty": "harvester.empty",
    "error-in-json": "harvester.http-status",
    "flood": "harvester.too-large",
    "forbidden": "harvester.forbidden",
    "gzip-bomb": "harvester.bomb",
    "html": "harvester.html",
    "no-http": "harvester.broken-off",
    "not-found": "harvester.not-found",
    "packed-badly": "harvester.unparseable",
    "reset": "harvester.broken-off",
    "round-and-round": "harvester.redirects",
    "swelling": "harvester.too-large",
    "to-a-file": "harvester.redirects",
    "to-mapped-metadata": "harvester.private-address",
    "to-the-metadata": "harvester.private-address",
} | dict.fromkeys(STALLING, "harvester.timeout")
"""What ends every run in the same way, whatever the protocol."""

UNREADABLE: Final = {
    "cut": "harvester.unparseable",
    "deep": "harvester.too-deep",
    "entity-bomb": "harvester.unparseable",
    "entity-from-elsewhere": "harvester.unparseable",
    "gzip-bomb-in-another": "harvester.unparseable",
    "latin-1": "harvester.unparseable",
    "nothing-but-nul": "harvester.unparseable",
    "nul-after-the-end": "harvester.unparseable",
    "packed-and-cut": "harvester.unparseable",
    "promise-less": "harvester.unparseable",
    "utf-16": "harvester.unparseable",
}
"""What no reader of JSON can read."""

ONE_RECORD: Final = frozenset({"deep-record", "huge-identifier"})
ALONE: Final = Ending("incomplete", "failed-records: 1", SIZE)
"""What costs one record, which is named."""

FEWER: Final = "pages-open: harvester.pages.fewer-than-declared"

LISTS: Final = {
    "emptied": Ending("quarantined", "shrink: 7 / 7", 0),
    "empty-in-the-middle": Ending("incomplete", FEWER, PAGE),
    "endless": Ending("failed", "harvester.too-many-pages", 24),
    "endless-and-empty": Ending("incomplete", FEWER, PAGE),
    "grown-meanwhile": Ending("incomplete", "total-changed: 7 → 8", SIZE),
    "repeated": Ending("failed", "harvester.loop", PAGE),
    "shrunk-meanwhile": Ending("incomplete", "total-changed: 7 → 6", SIZE - 1),
    "shuffled": Ending("incomplete", "unstable-order: 1", SIZE - 1),
    "twice-on-a-page": FINE,
}
"""What lists of pages make of it that count from item to item."""

FOLLOWING: Final = LISTS | {
    "empty-in-the-middle": Ending("incomplete", "declared-not-seen: 7 / 4", PAGE + 1),
    "endless-and-empty": Ending("failed", "harvester.too-many-pages", PAGE),
    "repeated": Ending("incomplete", "unstable-order: 3", PAGE + 1),
}
"""What lists make of it whose pages name the next one."""

ONE_DOCUMENT: Final = dict.fromkeys(LISTS, FINE) | {
    "emptied": LISTS["emptied"],
    "shuffled": Ending("complete", "", SIZE - 1),
}
"""A document has no pages, so most of what is wrong with lists cannot happen to it."""

TORN: Final = "pages-open: harvester.pages.truncated"

HUB: Final = {
    "cut": Ending("incomplete", TORN, 1),
    "deep": Ending("failed", "harvester.unparseable", 0),
    "latin-1": Ending("incomplete", TORN, SIZE),
    "nul-after-the-end": Ending("incomplete", TORN, SIZE),
    "packed-and-cut": Ending("incomplete", TORN, SIZE - 1),
    "promise-less": Ending("incomplete", TORN, 1),
}
"""A feed that is broken is salvaged."""

DATA_JSON: Final = HUB | {
    "latin-1": Ending("incomplete", "failed-records: 7", SIZE),
    "nul-after-the-end": FINE,
}
"""It is read item by item, so what follows the last one does no harm."""

RDF: Final = {
    "cut": Ending("incomplete", TORN, PAGE + 2),
    "deep": Ending("incomplete", TORN, PAGE + 1),
    "deep-record": FINE,
    "entity-bomb": Ending("failed", "harvester.xml-entities", PAGE),
    "entity-from-elsewhere": Ending("failed", "harvester.xml-entities", PAGE),
    "gzip-bomb-in-another": Ending("incomplete", TORN, PAGE + 1),
    "latin-1": FINE,
    "nothing-but-nul": Ending("incomplete", TORN, PAGE + 1),
    "nul-after-the-end": Ending("incomplete", TORN, SIZE),
    "packed-and-cut": Ending("incomplete", TORN, SIZE),
    "promise-less": Ending("incomplete", TORN, PAGE + 2),
    "twice-on-a-page": Ending("incomplete", "declared-not-seen: 8 / 7", SIZE),
    "utf-16": Ending("incomplete", TORN, PAGE + 1),
}
"""What is broken is read as far as it goes; the same dataset described twice is one description."""

UNSTABLE: Final = Ending("incomplete", "unstable-order: 3", PAGE + 1)

CATALOGUE_SERVICE: Final = {
    "cut": FINE,
    "deep": Ending("failed", "harvester.unparseable", PAGE),
    "deep-record": FINE,
    "empty-in-the-middle": Ending("incomplete", "declared-not-seen: 7 / 4", PAGE + 1),
    "endless": Ending("failed", "harvester.too-many-pages", 21),
    "endless-and-empty": Ending("incomplete", "declared-not-seen: 7 / 3", PAGE),
    "entity-bomb": Ending("failed", "harvester.xml-entities", PAGE),
    "entity-from-elsewhere": Ending("failed", "harvester.xml-entities", PAGE),
    "latin-1": FINE,
    "nul-after-the-end": FINE,
    "packed-and-cut": Ending("incomplete", TORN, SIZE),
    "promise-less": FINE,
    "repeated": UNSTABLE,
    "utf-16": FINE,
}
"""A page that breaks off is gone on from where it broke, and what an XML parser may read it reads."""

API_OF_RECORDS: Final = {
    "deep-record": FINE,
    "empty-in-the-middle": Ending("incomplete", "unstable-order: 1", SIZE - 1),
    "endless": Ending("failed", "harvester.too-many-pages", 21),
    "entity-bomb": Ending("failed", "harvester.xml-entities", PAGE),
    "entity-from-elsewhere": Ending("failed", "harvester.xml-entities", PAGE),
    "repeated": UNSTABLE,
}

NO_TOTAL: Final = {
    "grown-meanwhile": Ending("incomplete", "unstable-order: 1", SIZE),
    "shrunk-meanwhile": Ending("complete", "", SIZE - 1),
}
"""What tells no total cannot be held to one: a list that moved up while it was read looks whole.

The dataset that was missed is doubted, and it takes a second such run, of the same dataset, to withdraw it.
"""

BROKEN_OFF: Final = Ending("incomplete", TORN, PAGE + 2)

TANK: Final = NO_TOTAL | {
    "cut": Ending("incomplete", TORN, PAGE + 3),
    "deep": BROKEN_OFF,
    "deep-record": ALONE,
    "empty-in-the-middle": Ending("incomplete", FEWER, PAGE + 1),
    "entity-bomb": Ending("failed", "harvester.xml-entities", PAGE),
    "entity-from-elsewhere": Ending("failed", "harvester.xml-entities", PAGE),
    "gzip-bomb-in-another": BROKEN_OFF,
    "latin-1": Ending("incomplete", "failed-records: 3", SIZE),
    "long-number": ALONE,
    "nothing-but-nul": BROKEN_OFF,
    "nul-after-the-end": Ending("incomplete", TORN, SIZE + 1),
    "packed-and-cut": Ending("incomplete", TORN, SIZE),
    "promise-less": Ending("incomplete", TORN, PAGE + 3),
    "repeated": Ending("incomplete", FEWER, PAGE + 1),
    "utf-16": BROKEN_OFF,
}
"""As RDF, whose broken piece counts as one more that failed; here a broken line costs the dataset on it."""

NOTHING_SELECTED: Final = Ending("failed", "harvester.selector-found-nothing", PAGE)

PAGE_FOR_PEOPLE: Final = NO_TOTAL | {
    "cut": Ending("incomplete", TORN, PAGE + 2),
    "deep": NOTHING_SELECTED,
    "deep-record": FINE,
    "emptied": Ending("failed", "harvester.selector-found-nothing", 0),
    "empty-in-the-middle": NOTHING_SELECTED,
    "endless-and-empty": NOTHING_SELECTED,
    "entity-bomb": NOTHING_SELECTED,
    "entity-from-elsewhere": NOTHING_SELECTED,
    "gzip-bomb-in-another": NOTHING_SELECTED,
    "html": NOTHING_SELECTED,
    "latin-1": FINE,
    "nothing-but-nul": NOTHING_SELECTED,
    "nul-after-the-end": FINE,
    "packed-and-cut": Ending("incomplete", TORN, SIZE),
    "promise-less": Ending("incomplete", TORN, PAGE + 2),
    "utf-16": FINE,
}
"""A page without a single item is another page than the one that the selectors were written for."""

STREAM: Final = {
    "deep": Ending("failed", "harvester.unparseable", 0),
    "deep-record": FINE,
    "empty-in-the-middle": Ending("complete", "", PAGE + 1),
    "endless": Ending("failed", "harvester.too-many-pages", 0),
    "endless-and-empty": Ending("failed", "harvester.too-many-pages", 0),
    "entity-bomb": Ending("failed", "harvester.xml-entities", 0),
    "entity-from-elsewhere": Ending("failed", "harvester.xml-entities", 0),
    "grown-meanwhile": FINE,
    "latin-1": FINE,
    "repeated": Ending("complete", "", PAGE + 1),
    "shrunk-meanwhile": Ending("complete", "", SIZE - 1),
    "shuffled": Ending("complete", "", SIZE - 1),
}
"""A stream knows neither order nor total, and its pages may be empty or repeat each other."""

PAGES_OF_ITEMS: Final = ONE_DOCUMENT | {
    "deep-record": FINE,
    "emptied": Ending("failed", "harvester.nothing-described", 0),
    "latin-1": FINE,
    "nul-after-the-end": FINE,
    "utf-16": FINE,
}

OWN: Final[dict[Protocol, dict[str, Ending]]] = {
    Protocol.ARCGIS_HUB: HUB,
    Protocol.CKAN: {
        "shrunk-meanwhile": Ending("incomplete", "pages-open: harvester.pages.removed-meanwhile", SIZE - 1),
    },
    Protocol.CSW: CATALOGUE_SERVICE,
    Protocol.DATATANK: TANK,
    Protocol.DCAT_RDF: RDF,
    Protocol.DCAT_US: DATA_JSON,
    Protocol.HTML_LIST: PAGE_FOR_PEOPLE,
    Protocol.LDES: STREAM,
    Protocol.OGC_RECORDS: API_OF_RECORDS,
    Protocol.OPENDATASOFT: {
        "busy-for-ever": Ending("failed", "harvester.portal-quota", PAGE),
        "forbidden": Ending("failed", "harvester.portal-wants-key", PAGE),
    },
    Protocol.SCHEMA_ORG: PAGES_OF_ITEMS,
}
"""Where a protocol has an answer of its own."""


def ending(protocol: Protocol, scenario: str) -> Ending:
    """Give how a run of this protocol must end."""
    if scenario in OWN.get(protocol, {}):
        return OWN[protocol][scenario]
    if scenario in PATIENT:
        return FINE
    if scenario in ONE_RECORD:
        return ALONE
    why = FAILURES.get(scenario) or UNREADABLE.get(scenario)
    if why and protocol in ITEMS:
        return ALONE
    if why:
        return Ending("failed", why, 0 if protocol in (*DOCUMENTS, *READ_AT_THE_END) else PAGE)
    return (ONE_DOCUMENT if protocol in DOCUMENTS else FOLLOWING if protocol in FOLLOWED else LISTS)[scenario]
