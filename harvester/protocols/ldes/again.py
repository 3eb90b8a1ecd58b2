"""Reading a kept stream again. Its records are known only when every page was read that may concern them.

A crawl that went on from an earlier one read all of what it told of, so its own pages are enough.
"""

from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from harvester.crawl.past import PageLost, PastCrawl, Told
from harvester.protocols.ldes.objects import Objects
from harvester.protocols.ldes.payload import Reading

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:  # noqa: ARG001 -- a page alone tells nothing
    with TemporaryDirectory(prefix=".oogst-") as folder, closing(Objects(Path(folder))) as objects:
        reading = Reading(objects, {}, crawl.source.url)
        for past in crawl.pages:
            yield from (step for step in crawl.alone(past, reading.read) if isinstance(step, PageLost))
        yield from reading.last_words(bookmark=False)
