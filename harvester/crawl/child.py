"""One crawl, in the process that the fork server made for it.

It reads its job from standard input and speaks on the wire.
Law: one job, one process; when the parent goes, so does the child.
"""

import logging
import os
import resource
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from twisted.python.failure import Failure

from harvester.crawl.document import DocumentSpider
from harvester.crawl.events import CrawlFailed
from harvester.crawl.job import Job, Task
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.wire import Wire
from harvester.detect.spider import ProbeSpider
from harvester.protocols import spider_for

__all__ = ["main", "scrapy_settings"]

RETRY_CODES: Final = (408, 425, 429, 500, 502, 503, 504, 522, 524)
RETRY_EXCEPTIONS: Final = (
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
)
"""An unknown host is no passing trouble: a mistyped address gets its answer at once."""
EXTENSIONS: Final = {"scrapy.extensions.throttle.AutoThrottle": 0}
MIDDLEWARES: Final = {
    "harvester.crawl.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "harvester.crawl.manners.PatientRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "harvester.crawl.guard.GuardMiddleware": 999,
}
SPIDER_MIDDLEWARES: Final = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": 900,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": 1000,
}
"""All that runs, instead of what of Scrapy's own list does not: it loads what it is to leave out, too."""


def main() -> None:
    wire = Wire()
    job = Job.decode(sys.stdin.buffer.readline())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _limit_memory(job.settings.max_memory)
    spider = _spider(job)
    process = AsyncCrawlerProcess(scrapy_settings(job, obeys_robots=spider.obeys_robots))
    logging.basicConfig(stream=sys.stderr)
    logging.disable(logging.INFO)
    crawler = process.create_crawler(spider)
    report = _reporter(job, wire)
    crawler.signals.connect(report, signal=signals.spider_error)
    process.crawl(crawler, job=job, wire=wire)
    process.start()
    wire.flush()


def _spider(job: Job) -> type[CatalogueSpider] | type[ProbeSpider]:
    if job.task is Task.CRAWL:
        return spider_for(job.source.protocol)
    return DocumentSpider if job.task is Task.DOCUMENT else ProbeSpider


def scrapy_settings(job: Job, *, obeys_robots: bool) -> dict[str, Any]:
    """Turn our settings and those of the source into Scrapy's."""
    ours, source = job.settings, job.source
    return {
        "ROBOTSTXT_OBEY": obeys_robots,
        "REFERRER_POLICY": "no-referrer",
        "LOG_INSTALL_ROOT_HANDLER": False,
        "EXTENSIONS_BASE": EXTENSIONS,
        "STATS_DUMP": False,
        "USER_AGENT": ours.user_agent,
        "CONCURRENT_REQUESTS": source.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.concurrency,
        "DOWNLOAD_DELAY": source.delay,
        "AUTOTHROTTLE_ENABLED": _is_remote(source.url),
        "AUTOTHROTTLE_START_DELAY": max(0.5, source.delay),
        "AUTOTHROTTLE_MAX_DELAY": 30,
        "DOWNLOAD_MAXSIZE": ours.max_size,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": ours.timeout,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "TWISTED_DNS_RESOLVER": "harvester.crawl.resolver.GuardedResolver",
        "REDIRECT_MAX_TIMES": ours.max_redirects,
        "RETRY_TIMES": ours.retries,
        "RETRY_HTTP_CODES": list(RETRY_CODES),
        "RETRY_EXCEPTIONS": list(RETRY_EXCEPTIONS),
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "DOWNLOAD_HANDLERS_BASE": dict.fromkeys(
            ("http", "https"), "harvester.crawl.download.SpoolingDownloadHandler"
        ),
        "DOWNLOADER_MIDDLEWARES_BASE": MIDDLEWARES,
        "SPIDER_MIDDLEWARES_BASE": SPIDER_MIDDLEWARES,
    } | _own_settings(job)


def _own_settings(job: Job) -> dict[str, Any]:
    return {
        "OOGST_ALLOW_PRIVATE": job.source.allow_private,
        "OOGST_ONLY_SECURE": job.task is Task.DOCUMENT and not job.source.allow_private,
        "OOGST_BACKOFF": job.settings.backoff,
        "OOGST_MAX_WAIT": job.settings.max_wait,
        "OOGST_SPOOL": str(job.spool),
    }


def _is_remote(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return bool(host) and host not in {"localhost", "::1"} and not host.startswith("127.")


def _reporter(job: Job, wire: Wire) -> Callable[..., None]:
    """Make the listener that turns a defect of ours into a recorded failure with its traceback."""

    def report(failure: Failure) -> None:
        wire.send(CrawlFailed("harvester.defect", {"url": job.source.url, "detail": failure.getTraceback()}))

    return report


def _limit_memory(size: int) -> None:
    """Have this process run out of memory before the machine does, where the system knows such a limit."""
    with suppress(OSError, ValueError):  # there is a lower one already
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _leave_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)
