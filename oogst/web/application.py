"""The requests that are answered, and how: reading only, from one folder, failing in plain text."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from catalogue.targets.events import LASTING
from oogst.web.addresses import Elsewhere, File, OneOf, WhereFound, asked
from oogst.web.log import AccessLog
from oogst.web.media import chosen
from oogst.web.refusals import refusal
from oogst.web.sending import sent
from oogst.web.shelf import Shelf

__all__ = ["application"]

READING: Final = ("GET", "HEAD", "OPTIONS")
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Range, Content-Length, Link, Location",
    "X-Content-Type-Options": "nosniff",
}
"""Open data may be read from any page; no answer depends on who asks."""
PREFLIGHT: Final = {
    "Allow": ", ".join(READING),
    "Access-Control-Allow-Methods": ", ".join(READING),
    "Access-Control-Allow-Headers": "Accept, If-Match, If-Modified-Since, If-None-Match, If-Range, "
    "If-Unmodified-Since, Range",
    "Access-Control-Max-Age": "86400",
}
EVENTS: Final = "events"
log = logging.getLogger(__name__)


def application(folder: Path) -> Starlette:
    """Make the application that serves a folder of feeds and nothing else."""
    return Starlette(
        routes=[
            Route("/health", _guarded(_Health(folder).answer), methods=READING),
            Route("/{path:path}", _guarded(_Reading(folder).answer), methods=READING),
        ],
        middleware=[Middleware(AccessLog)],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )


def _guarded(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Open every answer to readers of other sites, and tell in plain text of a disk that does not answer."""

    def guarded(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=OPEN | PREFLIGHT)
        try:
            response = answer(request)
        except OSError as error:
            log.warning("%s", error.strerror or type(error).__name__)
            response = refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers.update(OPEN)
        return response

    return guarded


class _Reading:
    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)

    def answer(self, request: Request) -> Response:
        match asked("/" + request.path_params["path"]):
            case File() as file:
                return self._file(request, file, {})
            case OneOf(forms):
                form = chosen(request.headers.get("accept", ""), list(forms))
                return self._form(request, form, forms[form])
            case Elsewhere(location):
                return _see(location)
            case WhereFound(places):
                found = next((where for where, file in places.items() if self._shelf.holds(file)), "")
                return _see(found) if found else refusal(HTTPStatus.NOT_FOUND)
        return refusal(HTTPStatus.NOT_FOUND)

    def _form(self, request: Request, form: str, file: File) -> Response:
        """Answer with the form that was chosen, and say that another reader may get another."""
        if form == "html" and file.parts[-1] == "index.html":
            there = "/".join((*file.parts[:-1], ""))
            return _see(there or "./", Vary="Accept")
        root = "../" * request.path_params["path"].count("/")
        headers = {"Vary": "Accept, Accept-Encoding", "Content-Location": root + "/".join(file.parts)}
        return self._file(request, file, headers)

    def _file(self, request: Request, file: File, headers: dict[str, str]) -> Response:
        opened = self._shelf.open(file)
        if opened is None:
            return self._missing(file)
        status = HTTPStatus.GONE if self._is_tombstone(file) else HTTPStatus.OK
        return sent(request, file, opened, status=status, lasting=_is_closed(file), headers=headers)

    def _missing(self, file: File) -> Response:
        """Tell an address that is no longer from one that ought to be: a feed that is known comes back."""
        if file.publisher and self._shelf.knows(file.publisher):
            return refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        stem = file.parts[-1].rpartition(".")[0]
        page = File((*file.parts[:-1], f"{stem}.html"))
        if _is_entry(file) and file.suffix != "html" and self._shelf.holds(page):
            return refusal(HTTPStatus.GONE)
        return refusal(HTTPStatus.NOT_FOUND)

    def _is_tombstone(self, file: File) -> bool:
        """Know the page of an entry that was withdrawn: no description stands beside it any more."""
        if not _is_entry(file) or file.suffix != "html":
            return False
        stem = file.parts[-1].rpartition(".")[0]
        return not self._shelf.holds(File((*file.parts[:-1], f"{stem}.ttl")))


class _Health:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, request: Request) -> Response:  # noqa: ARG002  the shape of an answer
        """Say that feeds can be read, by reading the names in the folder."""
        feeds = sum(1 for one in self._folder.iterdir() if one.suffix == ".rdf" and one.name[0] != ".")
        if not feeds:
            return refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse(f"Oogst: ok\nfeeds: {feeds}\n", headers={"Cache-Control": "no-store"})


def _is_entry(file: File) -> bool:
    return len(file.parts) == 4 and file.parts[0] == "id"  # noqa: PLR2004  id, concept, publisher, uuid


def _is_closed(file: File) -> bool:
    """Know a page of an event stream that never changes by its name: what is in it, others wrote."""
    return file.parts[1:2] == (EVENTS,) and LASTING.fullmatch(file.parts[-1]) is not None


def _see(location: str, **headers: str) -> Response:
    return refusal(HTTPStatus.SEE_OTHER, Location=location, **headers)


def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's signature
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    response = refusal(status, Allow=", ".join(READING))
    response.headers.update(OPEN)
    return response


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001  idem
    response = refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
    response.headers.update(OPEN)
    return response
