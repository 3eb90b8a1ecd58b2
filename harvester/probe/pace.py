"""One request at a time per host, with a pause between two; who asks to be left alone is left alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["Pace", "host_of"]


def host_of(url: str) -> str:
    """Give the host of an address; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0


class Pace:
    """Times are those of the event loop, in seconds."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._turns: dict[str, _Turn] = {}
        self._pauses: dict[str, float] = {}
        self.left: dict[str, float] = {}
        """Hosts that asked to be left alone, with the seconds that they asked for."""

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for our turn at a host and hold it."""
        turn = self._turns.get(host) or self._turns.setdefault(host, _Turn())
        async with turn.lock:
            wait = turn.next_at - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                pause = self._pauses.get(host, self._pause)
                turn.next_at = asyncio.get_running_loop().time() + pause

    def slow_down(self, host: str, pause: float) -> None:
        """Note the pause that a host asks for; it never becomes shorter."""
        self._pauses[host] = max(pause, self._pauses.get(host, self._pause))

    def leave(self, host: str, seconds: float) -> None:
        self.left[host] = max(seconds, self.left.get(host, 0.0))
