"""The two listings of The DataTank: pages of Turtle, and the JSON of ``info`` in the shapes of its versions.

Law: a version that does not page gives everything at once, and one that does says how many there are or where
the next page is; so the last page is always known for it.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Kind, Record
from harvester.crawl.events import Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Step, Steps
from harvester.hashing import fingerprint
from harvester.protocols.dcat_rdf.links import link_next
from harvester.protocols.dcat_rdf.payload import read as read_rdf
from harvester.protocols.json_page import load

__all__ = ["PAGE_SIZE", "Place", "base_of", "is_info", "read_dcat", "read_info"]

PAGE_SIZE: Final = 50
"""Datasets per page, unless another number is asked for."""
FULL: Final = frozenset({PAGE_SIZE, 500})
"""Numbers of datasets at which a page of some version is full."""
DEFAULT_FORMATS: Final = ("json",)
"""What every version serves each dataset as."""
ALL_READ: Final = Closed("harvester.pages.all-read")
IN_PATH: Final = "/%:@!$&'()*+,;=~"
_ENDING: Final = re.compile(r"/(?:api/dcat(?:\.\w+)?|api/info|info)/?$")
_FORMAT: Final = re.compile(r"[a-z0-9+-]{1,12}", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"\.\w{2,7}$")

Place = str
"""``/api/dcat``, ``/api/info`` or ``/info``, below the address of the installation."""


def base_of(url: str) -> tuple[str, Place]:
    """Part an address into that of the installation and the listing that it names, if it names one."""
    bare = url.partition("#")[0].partition("?")[0].rstrip("/")
    found = _ENDING.search(bare)
    return (bare[: found.start()], found[0].rstrip("/")) if found else (bare, "")


def is_info(page: Page) -> bool:
    """Tell the listing in JSON, also in a file, from the catalogue, which may be in JSON-LD."""
    if (page.asked or page.url).partition("?")[0].endswith("info"):
        return True
    head = page.payload.head().lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] in {b"{", b"["} and b'"@' not in head


def read_dcat(page: Page, listed: dict[str, None], met: set[str], *, promised: bool) -> Steps:
    """Read a page of Turtle; ``met`` gathers the identifiers of all pages.

    A page that was ``promised`` by the one before it holds something, or the list is not whole.

    The header that names the next page may be lost on its way through a proxy. Then a page that is just full
    is followed by one more; a version that does not page gives the same again.
    """
    steps = read_rdf(page, listed)
    if met:
        later = list(steps)
        if not _is_news(later, met):
            yield from _without_news(later, promised=promised)
            return
        steps = iter(later)
    count = 0
    for step in steps:
        if isinstance(step, RecordSeen):
            met.add(step.record.identifier)
            count += 1
        if step == ALL_READ and count == PAGE_SIZE and not page.link:
            yield _further(page, _offset(page) + PAGE_SIZE)
        else:
            yield step


def _without_news(steps: list[Step], *, promised: bool) -> Steps:
    if promised:
        yield Closed("harvester.pages.fewer-than-declared", whole=False)
    yield from [step for step in steps if isinstance(step, Ask)] or (ALL_READ,)


def _is_news(steps: list[Step], met: set[str]) -> bool:
    """Tell whether a page holds a dataset that was not there before, or anything broken."""
    return any(
        isinstance(step, RecordFailed)
        or (isinstance(step, RecordSeen) and step.record.identifier not in met)
        or (isinstance(step, Closed) and not step.whole)
        for step in steps
    )


def read_info(page: Page, base: str) -> Steps:
    """Read a page of JSON. Raises SourceError when it is no listing."""
    tree = load(page.payload.read(), page.url)
    items = list(_items(tree, page.url))
    total = _total(tree)
    if total is not None:
        yield Declared(total)
    for pointer, item in items:
        yield _event(item, pointer, page.payload.sha256, base)
    reached = _offset(page) + len(items)
    after = link_next(page.link)
    if total is not None and reached < total:
        yield _further(page, reached) if items else Closed("harvester.pages.fewer-than-declared", whole=False)
    elif total is None and after:
        yield Ask(after)
    elif total is None and len(items) in FULL and not page.link:
        yield Closed("harvester.pages.cut-by-limit", whole=False)
    else:
        yield ALL_READ


def _further(page: Page, offset: int) -> Ask:
    return Ask(f"{page.url.partition('?')[0]}?offset={offset}&limit={PAGE_SIZE}")


def _offset(page: Page) -> int:
    words = parse_qs(urlsplit(page.url).query).get("offset", ["0"])[0]
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0  # noqa: PLR2004 -- digits


def _total(tree: Any) -> int | None:  # noqa: ANN401 -- any JSON value
    paging = tree.get("paging") if isinstance(tree, dict) else None
    total = paging.get("total") if isinstance(paging, dict) else None
    return total if type(total) is int and total >= 0 else None


def _items(tree: Any, url: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- idem
    """Give pointer and item: from a list under ``datasets``, a bare list, or a map of identifiers."""
    if isinstance(tree, dict) and isinstance(tree.get("datasets"), list):
        yield from ((f"/datasets/{number}", item) for number, item in enumerate(tree["datasets"]))
    elif isinstance(tree, list):
        yield from ((f"/{number}", item) for number, item in enumerate(tree))
    elif _is_map(tree):
        for key, said in tree.items():
            pointer = "/" + key.replace("~", "~0").replace("/", "~1")
            item = {"description": said} if isinstance(said, str) else said
            yield pointer, {"identifier": key} | item if isinstance(item, dict) else item
    else:
        raise SourceError("harvester.wrong-shape", url=url, detail="datasets")


def _is_map(tree: Any) -> bool:  # noqa: ANN401 -- idem
    """Tell whether this maps ``collection/name`` to what is said of it; an error message does not."""
    return isinstance(tree, dict) and all("/" in key for key in tree)


def _event(item: Any, pointer: str, payload: str, base: str) -> Event:  # noqa: ANN401 -- idem
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", str(item)[:200])
    identifier = _identifier(item, base)
    if not identifier:
        return RecordFailed(pointer, "harvester.record.no-identifier", str(item.get("title", ""))[:200])
    if item.get("draft") in (True, "1"):
        return RecordFailed(pointer, "harvester.record.not-active", identifier, skipped=True)
    content = item | _parted(item) | {"addresses": _addresses(item, identifier, base)}
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=Kind.DATASET,
            dialect=Dialect.DATATANK,
            content=content,
            hash=fingerprint(content, Dialect.DATATANK),
            payload=payload,
            pointer=pointer,
        )
    )


def _identifier(item: Content, base: str) -> str:
    """Give ``collection/name``: as such, from its parts, or from the address of the data."""
    if isinstance(item.get("identifier"), str):
        return str(item["identifier"]).strip("/ ")
    parts = item.get("collection_uri"), item.get("resource_name")
    if all(isinstance(part, str) and part for part in parts):
        return "/".join(str(part).strip("/ ") for part in parts)
    address = _address(item)
    inside = address.removeprefix(base) if address.startswith(f"{base}/") else ""
    return _EXTENSION.sub("", inside).strip("/")


def _address(item: Content) -> str:
    return next((str(item[key]) for key in ("url", "uri") if isinstance(item.get(key), str)), "")


def _parted(item: Content) -> Content:
    """Part the keywords, which the software keeps in one string between commas."""
    said = item.get("keywords")
    if not isinstance(said, str):
        return {}
    return {"keywords": [word.strip() for word in said.split(",") if word.strip()]}


def _addresses(item: Content, identifier: str, base: str) -> Content:
    """Write where the software serves a dataset: its page, and a file per format.

    They are not in the listing, but follow from it: each dataset is served under its identifier.
    """
    page = f"{base}/{quote(identifier, safe=IN_PATH)}"
    given = item.get("formats")
    formats = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    files = {one.lower(): f"{page}.{one.lower()}" for one in formats if _FORMAT.fullmatch(one)}
    address = _address(item)
    extension = _EXTENSION.search(address)
    if extension and not files:
        files = {extension[0][1:].lower(): address}
    files = files or {one: f"{page}.{one}" for one in DEFAULT_FORMATS}
    return {"page": page, "files": [{"format": one, "url": url} for one, url in sorted(files.items())]}
