"""One address looked at: which requests, in which order, and what they tell. The protocol of a probe.

HEAD first; GET of the first bytes where HEAD tells nothing or where a sample is wanted; once more with the
validators that came; RDF asked for where another document may be behind the same address.
"""

from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from catalogue.testimony import Answer, Observation, Role, Sample
from harvester.probe.detours import astray, barrier
from harvester.probe.manners import SAMPLE
from harvester.probe.reply import NoReply, Reply
from harvester.probe.sample import sample_of
from harvester.probe.services import RDF, Question, question
from harvester.probe.visiting import Visitor, Walk

__all__ = ["Address", "Probed", "probe"]

DATA: Final = frozenset({Role.DOWNLOAD, Role.ACCESS, Role.ENDPOINT})
READ: Final = DATA | {Role.OWN}
"""Of these the first bytes are looked at, whatever HEAD says."""
KEPT: Final = frozenset(
    {
        "accept-ranges",
        "access-control-allow-credentials",
        "access-control-allow-headers",
        "access-control-allow-methods",
        "access-control-allow-origin",
        "access-control-expose-headers",
        "age",
        "allow",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-range",
        "content-type",
        "date",
        "etag",
        "expires",
        "last-modified",
        "link",
        "memento-datetime",
        "pragma",
        "retry-after",
        "server",
        "strict-transport-security",
        "vary",
        "www-authenticate",
    }
)
TOO_MANY: Final = 429
NO_SUCH_PART: Final = 416
"""What an empty file has no beginning for."""
LONGEST_HEADER: Final = 2000
OF_HEAD: Final = frozenset({"timeout", "reset", "bad-answer"})
"""Failures that HEAD alone may give."""
OF_FILES: Final = frozenset(
    {"csv", "gif", "gpkg", "gz", "jpeg", "jpg", "nc", "ods", "parquet", "pdf", "png", "shp", "tsv", "txt"}
    | {"xls", "xlsx", "zip"}
)
RDF_TYPES: Final = frozenset(
    {
        "application/ld+json",
        "application/n-quads",
        "application/n-triples",
        "application/rdf+xml",
        "application/trig",
        "text/n3",
        "text/turtle",
    }
)


class Address(NamedTuple):
    url: str
    role: Role
    hint: str = ""
    private: bool = False
    """A source that names it is configured for private places."""


class Probed(NamedTuple):
    observation: Observation
    bodies: dict[str, bytes]
    """The sampled bytes, by their SHA-256."""


async def probe(visitor: Visitor, address: Address, at: datetime) -> Probed:
    """Look at an address. Whatever happens, it becomes an observation."""
    seen = Observation(
        url=address.url,
        role=address.role,
        asked=address.url,
        at=at,
        vantage=visitor.manners.vantage,
        method="HEAD",
    )
    try:
        asking = question(address.url, address.role, address.hint)
        parts = urlsplit(asking.url)
    except ValueError:
        return Probed(replace(seen, failure="not-a-url"), {})
    if parts.scheme not in {"http", "https"}:
        return Probed(replace(seen, failure="scheme"), {})
    if not parts.hostname:
        return Probed(replace(seen, failure="not-a-url"), {})
    return await _Look(visitor, address, asking).observe(replace(seen, asked=asking.url))


