"""By what a described dataset is known in every run.

Its ``@id``; else a ``url`` or ``identifier`` that no other dataset of the page has; else the page, when it
describes one dataset; else the page and its title. Never its place on the page, and never a name that the
page makes up anew each time (``_:b0``).
"""

import unicodedata
from collections import Counter
from hashlib import sha256

from harvester.protocols.schema_org.datasets import first_text, links_of
from harvester.protocols.schema_org.nodes import Node

__all__ = ["identified"]


def identified(datasets: list[Node], page: str) -> list[tuple[str, Node]]:
    """Pair each dataset of a page with its identifier; empty where nothing tells it apart."""
    said = [_said(dataset) for dataset in datasets]
    shared = {
        name for name, times in Counter(name for names in said for name in set(names)).items() if times > 1
    }
    found: list[tuple[str, Node]] = []
    for names, dataset in zip(said, datasets, strict=True):
        own = next((name for name in names if name not in shared), "")
        found.append((own or _by_page(dataset, page, alone=len(datasets) == 1), dataset))
    return found


def _said(dataset: Node) -> list[str]:
    name = [dataset["@id"]] if "@id" in dataset and "/.well-known/" not in dataset["@id"] else []
    web = [url for url in links_of(dataset, "url") if url.startswith(("http://", "https://"))]
    return [*name, *web, *links_of(dataset, "identifier"), *_values(dataset)]


def _values(dataset: Node) -> list[str]:
    """List identifiers that are written as a property with a value."""
    nodes = (each for each in dataset.get("identifier", ()) if isinstance(each, dict))
    return [value for node in nodes for value in links_of(node, "value")]


def _by_page(dataset: Node, page: str, *, alone: bool) -> str:
    if alone:
        return page
    title = unicodedata.normalize("NFKC", first_text(dataset, "name")).casefold()
    key = "".join(sign for sign in title if sign.isalnum())
    return f"{page}#title-{sha256(key.encode()).hexdigest()[:32]}" if key else ""
