"""An answer to read, wherever it comes from: the network, a file, or the crawl that broke off before."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from scrapy.http import Response

from catalogue.errors import SourceError
from harvester.crawl.events import PageSeen
from harvester.crawl.job import KeptPage, SeenPage
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask

__all__ = ["Answer", "from_file", "from_kept", "from_response", "not_modified"]


@dataclass(slots=True, kw_only=True)
class Answer:
    url: str
    status: int = 200
    body: IO[bytes] | None = None
    content_type: str = ""
    link: str = ""
    etag: str = ""
    last_modified: str = ""
    cache_control: str = ""
    retrieved_at: str = ""

    def seen(self, ask: Ask, payload: Payload) -> PageSeen:
        """Give the event that tells of this answer and of the payload that it was kept as."""
        return PageSeen(
            url=self.url,
            status=self.status,
            content_type=self.content_type,
            payload=payload.sha256,
            size=payload.size,
            retrieved_at=self.retrieved_at,
            file=payload.file,
            asked=ask.url,
            link=self.link,
            etag=self.etag,
            last_modified=self.last_modified,
            item=ask.item,
        )


def from_response(response: Response) -> Answer:
    return Answer(
        url=response.url,
        status=response.status,
        body=response.meta.pop("on_disk", None),
        content_type=_header(response, "Content-Type"),
        link=b", ".join(response.headers.getlist("Link")).decode("latin-1"),
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        cache_control=_header(response, "Cache-Control"),
        retrieved_at=_now(),
    )


def from_file(path: Path, url: str) -> Answer:
    """Open a local file. Raises SourceError when that cannot be."""
    try:
        return Answer(url=path.as_uri(), body=path.open("rb"), retrieved_at=_now())
    except FileNotFoundError as error:
        raise SourceError("harvester.file-not-found", url=url, detail="") from error
    except OSError as error:
        raise SourceError("harvester.file-unreadable", url=url, detail=error.strerror) from error


def from_kept(page: KeptPage, spool: Path) -> Answer:
    """Open a page of the crawl that broke off, as it was then."""
    return Answer(
        url=page.url,
        body=(spool / page.file).open("rb"),
        content_type=page.content_type,
        link=page.link,
        retrieved_at=page.retrieved_at,
    )


def not_modified(answer: Answer, ask: Ask, seen: SeenPage) -> PageSeen:
    """Give the event for a page that the source did not send again."""
    return PageSeen(
        url=answer.url,
        status=answer.status,
        content_type=answer.content_type,
        payload=seen.payload,
        size=0,
        retrieved_at=answer.retrieved_at,
        file="",
        asked=ask.url,
        etag=answer.etag or seen.etag,
        last_modified=answer.last_modified or seen.last_modified,
        item=ask.item,
    )


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
