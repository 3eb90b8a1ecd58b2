"""One installation put together from its settings: publishers, store, rules, and how it crawls."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from catalogue.errors import UsageError
from catalogue.graph import DCAT_AP_VL_2022, DCAT_AP_VL_2026
from catalogue.model import DEFAULT_BASE, PublisherFacts, Source
from catalogue.profile import GATE_LAYERS
from catalogue.store import Database, open_database
from catalogue.targets import Limits
from catalogue.targets.events import Retention
from harvester.crawl import CrawlSettings
from harvester.runs import Rules, make_rules
from oogst.rubrics import rubric_in_force
from oogst.settings import Settings, settings
from schedules import PACKAGED, Publisher, load_all

__all__ = [
    "crawling",
    "known_publishers",
    "known_sources",
    "limits_of",
    "names_are_examples",
    "opened",
    "publishers",
    "rules_for",
    "software",
]

PROFILES: Final = {"2022-04-21": DCAT_AP_VL_2022, "2026-02-12": DCAT_AP_VL_2026}


def publishers(folder: Path | None = None) -> list[Publisher]:
    """Load every publisher file of this installation."""
    return load_all(folder or settings().schedules or PACKAGED)


def known_sources(folder: Path | None = None) -> dict[str, Source]:
    """Give the sources with their settings, by name; none where files that were not named cannot be read."""
    return {one.source.name: one.source for each in known_publishers(folder) for one in each.sources}


def known_publishers(folder: Path | None = None) -> list[Publisher]:
    """Give the publishers; none where files that were not named cannot be read."""
    try:
        return publishers(folder)
    except UsageError:
        if folder is not None:
            raise
        return []


def rules_for(facts: PublisherFacts | None) -> Rules:
    """Make the rules of this installation for one publisher."""
    chosen = settings()
    return make_rules(
        facts,
        base=chosen.base_iri.rstrip("/"),
        profile=PROFILES[chosen.profile],
        gate=chosen.gate or GATE_LAYERS,
        rubric=rubric_in_force(),
        retention=_retention(chosen),
    )


def _retention(chosen: Settings) -> Retention | None:
    """Say what is kept of a stream of events. Days alone keep one version: the last never goes."""
    if chosen.events_versions or chosen.events_days:
        return Retention(max(1, chosen.events_versions), chosen.events_days)
    return None


def limits_of(publisher: Publisher) -> Limits:
    """Say how much may go from a feed without a person looking: by its own file, else by the settings."""
    share, floor = publisher.shrink_share, publisher.shrink_floor
    chosen = settings()
    return Limits(
        share=chosen.shrink_share if share is None else share,
        floor=chosen.shrink_floor if floor is None else floor,
    )


def crawling() -> CrawlSettings:
    """Say how this installation crawls."""
    return CrawlSettings(contact=settings().contact)


def names_are_examples() -> bool:
    """Tell whether nobody has chosen yet under which domain this installation names things."""
    return settings().base_iri == DEFAULT_BASE


@contextmanager
def opened(url: str = "") -> Iterator[Database]:
    """Open the store of this installation for as long as a command lasts."""
    database = open_database(url or settings().database)
    try:
        yield database
    finally:
        database.close()


def software() -> str:
    """Name Oogst with its version, for what is handed on; without one where it was never installed."""
    try:
        return f"Oogst {version('oogst')}"
    except PackageNotFoundError:
        return "Oogst"
