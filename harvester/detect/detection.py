"""From a place to a source: which protocol, at which address, and what was tried to find out."""

import gzip
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import CrawlSettings, ProbeSeen, probe
from harvester.detect.evidence import Probe
from harvester.detect.sight import look
from harvester.detect.sniff import HEAD, is_html
from harvester.locations import local_path, web_address

__all__ = ["Detection", "Probe", "detect"]


@dataclass(frozen=True, slots=True)
class Detection:
    protocol: Protocol
    url: str
    """What a source of this protocol is to be given."""
    evidence: tuple[Probe, ...]


def detect(url: str, *, settings: CrawlSettings, allow_private: bool = False) -> Detection:
    """Find out how a web address or file may be harvested. Raises SourceError when it may not.

    A page that describes datasets counts only where no API or document of the site was recognised.
    """
    path = local_path(url)
    if path is not None:
        return _of_file(path, url)
    probes: list[Probe] = []
    page: ProbeSeen | None = None
    with closing(probe(web_address(url), settings=settings, allow_private=allow_private)) as seen:
        for one in seen:
            probes.append(_probe(one))
            if one.protocol == Protocol.SCHEMA_ORG:
                page = page or one
            elif one.protocol:
                return Detection(Protocol(one.protocol), one.endpoint, tuple(probes))
    if page is not None:
        return Detection(Protocol(page.protocol), page.endpoint, tuple(probes))
    raise _no_way(url, probes)


def _probe(seen: ProbeSeen) -> Probe:
    if seen.protocol:
        return Probe(
            seen.url,
            seen.status,
            seen.content_type,
            "harvester.saw",
            {"protocol": seen.protocol, "url": seen.url},
        )
    return Probe(seen.url, seen.status, seen.content_type, seen.key, dict(seen.facts))


def _no_way(url: str, probes: list[Probe]) -> SourceError:
    """Say what was wrong with the given address itself; a page without a known endpoint is not recognised."""
    first = probes[0] if probes else None
    if first is None:
        return SourceError("harvester.child-died", url=url, detail="")
    if len(probes) == 1 or first.key not in {"harvester.html", "harvester.not-recognised"}:
        return SourceError(first.key, **first.facts)
    tried = "\n".join(
        f"  {probe.url}: {probe.status or probe.key.removeprefix('harvester.')}" for probe in probes
    )
    return SourceError("harvester.nothing-found", url=url, tried=tried, detail="")


def _of_file(path: Path, url: str) -> Detection:
    head = _head(path, url)
    if not head.strip():
        raise SourceError("harvester.empty", url=url, detail="")
    sight = look(head, "", path.name)
    if sight is None and is_html(head):
        raise SourceError("harvester.html", url=url, detail="")
    protocol = sight.protocol if sight else None
    if protocol is None:
        raise SourceError("harvester.not-recognised", url=url, detail=head[:60].decode(errors="replace"))
    saw = Probe(url, 0, "", "harvester.saw", {"protocol": protocol.value, "url": url})
    return Detection(protocol, path.as_uri(), (saw,))


def _head(path: Path, url: str) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            return gzip.GzipFile(fileobj=file).read(HEAD) if packed else file.read(HEAD)
    except FileNotFoundError as error:
        raise SourceError("harvester.file-not-found", url=url, detail="") from error
    except OSError as error:
        raise SourceError(
            "harvester.file-unreadable", url=url, detail=error.strerror or str(error)
        ) from error
    except (EOFError, zlib.error) as error:
        raise SourceError("harvester.unparseable", url=url, detail=f"gzip: {error}") from error
