"""What a probe of one address saw, at one moment, from one place. A stored fact: it judges nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from catalogue.testimony.facts import Facts

__all__ = ["Answer", "Discount", "Observation", "Redirect", "Role", "Sample"]


NOT_ASKED: Final = frozenset({"scheme", "not-a-url", "private-address", "robots", "robots-unreachable"})
"""Failures of probes that asked nothing."""
BARRING: Final = frozenset({401, 402, 403, 407, 429, 451})


class Role(StrEnum):
    """What an address is to the entry that names it: it decides how it is asked."""

    DOWNLOAD = "download"
    ACCESS = "access"
    ENDPOINT = "endpoint"
    """Of a service: asked as its standard wants, not as the bare address."""
    PAGE = "page"
    """Landing page, documentation, page of a contact: a page for people."""
    OWN = "own"
    """A page of the publisher itself, of which the words count: its beginning is read."""
    LICENCE = "licence"
    STANDARD = "standard"
    THING = "thing"
    """One of the things that the data describe (``Facts.subjects``): does its IRI lead anywhere?"""


class Answer(StrEnum):
    """What came of a probe, in one word."""

    GIVEN = "given"
    """What was asked for, to an anonymous visitor."""
    BARRED = "barred"
    """Something is there, and keeps us out or asks us to come later: neither up nor down."""
    FAILED = "failed"
    """No answer, an error, or something else than what was asked for."""
    NONE = "none"
    """We did not ask: no web address, forbidden by robots.txt, a private place."""


class Discount(StrEnum):
    """Why an observation is kept and counts for nothing."""

    NONE = ""
    OWN_OUTAGE = "own-outage"
    """Our own side could reach nothing at that moment."""


@dataclass(frozen=True, slots=True)
class Redirect:
    status: int
    url: str
    """Where it sent to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the first bytes of an answer are, found without asking anything more."""

    sha256: str
    """Of the bytes below; they are kept as a payload."""
    size: int
    """Bytes looked at, at most 65,536."""
    whole: bool
    """Nothing came after them."""
    format: str = ""
    """Code of the EU file-type list that the bytes themselves show; empty: not recognised."""
    page: bool = False
    """A page for people: HTML that is no data."""
    parses: bool | None = None
    """``None``: nothing here reads this format."""
    records: int | None = None
    warnings: tuple[str, ...] = ()
    """Codes: ``charset``, ``delimiter``, ``ragged``, ..."""
    facts: Facts = field(default_factory=Facts)
    """More that rules look at: triples, subjects, times, links to earlier pages, places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One probe: what was asked and what came of it."""

    url: str
    """As the entry gives it."""
    role: Role
    asked: str
    """What was asked in truth: of a service its capabilities."""
    at: datetime
    vantage: str
    """Name of the place that asked."""
    method: str
    """Of the request that gave the answer: HEAD or GET."""
    status: int | None = None
    """Of the final answer; ``None``: no answer."""
    failure: str = ""
    """Why there is none: ``dns``, ``refused``, ``timeout``, ``tls``, ``reset``, ``unreachable``,
    ``bad-answer``, ``too-many-redirects``, ``redirect-elsewhere`` (to no web address), ``private-address``,
    ``robots``, ``robots-unreachable``, ``scheme``, ``not-a-url``."""
    redirects: tuple[Redirect, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    """Of the final answer, names in lower case, only those that rules and people look at."""
    tls: str = ""
    """``valid``, ``expired``, ``wrong-host``, ``untrusted``, ``broken``; empty: not encrypted."""
    conditional: int | None = None
    """Status of the same request asked again with its validators; ``None``: it gave none."""
    negotiated: str = ""
    """Content type that came when RDF was asked for; empty: not asked or not given."""
    barrier: str = ""
    """``login``, ``api-key``, ``forbidden``: what keeps an anonymous visitor out."""
    milliseconds: int = 0
    length: int | None = None
    """Bytes of the whole, as the server gives them."""
    sample: Sample | None = None
    discount: Discount = Discount.NONE
    request: dict[str, str] = field(default_factory=dict)
    """Headers that were sent for the answer, names in lower case."""
    head: int | None = None
    """What HEAD gave, where GET gave the answer; ``None``: HEAD was not tried or gave none."""
    astray: str = ""
    """Where redirects ended instead of at what was asked for: ``not-found``, ``home``."""
    unverified: int | None = None
    """Where the certificate failed: the status that came when nobody looked at it; ``None``: none came."""
    rdf: Sample | None = None
    """What came when RDF was asked for, where the answer without asking is another document."""

    @property
    def answer(self) -> Answer:
        if self.failure in NOT_ASKED:
            return Answer.NONE
        if self.barrier or self.status in BARRING:
            return Answer.BARRED
        if self.status is None or self.astray or not HTTPStatus(200) <= self.status < HTTPStatus(300):
            return Answer.FAILED
        return Answer.GIVEN

    @property
    def content(self) -> str:
        """Tell this content from another: empty where none was seen."""
        if self.sample is None or self.answer is not Answer.GIVEN:
            return ""
        if self.sample.whole or self.length is None:
            return self.sample.sha256
        return sha256(f"{self.sample.sha256} {self.length}".encode()).hexdigest()
