"""Serving until told to stop. The address is taken first: what is wrong is said before anything starts."""

import errno
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from catalogue.errors import UsageError
from oogst.web.application import application
from schedules.signals import on_signal

__all__ = ["serve"]

PATIENCE: Final = 10
"""Seconds that answers get to end once it must stop."""
MOST_AT_ONCE: Final = 500
WAITING: Final = 128


def serve(folder: Path, host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Serve a folder of feeds until SIGTERM or SIGINT; call ``ready`` with its address when it answers.

    Raises UsageError when there is no such folder, when it holds no feed, or when the address cannot be had.
    """
    _check(folder)
    config = uvicorn.Config(
        application(folder),
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=PATIENCE,
    )
    listening = _listening(host, port)
    server = uvicorn.Server(config)

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # Also before it listens to any signal itself, and after: uvicorn sends one on once it has ended, which
    # would end the program in the middle of its last words.
    with listening, on_signal(end):
        ready(_address(listening))
        server.run(sockets=[listening])


def _check(folder: Path) -> None:
    """Refuse a folder without feeds: a server that answers nothing but failures helps nobody."""
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError as error:
        raise UsageError("serve.no-folder", folder=folder, detail=error.strerror or error) from error
    if not any(name.endswith(".rdf") and name[0] != "." for name in names):
        raise UsageError("serve.no-feeds", folder=folder)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=WAITING)
    except OSError as error:
        detail = error.strerror or str(error)
        if error.errno == errno.EADDRINUSE:
            raise UsageError("serve.taken", host=host, port=port, free=port + 1) from error
        if error.errno in {errno.EACCES, errno.EPERM}:
            raise UsageError("serve.not-allowed", host=host, port=port, detail=detail) from error
        raise UsageError("serve.no-address", host=host, port=port, detail=detail) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listening.family == socket.AF_INET6 else f"http://{host}:{port}/"
