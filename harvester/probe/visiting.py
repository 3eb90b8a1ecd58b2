"""Asking as a guest: in turn, patiently, following redirects, and only where robots.txt lets us."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from catalogue.testimony import Redirect
from harvester.patience import asked_wait
from harvester.probe.asking import Asker
from harvester.probe.manners import SAMPLE, ProbeManners
from harvester.probe.pace import Pace, host_of
from harvester.probe.reply import NoReply, Reply
from harvester.probe.robots import Rulebook, read_robots

__all__ = ["Visitor", "Walk"]

MOVED: Final = frozenset({301, 302, 303, 307, 308})
LATER: Final = frozenset({403, 429, 503})
TOO_MANY: Final = 429
UNSAID: Final = 10
"""Pauses that are waited where a busy host does not say how long."""
ROBOTS_SIZE: Final = 512 * 1024
"""Bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB."""


@dataclass(slots=True, kw_only=True)
class Walk:
    """One question with all redirects on its way."""

    redirects: list[Redirect] = field(default_factory=list)
    reply: Reply | None = None
    failure: str = ""
    tls: str = ""
    last: str = ""
    """The address that was asked last."""


class Visitor:
    """Asks on behalf of one run: what it learnt of a host holds until the end."""

    def __init__(self, asker: Asker, manners: ProbeManners) -> None:
        self.manners = manners
        self.pace = Pace(manners.pause)
        self._asker = asker
        self._rules: dict[tuple[str, bool], asyncio.Task[Rulebook]] = {}

    async def walk(
        self, method: str, url: str, headers: Mapping[str, str], *, private: bool, limit: int = SAMPLE
    ) -> Walk:
        """Ask and follow redirects. What keeps it from a reply is in the walk."""
        walk = Walk(last=urldefrag(url).url)
        sent = headers
        try:
            while walk.reply is None:
                await self._look_at_rules(walk.last, private=private)
                reply = await self.ask(method, walk.last, sent, limit, private=private)
                if reply.status in MOVED and reply.headers.get("location"):
                    sent = self._follow(walk, reply, headers)
                else:
                    walk.reply, walk.tls = reply, reply.tls
        except NoReply as nothing:
            walk.failure, walk.tls = nothing.failure, nothing.tls
        return walk

    def _follow(self, walk: Walk, reply: Reply, headers: Mapping[str, str]) -> Mapping[str, str]:
        """Go where a redirect leads, with the cookies it gave where that is the same host. Raises NoReply."""
        to = _target(walk.last, reply.headers["location"])
        walk.redirects.append(Redirect(reply.status, to))
        if len(walk.redirects) > self.manners.max_redirects:
            raise NoReply("too-many-redirects")
        stays = host_of(to) == host_of(walk.last)
        walk.last = urldefrag(to).url
        return dict(headers, cookie=_cookie(reply.cookies)) if stays and reply.cookies else headers

    async def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        limit: int = SAMPLE,
        *,
        private: bool,
        verify: bool = True,
    ) -> Reply:
        """Ask once in turn, and once more after the wait that a busy host asks for. Raises NoReply."""
        host = host_of(url)
        async with self.pace.turn(host):
            reply = await self._asker.ask(method, url, headers, limit, private=private, verify=verify)
            wait = self._wait(reply)
            if 0 < wait <= self.manners.longest_wait:
                await asyncio.sleep(wait)
                reply = await self._asker.ask(method, url, headers, limit, private=private, verify=verify)
                wait = self._wait(reply)
        if wait:
            self.pace.leave(host, wait)
        return reply

    def _wait(self, reply: Reply) -> float:
        """Give the seconds that a reply asks us to stay away."""
        if reply.status not in LATER:
            return 0.0
        asked = asked_wait(reply.headers.get("retry-after", ""), datetime.now(UTC))
        return asked or (UNSAID * self.manners.pause if reply.status == TOO_MANY else 0.0)

    async def _look_at_rules(self, url: str, *, private: bool) -> None:
        """Raise NoReply where robots.txt keeps us out, or what keeps us from the whole site."""
        if not self.manners.robots:
            return
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        task = self._rules.get((site, private))
        if task is None:
            task = self._rules[site, private] = asyncio.create_task(self._rules_of(site, private=private))
        rules = await task
        if rules.failure:
            raise NoReply(rules.failure, rules.tls)
        if not rules.allow(url):
            raise NoReply("robots")

    async def _rules_of(self, site: str, *, private: bool) -> Rulebook:
        url = f"{site}/robots.txt"
        try:
            for _ in range(self.manners.max_redirects + 1):
                reply = await self.ask("GET", url, {}, ROBOTS_SIZE, private=private)
                if reply.status not in MOVED or "location" not in reply.headers:
                    rules = read_robots(reply)
                    self.pace.slow_down(host_of(site), rules.pause)
                    return rules
                url = _target(url, reply.headers["location"])
        except NoReply as nothing:
            return Rulebook(failure=nothing.failure, tls=nothing.tls)
        return Rulebook(failure="robots-unreachable")


def _target(url: str, place: str) -> str:
    """Make the place that a redirect names absolute. Raises NoReply where it is no web address."""
    try:
        to = urljoin(url, place)
        scheme = urlsplit(to).scheme
    except ValueError as error:
        raise NoReply("redirect-elsewhere") from error
    if scheme not in {"http", "https"}:
        raise NoReply("redirect-elsewhere")
    return to


def _cookie(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
