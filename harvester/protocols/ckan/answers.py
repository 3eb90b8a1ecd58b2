"""What an action answered: its packages or names, where each stands, and how many there are in all.

Portals that speak CKAN's language do so with an accent: DKAN nests a list in a list and shows a package as
a list of one, old versions leave out the envelope, others answer an error with status 200.
"""

from dataclasses import dataclass
from typing import Any

from catalogue.errors import SourceError
from harvester.crawl.steps import Page
from harvester.protocols.json_page import load
from harvester.protocols.json_record import words_of

__all__ = ["Answer", "answer_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Items with their JSON pointers; ``total`` is None where the portal does not say."""

    items: list[tuple[str, Any]]
    total: int | None
    payload: str


def answer_of(page: Page) -> Answer:
    """Read any answer that lists or shows packages. Raises SourceError for a refusal or another shape."""
    said = load(page.payload.read(), page.url)
    if isinstance(said, dict) and said.get("success") is False:
        raise SourceError("harvester.refused-by-portal", url=page.url, detail=_refusal(said.get("error")))
    result, pointer = said, ""
    if isinstance(said, dict) and "result" in said:
        result, pointer = said["result"], "/result"
    total = None
    if isinstance(result, dict) and isinstance(result.get("results"), list):
        total = _total(result.get("count"), page)
        result, pointer = result["results"], f"{pointer}/results"
    return Answer(_items(result, pointer, page), total, page.payload.sha256)


def _refusal(error: Any) -> str:  # noqa: ANN401 -- any JSON value
    if not isinstance(error, dict):
        return words_of(error)
    return words_of(error.get("message")) or words_of(error.get("__type"))


def _total(count: Any, page: Page) -> int:  # noqa: ANN401 -- idem
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise SourceError("harvester.wrong-shape", url=page.url, detail="result.count")
    return count


def _items(result: Any, pointer: str, page: Page) -> list[tuple[str, Any]]:  # noqa: ANN401 -- idem
    if isinstance(result, dict) and ("id" in result or "name" in result):
        return [(pointer, result)]
    if not isinstance(result, list):
        raise SourceError("harvester.wrong-shape", url=page.url, detail="result.results")
    found: list[tuple[str, Any]] = []
    for index, item in enumerate(result):
        at = f"{pointer}/{index}"
        inner = enumerate(item) if isinstance(item, list) else None
        found.extend([(f"{at}/{place}", one) for place, one in inner] if inner else [(at, item)])
    return found
