"""How the prober behaves: who it says it is, how often it asks, how much it takes, when it gives up."""

from dataclasses import dataclass
from typing import Final

from catalogue.version import PRODUCT

__all__ = ["SAMPLE", "ProbeManners"]

SAMPLE: Final = 64 * 1024
"""Bytes of a body that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeManners:
    """Times in seconds."""

    contact: str = ""
    """Page or mail address of whoever runs this installation, shown in the user agent."""
    vantage: str = "oogst"
    """Name of the place that asks."""
    origin: str = "https://charter-check.example"
    """Of the page that is said to ask: many servers only tell a foreign page whether it may read."""
    pause: float = 1.0
    """Between two requests to one host, of which there is never more than one at a time."""
    most_per_host: int = 2000
    """Addresses of one host in one run; the rest keeps its turn for the next."""
    hosts_at_once: int = 64
    connect_timeout: float = 15.0
    timeout: float = 30.0
    """Of one request with its answer."""
    longest_wait: float = 60.0
    """How long ``Retry-After`` is waited for; a host that asks for more is left for another day."""
    max_redirects: int = 5
    controls: tuple[str, ...] = ("https://www.vlaanderen.be/", "https://european-union.europa.eu/")
    """Asked where nobody answers any more: does our own side still reach anything?"""
    robots: bool = True

    @property
    def user_agent(self) -> str:
        return f"{PRODUCT} (open data link check{'; ' if self.contact else ''}{self.contact})"
