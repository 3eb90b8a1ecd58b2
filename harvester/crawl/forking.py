"""Beginning a process for one crawl, through the fork server of this process.

The server begins with the first crawl and ends with this process; whatever becomes of it, the next crawl
has one again. A process that is forked from this one begins with none.
"""

import atexit
import fcntl
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import IO, Final

__all__ = ["GIVEN", "ORDER", "PROCESS", "STATUS", "Forked", "begin", "end_server"]

ORDER: Final = b"\n"
"""Begin a crawl. Its standard input, output and error come along, and where to tell how it ended."""
GIVEN: Final = 4
PROCESS: Final = Struct("=i")
"""The answer to an order: the process that was begun."""
STATUS: Final = Struct("=i")
"""How a process ended: its exit status, or minus a signal."""
TAIL: Final = 4000
WIDE: Final = 512 * 1024
"""Bytes: more than a batch of records, and so few that a hundred crawls at once stay below what Linux lets
the pipes of a user take together. Of its own accord a pipe holds 64 KiB, some eight records."""
TRIES: Final = 2
"""A server that was killed while nobody looked is found out by the next order."""


class Forked:
    """A process that crawls."""

    def __init__(self, process: int, stdin: IO[bytes], stdout: IO[bytes], report: IO[bytes]) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self._process = process
        self._report = report
        self._status: int | None = None

    def wait(self, seconds: float | None = None) -> int | None:
        """Give its exit status, or None when nobody was left to tell. Raises TimeoutError when it goes on."""
        if not self._report.closed:
            poll = select.poll()
            poll.register(self._report, select.POLLIN)
            if not poll.poll(None if seconds is None else seconds * 1000):
                raise TimeoutError
            told = self._report.read(STATUS.size)
            self._status = STATUS.unpack(told)[0] if told else None
            self._report.close()
        return self._status

    def kill(self) -> None:
        """End it at once. It is still there, or at least unburied: its end was not told yet."""
        os.kill(self._process, signal.SIGKILL)


def begin(log: IO[bytes]) -> Forked:
    """Begin a process that is told its job on its standard input; its complaints go to ``log``.

    Where none can be begun, its output is at its end and ``log`` says why.
    """
    with ExitStack() as ours, ExitStack() as theirs:
        heard, stdin = _pipe(theirs, ours)
        report, ended = _pipe(ours, theirs)
        stdout, told = _pipe(ours, theirs)
        _widen(stdout)
        process = _SERVERS.order([heard.fileno(), told.fileno(), log.fileno(), ended.fileno()], log)
        ours.pop_all()
    return Forked(process, stdin, stdout, report)


def _pipe(reader: ExitStack, writer: ExitStack) -> tuple[IO[bytes], IO[bytes]]:
    """Give both ends of a pipe, each closed with whoever has it."""
    out, into = os.pipe()
    return reader.enter_context(os.fdopen(out, "rb")), writer.enter_context(os.fdopen(into, "wb"))


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more than the records that are kept at once: a crawl goes on while those are judged."""
    if sys.platform == "linux":
        with suppress(PermissionError):  # a user's pipes together may take so much and no more
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, WIDE)


def end_server() -> None:
    """Have no server stand ready; the next crawl begins one."""
    _SERVERS.end()


class _Server:
    """A fork server that stands ready, unless it died meanwhile."""

    def __init__(self) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  as long as the server
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  ourselves, and a number
                [sys.executable, "-m", "harvester.crawl.fork_server", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=self._complaints,
                stderr=self._complaints,
                env=os.environ | {"PYTHONPATH": _search_path()},
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl+C is for us, who decide what becomes of a crawl
            )

    def order(self, files: Sequence[int]) -> int:
        """Have a process begun that is given these files; 0 means that there is no server any more."""
        try:
            socket.send_fds(self._orders, [ORDER], files)
            answer = self._orders.recv(PROCESS.size)
        except (BrokenPipeError, ConnectionResetError):
            return 0
        process: int = PROCESS.unpack(answer)[0] if answer else 0
        return process

    def end(self) -> bytes:
        """Hang up, which it obeys, and give what it complained of; its crawls know nothing of it."""
        self._orders.close()
        status = self._process.wait()
        with self._complaints as complaints:
            complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - TAIL))
            return b"exit status %d\n%b" % (status, complaints.read())


class _Servers:
    """The one server of this process, from its first crawl on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._standing: _Server | None = None

    def order(self, files: Sequence[int], log: IO[bytes]) -> int:
        """Have a process begun; 0 means that no server can be had, and why is in ``log``."""
        last_words = b""
        with self._lock:
            for _ in range(TRIES):
                server = self._standing or _Server()
                self._standing = None  # an interrupted order leaves an answer that the next must not get
                process = 0
                try:
                    process = server.order(files)
                finally:
                    if process:
                        self._standing = server
                    else:
                        last_words = server.end()
                if process:
                    return process
        log.write(last_words)
        return 0

    def end(self) -> None:
        with self._lock:
            if self._standing is not None:
                self._standing.end()
                self._standing = None


def _search_path() -> str:
    """Let the server import this very package, also when it is not installed."""
    here = str(Path(__file__).parents[2])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))


_SERVERS = _Servers()


def _leave_server() -> None:
    """In a process that was forked: the server is that of the process it was forked from."""
    global _SERVERS  # noqa: PLW0603  one per process
    _LEFT.append(_SERVERS)
    _SERVERS = _Servers()


_LEFT: Final[list[_Servers]] = []
"""Never ended here: they are not ours."""
atexit.register(end_server)
os.register_at_fork(after_in_child=_leave_server)
