"""Statements of rights, which are texts at the source and nodes in the profile."""

from typing import Final

from catalogue.graph.description import Description, begin
from catalogue.graph.origin import Origin
from catalogue.graph.terms import term
from catalogue.model import Text

__all__ = ["rights"]

RIGHTS: Final = term("dct:rights")
STATEMENT: Final = term("dct:RightsStatement")
LABELS: Final = (term("rdfs:label"), term("dct:description"))


def rights(about: Description, texts: list[Text], origin: Origin) -> None:
    """Write one statement, one label per language: DCAT-AP 3.0.1 allows no second.

    Of a statement the platform keeps ``dct:description`` only, and not the label by which others know it.
    """
    if not texts:
        return
    node = origin.mint("rechten", *(f"{text.language} {text.value}" for text in texts))
    about.link(RIGHTS, node)
    if told := begin(about.blocks, node, STATEMENT):
        for label in LABELS:
            told.texts(label, texts)
