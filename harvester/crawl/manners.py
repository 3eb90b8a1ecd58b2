"""Patience: a busy portal is asked again later, and not sooner than it says.

Law: waits grow, follow ``Retry-After``, and end.
"""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

__all__ = ["PatientRetryMiddleware", "asked_wait"]


def asked_wait(value: str, now: datetime) -> float:
    """Read ``Retry-After``, seconds or an HTTP date; 0 when it says nothing usable."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, with a wait before each; a request may name more statuses to retry in its meta."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        codes = self.retry_http_codes | set(request.meta.get("retry_also", ()))
        if response.status not in codes:
            return response
        again = self._retry(request, str(response.status))
        if again is None:
            return response
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        await self._wait(again, asked_wait(header, datetime.now(UTC)))
        return again

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, self.exceptions_to_retry):
            return None
        again = self._retry(request, exception)
        if again is not None:
            await self._wait(again, 0)
        return again

    async def _wait(self, again: Request, asked: float) -> None:
        settings = self.crawler.settings
        grown = settings.getfloat("OOGST_BACKOFF") * 2.0 ** (again.meta["retry_times"] - 1)
        await asyncio.sleep(min(max(grown, asked), settings.getfloat("OOGST_MAX_WAIT")))
