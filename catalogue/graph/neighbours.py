"""What entries point to, so that judging them apart from it is no fault of theirs."""

from collections.abc import Sequence
from typing import Final

from catalogue.graph.blocks import Blocks
from catalogue.graph.terms import TYPE, term
from catalogue.model import Kind

__all__ = ["LINKS", "neighbours"]

LINKS: Final = frozenset(
    term(name)
    for name in (
        *("dct:relation", "dct:source", "dcat:inSeries", "dcat:servesDataset", "dcat:accessService"),
        *("dct:hasVersion", "dct:isVersionOf", "dcat:hasVersion", "dcat:isVersionOf"),
    )
)
"""Links between resources that each have a record; a feed drops those whose end it does not hold."""

CLASSES: Final = {
    Kind.DATASET: term("dcat:Dataset"),
    Kind.SERVICE: term("dcat:DataService"),
    Kind.SERIES: term("dcat:DatasetSeries"),
}


def neighbours(batch: Sequence[Blocks]) -> str:
    """Give the class of each linked resource of ours, as N-Triples.

    Also of those in the batch: which of it are judged together is not ours to know.
    """
    ends = {
        str(triple.object)[1:-1]
        for blocks in batch
        for triples in blocks.values()
        for triple in triples
        if triple.predicate in LINKS
    }
    return "".join(_typed(iri) for iri in sorted(ends))


def _typed(iri: str) -> str:
    """Read the kind from the IRI, which is made as ``{base}/id/{kind}/{publisher}/{uuid}``."""
    kind = iri.rsplit("/", 3)[-3] if iri.count("/") > 4 else ""  # noqa: PLR2004  scheme, host and three parts
    return f"<{iri}> {TYPE} {CLASSES[Kind(kind)]} .\n" if kind in set(Kind) else ""