class _Look:
    """One look at one address."""

    def __init__(self, visitor: Visitor, address: Address, asking: Question) -> None:
        self._visitor = visitor
        self._address = address
        self._asking = asking
        self._headers = {"Accept": asking.accept, "Origin": visitor.manners.origin}
        self._bodies: dict[str, bytes] = {}

    async def observe(self, seen: Observation) -> Probed:
        begun = monotonic()
        head, walk = await self._answer()
        took = round((monotonic() - begun) * 1000)
        seen = replace(
            seen,
            head=head,
            failure=walk.failure,
            tls=walk.tls,
            redirects=tuple(walk.redirects),
            milliseconds=took,
        )
        if walk.reply is not None:
            seen = self._told(seen, walk.reply)
            seen = await self._looked_further(seen, walk.reply)
        elif walk.failure == "tls":
            seen = replace(seen, unverified=await self._unverified(walk.last))
        return Probed(seen, self._bodies)

    async def _answer(self) -> tuple[int | None, Walk]:
        """Give what HEAD gave where GET was needed, and the answer."""
        data = self._address.role in READ
        if data and self._asking.service:
            return None, await self._get()
        head = await self._walk("HEAD", self._headers)
        status = head.reply.status if head.reply else None
        if head.failure not in OF_HEAD and status is None:
            return None, head
        if status is None or (status != TOO_MANY and (data or _says_nothing(head))):
            return status, await self._get()
        return None, head

    async def _get(self) -> Walk:
        walk = await self._walk("GET", {**self._headers, "Range": f"bytes=0-{SAMPLE - 1}"})
        if walk.reply is not None and walk.reply.status == NO_SUCH_PART:
            return await self._walk("GET", self._headers)
        return walk

    async def _walk(self, method: str, headers: dict[str, str]) -> Walk:
        return await self._visitor.walk(method, self._asking.url, headers, private=self._address.private)

    def _told(self, seen: Observation, reply: Reply) -> Observation:
        return replace(
            seen,
            method=reply.method,
            status=reply.status,
            headers={name: value[:LONGEST_HEADER] for name, value in reply.headers.items() if name in KEPT},
            request={name.lower(): value for name, value in reply.sent.items()},
            length=reply.length,
            barrier=barrier(self._asking.url, reply),
            astray=astray(self._asking.url, reply),
            sample=self._sample(reply),
        )

    def _sample(self, reply: Reply) -> Sample | None:
        if reply.method != "GET" or not 200 <= reply.status < 300:  # noqa: PLR2004  it was given
            return None
        sample = sample_of(
            reply.body,
            whole=reply.whole,
            content_type=reply.headers.get("content-type", ""),
            url=reply.url,
            link=reply.headers.get("link", ""),
        )
        if reply.cut:
            sample = replace(sample, warnings=(*sample.warnings, reply.cut))
        self._bodies[sample.sha256] = reply.body
        return sample

    async def _looked_further(self, seen: Observation, reply: Reply) -> Observation:
        if self._address.role not in DATA or seen.answer is not Answer.GIVEN:
            return seen
        seen = replace(seen, conditional=await self._again(reply))
        return await self._negotiated(seen, reply) if self._may_be_rdf(reply) else seen

    async def _again(self, reply: Reply) -> int | None:
        """Ask again with the validators that came: who keeps a copy should not have to fetch it."""
        validators = {
            name: value
            for name, header in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
            if (value := reply.headers.get(header, ""))
        }
        if not validators:
            return None
        headers = {**self._headers, **validators}
        try:
            again = await self._visitor.ask("GET", reply.url, headers, 0, private=self._address.private)
        except NoReply:
            return None
        return again.status

    def _may_be_rdf(self, reply: Reply) -> bool:
        kind = _type_of(reply)
        if self._asking.service or kind in RDF_TYPES:
            return False
        if "accept" in {one.strip().lower() for one in reply.headers.get("vary", "").split(",")}:
            return True
        extension = urlsplit(reply.url).path.rpartition("/")[2].rpartition(".")[2].lower()
        return extension not in OF_FILES and kind in {
            "text/html",
            "application/xhtml+xml",
            "application/json",
        }

    async def _negotiated(self, seen: Observation, reply: Reply) -> Observation:
        walk = await self._walk("GET", {**self._headers, "Accept": RDF, "Range": f"bytes=0-{SAMPLE - 1}"})
        other = walk.reply
        if other is None or not 200 <= other.status < 300 or _type_of(other) not in RDF_TYPES:  # noqa: PLR2004  it was given
            return seen
        same = other.body == reply.body
        return replace(seen, negotiated=_type_of(other), rdf=None if same else self._sample(other))

    async def _unverified(self, url: str) -> int | None:
        """Look once without minding the certificate, to see whether a server is behind it."""
        try:
            reply = await self._visitor.ask(
                "HEAD", url, self._headers, 0, private=self._address.private, verify=False
            )
        except NoReply:
            return None
        return reply.status


def _says_nothing(walk: Walk) -> bool:
    """Tell whether HEAD gave an error, of which servers say more to GET, or no type."""
    reply = walk.reply
    if reply is None:
        return False
    return reply.status >= 400 or (reply.status == 200 and not reply.headers.get("content-type"))  # noqa: PLR2004  idem


def _type_of(reply: Reply) -> str:
    return reply.headers.get("content-type", "").partition(";")[0].strip().lower()
