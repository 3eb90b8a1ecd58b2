"""Where data come from: pages that tell it, or the words in which the source does.

The profile asks a page. Words go into a node of their own, as DCAT-AP has it: the Flemish platform keeps
the node and not its words, which is why the mapping says so in a note.
"""

from typing import Final

from catalogue.graph.description import Description, begin
from catalogue.graph.origin import Origin
from catalogue.graph.stubs import types
from catalogue.graph.terms import term
from catalogue.model import Dataset

__all__ = ["provenance"]

PROVENANCE: Final = term("dct:provenance")
STATEMENT: Final = term("dct:ProvenanceStatement")
LABEL: Final = term("rdfs:label")


def provenance(about: Description, value: Dataset, origin: Origin) -> None:
    types(about, PROVENANCE, value.provenance, STATEMENT)
    if not value.provenance_texts:
        return
    node = origin.mint("herkomst", *(f"{text.language} {text.value}" for text in value.provenance_texts))
    about.link(PROVENANCE, node)
    if told := begin(about.blocks, node, STATEMENT):
        told.texts(LABEL, value.provenance_texts)
