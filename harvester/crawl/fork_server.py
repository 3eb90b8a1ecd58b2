"""The entry of the fork server: ``python -m harvester.crawl.fork_server DESCRIPTOR``.

Loading Scrapy takes longer than most crawls do. This process loads it once and forks for each crawl, so that
a crawl begins in milliseconds and still has a process of its own.
Law: it does nothing else, has no threads, and leaves when the one who started it does.
"""

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from types import FrameType
from typing import Final

from harvester.crawl import child, download, guard, manners, resolver, robots
from harvester.crawl.forking import GIVEN, ORDER, PROCESS, STATUS

__all__ = ["LOADED", "main"]

LOADED: Final = (child, download, guard, manners, resolver, robots)
"""What every crawl needs; Scrapy would look most of it up by name, once the crawl has begun."""

_reports: dict[int, int] = {}
"""Where to tell how each process ended."""


def main() -> None:
    gc.freeze()  # what is loaded by now is shared with every crawler
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        files = _serve(orders)
    if files:
        _become_crawler(files)
        child.main()


def _serve(orders: socket.socket) -> list[int]:
    """Fork for every order until nobody is left to give one. In a process that was forked: give its files."""
    signal.signal(signal.SIGCHLD, _reap)
    while True:
        order, files, *_ = socket.recv_fds(orders, len(ORDER), GIVEN)
        if not order:
            return []
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # it may end before it is written down
        process = os.fork()
        if not process:
            return files
        *streams, _reports[process] = files
        for stream in streams:
            os.close(stream)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        orders.sendall(PROCESS.pack(process))


def _reap(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the shape of a handler
    with suppress(ChildProcessError):  # there is none left
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            process, status = ended
            report = _reports.pop(process)
            with suppress(BrokenPipeError):  # nobody waits for it
                os.write(report, STATUS.pack(os.waitstatus_to_exitcode(status)))
            os.close(report)


def _become_crawler(files: list[int]) -> None:
    """Leave all that is the server's, and have the files that came with the order as standard ones."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    for report in _reports.values():
        os.close(report)
    *streams, _ = files  # its own report stays open: its end is known also where no server is left
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.setsid()  # Ctrl+C is for the caller, who decides what becomes of the crawl


if __name__ == "__main__":
    main()
