"""Portals that publish DCAT as RDF: Turtle in pages linked by Hydra, and RDF/XML in one document.

Datasets stand in the samples as they are served, so a fault in the notation stays a fault.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from oogst.demo.portals.loopback import Answer, Question

__all__ = ["RdfXmlFeed", "TurtleFeed"]

Sample = dict[str, Any]

PER_PAGE = 5


class TurtleFeed:
    """Answers ``/catalog.ttl``, five datasets a page; each page tells of the catalogue again."""

    def __init__(self, about: Sample, datasets: Sequence[Sample]) -> None:
        self._about = about
        self._datasets = datasets

    def __call__(self, question: Question) -> Answer | None:
        """Answer a question whose path begins at the portal's root; None when it is not for the feed."""
        if question.path != "/catalog.ttl":
            return None
        number = question.query.get("page", "1")
        if not number.isdecimal() or int(number) not in range(1, self._last + 1):
            return Answer(b"# no such page\n", "text/turtle; charset=utf-8", HTTPStatus.NOT_FOUND)
        page = self._page(f"{question.base}/catalog.ttl", int(number))
        return Answer(page.encode(), "text/turtle; charset=utf-8")

    @property
    def _last(self) -> int:
        return max(1, -(-len(self._datasets) // PER_PAGE))

    def _page(self, here: str, number: int) -> str:
        shown = self._datasets[(number - 1) * PER_PAGE : number * PER_PAGE]
        members = " ,\n    ".join(f"<{dataset['iri']}>" for dataset in shown)
        head = [self._about["prefixes"], self._about["catalogue"]]
        if members:
            head.append(f"<{self._about['iri']}> dcat:dataset\n    {members} .\n")
        return "\n".join([*head, self._links(here, number), *(dataset["turtle"] for dataset in shown)])

    def _links(self, here: str, number: int) -> str:
        steps = {"first": 1, "last": self._last}
        if number < self._last:
            steps["next"] = number + 1
        if number > 1:
            steps["previous"] = number - 1
        links = "".join(f" ;\n    hydra:{name} <{here}?page={target}>" for name, target in steps.items())
        return (
            f"<{self._about['iri']}> hydra:totalItems {len(self._datasets)} ;\n"
            f"    hydra:view <{here}?page={number}> .\n"
            f"<{here}?page={number}> a hydra:PartialCollectionView{links} .\n"
        )


class RdfXmlFeed:
    """Answers ``/catalogus.rdf``: everything in one document, datasets nested in the catalogue."""

    def __init__(self, about: Sample, datasets: Sequence[Sample]) -> None:
        self._about = about
        self._datasets = datasets

    def __call__(self, question: Question) -> Answer | None:
        """Answer a question whose path begins at the portal's root; None when it is not for the feed."""
        if question.path != "/catalogus.rdf":
            return None
        parts = [
            self._about["opening"],
            *(dataset["xml"] for dataset in self._datasets),
            self._about["closing"],
        ]
        return Answer("".join(parts).encode(), "application/rdf+xml; charset=utf-8")
