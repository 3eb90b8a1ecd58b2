"""Stands in for the harvest when the measurement itself is tested: reads the pages, and no more."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import orjson

from tests.bench.measuring import StageTimes, measure


def count_only(source_url: str, protocol: str, database_url: str) -> StageTimes:
    """Count the datasets of a source; what was counted before is unchanged."""
    store = Path(database_url.removeprefix("sqlite:///"))
    records = _packages(source_url) if protocol == "ckan" else _datasets(source_url)
    known = int(store.read_text()) if store.exists() else 0
    store.write_text(str(records))
    subprocess.run(
        [sys.executable, "-c", "import time; x = bytearray(30_000_000); time.sleep(0.4)"], check=True
    )
    return StageTimes(records, known, 0, {"collect": 0.25, "keep": 0.125})


def _packages(url: str) -> int:
    with urlopen(f"{url}/api/3/action/package_search?rows=1000&sort=id+asc") as page:  # noqa: S310  ours
        return len(json.load(page)["result"]["results"])


def _datasets(url: str) -> int:
    with urlopen(url) as page:  # noqa: S310  our own server
        return len(re.findall(rb" a dcat:Dataset ;", page.read()))


if __name__ == "__main__":
    taken = measure(count_only, *sys.argv[1:4])
    Path(sys.argv[4]).write_bytes(orjson.dumps(taken._asdict() | {"times": taken.times._asdict()}))
