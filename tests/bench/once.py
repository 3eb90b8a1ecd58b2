"""The process of one measured harvest: does it, and writes the measurement as one line of JSON."""

import sys
from pathlib import Path

import orjson

from tests.bench.adapter import harvest_once
from tests.bench.measuring import measure


def main(url: str, protocol: str, database_url: str, result: str) -> None:
    """Measure a harvest and leave the outcome in the file ``result``."""
    taken = measure(harvest_once, url, protocol, database_url)
    Path(result).write_bytes(orjson.dumps(taken._asdict() | {"times": taken.times._asdict()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
