"""One short line per request: method, path, status, bytes. Not who asked, nor what stands behind a ``?``."""

import logging
from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["REQUESTS", "AccessLog"]

REQUESTS: Final = "oogst.web.requests"
LONGEST: Final = 200


class AccessLog:
    """Writes down what was asked and what was answered, once the answer ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = logging.getLogger(REQUESTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, size = 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            path = quote(scope["path"][:LONGEST], safe="/~")
            self._log.info("%s %s %d %d", scope["method"], path, status, size)
