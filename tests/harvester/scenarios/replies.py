"""What can be wrong with one answer that arrives in good order: its status, its headers, its bytes."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from tests.harvester.scenarios.asking import Asked, Reply

__all__ = ["REPLIES", "Visit"]


@dataclass(frozen=True, slots=True)
class Visit:
    """An answer on its way out, and to what."""

    asked: Asked
    reply: Reply
    times: int
    """How often this was asked for, this time included."""

    def body(self, body: bytes, media_type: str = "", **headers: str) -> Reply:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        kind = media_type or self.reply.media_type
        return replace(self.reply, body=body, media_type=kind, headers=self.reply.headers | named)

    def status(self, status: int, body: bytes = b"", **headers: str) -> Reply:
        return replace(self.body(body, "text/plain", **headers), status=status)

    def again(self) -> str:
        """Give this very address, one parameter further."""
        query = self.asked.query | {"again": str(int(self.asked.query.get("again", 0)) + 1)}
        return f"{self.asked.base}/{self.asked.path}?{urlencode(query)}"

    def to(self, place: str) -> Reply:
        return self.status(302, Location=place)


Change = Callable[[Visit], Reply]

MEGABYTE: Final = 1_000_000
DEEP: Final = 100_000
BOMB: Final = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a11;</rdf:RDF>'
)
ELSEWHERE: Final = (
    '<?xml version="1.0"?><!DOCTYPE a PUBLIC "x" "{base}/secret.dtd" [<!ENTITY e SYSTEM "file:///etc/hostname">'
    '<!ENTITY f SYSTEM "{base}/secret"><!ENTITY % p SYSTEM "{base}/secret"> %p;]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&e;&f;</rdf:RDF>'
)
TEXT: Final = re.compile(rb'"(?:<p>)?Alles over (?:nummer )?3\.(?:</p>)?"')


def cut(visit: Visit) -> Reply:
    """Give the document up to the middle of a word in its second dataset, as if it were all."""
    return visit.body(visit.reply.body[: visit.reply.middle])


def busy_once(visit: Visit, asked: str) -> Reply:
    return visit.status(429, Retry_After=asked) if visit.times == 1 else visit.reply


def too_much(visit: Visit) -> Reply:
    """Manage no more than ten at once."""
    wanted = visit.asked.number("rows", "limit", "maxRecords", "maxrecords", "page_size")
    return visit.status(503) if wanted > 10 else visit.reply


def deep(visit: Visit) -> Reply:
    """Nest without end, in the notation that was asked for."""
    kind = visit.reply.media_type
    if "turtle" in kind:
        return visit.body(b"<urn:a> <urn:b> " + b"[ <urn:b> " * DEEP)
    if "xml" in kind or "html" in kind:
        return visit.body(b"<a>" * DEEP)
    return visit.body(b'{"a":[' * DEEP)


def deep_record(visit: Visit) -> Reply:
    """Nest one value 100 deep, in a document that is otherwise sound."""
    return visit.body(TEXT.sub(b"[" * 100 + b"]" * 100, visit.reply.body, count=1))


def long_number(visit: Visit) -> Reply:
    return visit.body(TEXT.sub(b"9" * 400 + b', "x": "\t"', visit.reply.body, count=1))


def packed(body: bytes) -> bytes:
    return gzip.compress(body, 9)


REPLIES: Final[dict[str, Change]] = {
    "cut": cut,
    "empty": lambda visit: visit.body(b""),
    "blank": lambda visit: visit.body(b" \n" * 500),
    "html": lambda visit: visit.body(b"<!DOCTYPE html><html><body>Onderhoud</body></html>", "text/html"),
    "wrong-type": lambda visit: visit.body(visit.reply.body, "image/png"),
    "no-type": lambda visit: visit.body(visit.reply.body, " "),
    "busy-for-seconds": lambda visit: busy_once(visit, "1"),
    "busy-until-a-date": lambda visit: busy_once(visit, "Thu, 01 Jan 2099 00:00:00 GMT"),
    "busy-for-ever": lambda visit: visit.status(429, Retry_After="86400"),
    "down": lambda visit: visit.status(503, b"down for maintenance"),
    "not-found": lambda visit: visit.status(404, b"nothing here"),
    "forbidden": lambda visit: visit.status(403),
    "error-in-json": lambda visit: replace(visit.body(b'{"error":"down"}', "application/json"), status=500),
    "too-much-at-once": too_much,
    "to-a-file": lambda visit: visit.to("file:///etc/hostname"),
    "to-the-metadata": lambda visit: visit.to("http://169.254.169.254/latest/meta-data/"),
    "to-mapped-metadata": lambda visit: visit.to("http://[::ffff:169.254.169.254]/latest/meta-data/"),
    "round-and-round": lambda visit: visit.to(visit.again()),
    "packed": lambda visit: visit.body(packed(visit.reply.body), Content_Encoding="gzip"),
    "packed-and-cut": lambda visit: visit.body(packed(visit.reply.body)[:-20], Content_Encoding="gzip"),
    "swelling": lambda visit: visit.body(b"[" + b"[]," * 10 * MEGABYTE + b"[]]"),
    "packed-badly": lambda visit: visit.body(b"\x1f\x8b\x08\x00" + b"x" * 400, Content_Encoding="gzip"),
    "gzip-bomb": lambda visit: visit.body(packed(bytes(9 * MEGABYTE)), Content_Encoding="gzip"),
    "gzip-bomb-in-another": lambda visit: visit.body(
        packed(packed(bytes(99 * MEGABYTE))), Content_Encoding="gzip, gzip"
    ),
    "entity-bomb": lambda visit: visit.body(BOMB),
    "entity-from-elsewhere": lambda visit: visit.body(ELSEWHERE.format(base=visit.asked.base).encode()),
    "deep": deep,
    "deep-record": deep_record,
    "long-number": long_number,
    "latin-1": lambda visit: visit.body(
        visit.reply.body.replace(b"Alles over", "Álles óver".encode("latin-1"))
    ),
    "utf-16": lambda visit: visit.body(visit.reply.body.decode().encode("utf-16")),
    "byte-order-mark": lambda visit: visit.body(b"\xef\xbb\xbf" + visit.reply.body),
    "nul-in-a-text": lambda visit: visit.body(visit.reply.body.replace(b"Alles over", b"Alles\x00over")),
    "nul-after-the-end": lambda visit: visit.body(visit.reply.body + bytes(64)),
    "nothing-but-nul": lambda visit: visit.body(bytes(5_000)),
}
