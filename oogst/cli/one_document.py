"""``oogst check`` of what is no catalogue: one look at one document, on the web or on disk."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.testimony import Observation, Role
from harvester.detect import Detection
from harvester.locations import local_path, web_address
from harvester.probe import ProbeManners, look_at
from harvester.probe.sample import sample_of
from oogst.cli.console import console, print_json, screen_language
from oogst.report.beside import document_document, document_lines
from oogst.settings import settings

__all__ = ["catalogue_or_document", "look", "show"]

UNRECOGNISED: Final = frozenset({"harvester.not-recognised", "harvester.nothing-found"})
NO_DATA: Final = frozenset({"", "TXT"})
SAMPLE: Final = 64 * 1024

Document = dict[str, Any]


def catalogue_or_document(
    target: str, detected: Callable[[], Detection], *, allow_private: bool
) -> Detection | Document:
    """Give how a place may be harvested, or what one look shows where it is no catalogue and does hold data.

    Raises SourceError where it is neither.
    """
    try:
        return detected()
    except SourceError as error:
        if error.key not in UNRECOGNISED:
            raise
        document = look(target, allow_private=allow_private)
        sample = document["sample"]
        if not sample or sample["page"] or (sample["format"] or "") in NO_DATA or not sample["parses"]:
            raise
        return document


def look(target: str, *, allow_private: bool) -> Document:
    """Look at one document and keep nothing."""
    path = local_path(target)
    if path is None:
        manners = ProbeManners(contact=settings().contact)
        seen = look_at(web_address(target), manners=manners, private=allow_private).observation
        return document_document(target, seen, screen_language(), served=True)
    return document_document(target, _of_file(path), screen_language(), served=False)


def _of_file(path: Path) -> Observation:
    url = path.resolve().as_uri()
    try:
        with path.open("rb") as file:
            body = file.read(SAMPLE + 1)
    except FileNotFoundError as error:
        raise SourceError("harvester.file-not-found", url=str(path), detail="") from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise SourceError("harvester.file-unreadable", url=str(path), detail=detail) from error
    sample = sample_of(body, whole=len(body) <= SAMPLE, url=url)
    now = datetime.now(UTC)
    return Observation(url=url, role=Role.DOWNLOAD, asked=url, at=now, vantage="", method="", sample=sample)


def show(document: Document, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    for part in document_lines(document, screen_language()):
        console().print(part)
