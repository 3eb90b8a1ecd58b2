import gzip
import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.bench.ckan_dump_server import served_dump

REAL = "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz"


def search(url: str, query: str) -> dict[str, object]:
    with urlopen(f"{url}/api/3/action/package_search?{query}") as page:  # noqa: S310  our own server
        result: dict[str, object] = json.load(page)["result"]
    return result


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "proef.jsonl.gz"
    packages = [{"id": f"{number:02}", "name": f"n{number}", "title": "Één"} for number in range(12)]
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(package) + "\n" for package in reversed(packages))
    return path


def test_a_dump_is_paged_on_its_identifiers(dump: Path) -> None:
    with served_dump(dump, rows_max=5) as portal:
        page = search(portal.url, "rows=1000&start=10&sort=id+asc")

    assert portal.packages == page["count"] == 12
    assert page["results"] == [
        {"id": "10", "name": "n10", "title": "Één"},
        {"id": "11", "name": "n11", "title": "Één"},
    ]


def test_a_dump_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="niets"), served_dump(tmp_path / "niets.jsonl.gz"):
        pass


@pytest.mark.corpus
def test_the_european_dump_is_served_in_two_pages(corpus: Path) -> None:
    with served_dump(corpus / REAL) as portal:
        pages = [search(portal.url, f"rows=1000&start={start}&sort=id+asc") for start in (0, 1000)]

    results = [page["results"] for page in pages]
    assert portal.packages == pages[0]["count"] == 1500
    assert [len(found) for found in results if isinstance(found, list)] == [1000, 500]
