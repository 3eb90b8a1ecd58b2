"""Asks for addresses as a crawl does, and tells how each was answered: ``python -m … < job and addresses``.

The first line of the input is a job, the second a JSON list of addresses; the output is a JSON object.
"""

import json
import logging
import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.crawl.child import scrapy_settings
from harvester.crawl.failures import explain
from harvester.crawl.job import Job


class Around(scrapy.Spider):
    name = "around"

    def __init__(self, addresses: list[str], told: dict[str, str], **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's
        super().__init__(**kwargs)
        self.addresses = addresses
        self.told = told

    async def start(self) -> AsyncIterator[Request]:
        for address in self.addresses:
            try:
                yield Request(
                    address, self.came, errback=self.failed, dont_filter=True, meta={"for": address}
                )
            except ValueError as error:
                self.told[address] = f"no address: {error}"

    def came(self, response: Response) -> None:
        self.told[response.meta["for"]] = f"{response.status} {response.url}"

    def failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self.told[request.meta["for"]] = explain(failure.value, request.url).key


def main() -> None:
    job, addresses = Job.decode(sys.stdin.buffer.readline()), json.loads(sys.stdin.buffer.readline())
    told: dict[str, str] = {}
    process = AsyncCrawlerProcess(scrapy_settings(job, obeys_robots=False))
    logging.disable(logging.CRITICAL)
    process.crawl(Around, addresses=addresses, told=told)
    process.start()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
