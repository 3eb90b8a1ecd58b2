"""Bodies on disk instead of in memory: a catalogue of 250 MB costs no more memory than a small one.

Scrapy gathers a body in a buffer that it makes itself. This handler lays another buffer under it, as Twisted
hands over the response: the one place in the project that leans on Scrapy's inner names (``_pool._factory``,
``_bodybuf``, ``_request``), so Scrapy is pinned to 2.19 and a test crawls a large body.
"""

from tempfile import TemporaryFile
from typing import IO, Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _LenientHTTP11ClientProtocol
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.web.client import _HTTP11ClientFactory

__all__ = ["DiskBuffer", "SpoolingDownloadHandler"]


class DiskBuffer:
    """What Scrapy asks of its body buffer, over an unnamed file. The body it shows to Scrapy is empty."""

    def __init__(self, folder: str) -> None:
        self.file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 -- lives as long as the page

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def truncate(self, size: int) -> int:
        return self.file.truncate(size)

    def getvalue(self) -> bytes:
        return b""


class _SpoolingProtocol(_LenientHTTP11ClientProtocol):
    def __init__(self, quiescent: Any, folder: str) -> None:  # noqa: ANN401 -- Twisted's untyped callback
        super().__init__(quiescent)  # type: ignore[no-untyped-call]  # Twisted
        self._folder = folder

    def request(self, request: Any) -> Any:  # noqa: ANN401 -- Twisted's untyped request and response
        return super().request(request).addCallback(self._lay_buffer)

    def _lay_buffer(self, response: Any) -> Any:  # noqa: ANN401 -- idem
        deliver = response.deliverBody

        def deliver_to_disk(reader: Any) -> None:  # noqa: ANN401 -- Scrapy's private reader
            if hasattr(reader, "_bodybuf"):
                reader._bodybuf = DiskBuffer(self._folder)  # noqa: SLF001 -- see above
                reader._request.meta["on_disk"] = reader._bodybuf.file  # noqa: SLF001 -- see above
            deliver(reader)

        response.deliverBody = deliver_to_disk
        return response


class SpoolingDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https; the body is left in ``request.meta["on_disk"]``."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        folder = crawler.settings["OOGST_SPOOL"]

        class Factory(_HTTP11ClientFactory):
            noisy = False

            def buildProtocol(self, addr: Any) -> _SpoolingProtocol:  # noqa: ANN401, ARG002, N802 -- Twisted's
                return _SpoolingProtocol(self._quiescentCallback, folder)

        self._pool._factory = Factory  # noqa: SLF001 -- see above

    async def download_request(self, request: Request) -> Response:
        request.meta.pop("on_disk", None)  # of an earlier attempt
        return await super().download_request(request)
