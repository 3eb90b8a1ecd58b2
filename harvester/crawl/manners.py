"""Patience: a busy portal is asked again later, and not sooner than it says.

Law: waits grow, follow ``Retry-After``, and end.
"""

import asyncio
from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.utils.misc import load_object

from harvester.patience import asked_wait

__all__ = ["PatientRetryMiddleware"]


class PatientRetryMiddleware:
    """Asks again after a wait; a request may name more statuses that mean "later" in its meta."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.statuses = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self.exceptions = tuple(load_object(name) for name in settings.getlist("RETRY_EXCEPTIONS"))
        self.backoff = settings.getfloat("OOGST_BACKOFF")
        self.longest = settings.getfloat("OOGST_MAX_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in self.statuses | set(request.meta.get("retry_also", ())):
            return response
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = asked_wait(header, datetime.now(UTC))
        return await self._again(request, str(response.status), asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, self.exceptions):
            return None
        return await self._again(request, exception, 0)

    async def _again(self, request: Request, reason: str | Exception, asked: float) -> Request | None:
        """Make the request anew after its wait, or None when it has had its turns."""
        if self.crawler.spider is None:
            return None
        again = get_retry_request(
            request,
            spider=self.crawler.spider,
            reason=reason,
            max_retry_times=request.meta.get("max_retry_times"),
        )
        if again is not None:
            grown = self.backoff * 2.0 ** (again.meta["retry_times"] - 1)
            await asyncio.sleep(min(max(grown, asked), self.longest))
        return again
