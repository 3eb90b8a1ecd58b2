"""Feeds of our own, made of recorded catalogues by the whole road."""

from collections.abc import Iterator
from pathlib import Path

from catalogue.profile import best_validator
from tests.catalogue.profile.parity.compare import batch_of
from tests.catalogue.profile.parity.feeds import FEEDS, datasets_of
from tests.catalogue.profile.parity.parity import Batches
from tests.real.inputs import INPUTS
from tests.real.road import walk

__all__ = ["own_batches", "published_feeds"]


def published_feeds(path: str, corpus: Path, folder: Path) -> Iterator[Path]:
    """Walk the road with a recorded feed, and give the feed that comes of it."""
    for given in INPUTS:
        if given.path == path and (feed := walk(given, corpus, folder).publication.feed):
            yield feed.paths[0]


def own_batches(names: tuple[str, ...], corpus: Path, folder: Path, most: int) -> Batches:
    """Give datasets of the feeds that we publish of recorded ones."""
    engine = best_validator()
    batches = []
    for number, name in enumerate(names):
        place = folder / str(number)
        place.mkdir()
        feeds = published_feeds(FEEDS[name], corpus, place)
        batches += [batch_of(name, datasets_of(feed, most), engine) for feed in feeds]
    return Batches(batches, [])
