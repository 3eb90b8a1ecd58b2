"""What went wrong on the way to a source, as the key of a message; nobody reads an exception's name."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy import exceptions as scrapy
from twisted.web.client import ResponseNeverReceived

from catalogue.errors import SourceError
from harvester.crawl.guard import ForbiddenAddress, ForbiddenScheme, NotSecure
from harvester.crawl.resolver import refused_names
from harvester.crawl.robots import RobotsForbidden, RobotsUnreachable

__all__ = ["explain", "from_status"]

_KEYS: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (ForbiddenAddress, "harvester.private-address"),
    (ForbiddenScheme, "harvester.scheme"),
    (NotSecure, "harvester.not-secure"),
    (RobotsForbidden, "harvester.robots"),
    (RobotsUnreachable, "harvester.robots-unreachable"),
    (scrapy.CannotResolveHostError, "harvester.unknown-host"),
    (scrapy.DownloadConnectionRefusedError, "harvester.refused"),
    (scrapy.DownloadTimeoutError, "harvester.timeout"),
    (scrapy.DownloadCancelledError, "harvester.too-large"),
    (scrapy.ResponseDataLossError, "harvester.broken-off"),
    (scrapy.UnsupportedURLSchemeError, "harvester.scheme"),
    (scrapy.IgnoreRequest, "harvester.redirects"),
    (ResponseNeverReceived, "harvester.broken-off"),
    (scrapy.DownloadFailedError, "harvester.broken-off"),
)

_UNTRUSTED: Final = ("certificate verify failed", "VerificationError")
"""What OpenSSL and service_identity say of a certificate that does not hold for the host."""


def explain(error: BaseException | None, url: str) -> SourceError:
    """Name what kept a request from its answer."""
    if isinstance(error, RobotsUnreachable) and _is_of_host(error.__cause__, url):
        return explain(error.__cause__, url)
    if urlsplit(url).hostname in refused_names:
        return SourceError("harvester.private-address", url=url, detail="")
    if any(sign in _said(error) for sign in _UNTRUSTED):
        return SourceError("harvester.untrusted", url=url, detail=_said(error))
    key = next((key for kind, key in _KEYS if isinstance(error, kind)), "harvester.broken-off")
    return SourceError(key, url=url, detail=_said(error))


def _is_of_host(cause: BaseException | None, url: str) -> bool:
    """Tell whether what kept us from robots.txt keeps us from the whole site, and so says more."""
    if isinstance(cause, ForbiddenAddress):
        return str(cause) == urlsplit(url).hostname
    return cause is not None and not isinstance(cause, scrapy.IgnoreRequest)


def from_status(status: int, url: str) -> SourceError:
    """Name an answer that is not the one asked for."""
    if status == 202:  # noqa: PLR2004 -- Accepted: it is being made
        return SourceError("harvester.building", url=url, status=status, detail="")
    if 300 <= status < 400:  # noqa: PLR2004 -- a redirect that Scrapy would not follow
        return SourceError("harvester.redirects", url=url, detail="")
    if status in {401, 403}:
        return SourceError("harvester.forbidden", url=url, status=status, detail="")
    if status in {404, 410}:
        return SourceError("harvester.not-found", url=url, status=status, detail="")
    return SourceError("harvester.http-status", url=url, status=status, detail="")


def _said(error: BaseException | None) -> str:
    return "; ".join(part for part in _parts(error) if part)


def _parts(error: Any) -> Iterator[str]:  # noqa: ANN401 -- Twisted's failures and exceptions alike
    yield f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if error.__cause__ is not None:
        yield f"{type(error.__cause__).__name__}: {error.__cause__}"
