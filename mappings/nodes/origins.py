"""Where a dataset comes from and how finely it shows the world: sources, versions, makers, resolution.

One law: words on the origin are kept as words, with a note, since the portal shows pages only.
"""

from typing import Final

from catalogue.model import Dataset
from mappings.engine import Block, Values
from mappings.nodes.links import linked
from mappings.nodes.people import agents
from mappings.nodes.values import take, take_all
from mappings.reading import Scope

__all__ = ["tell_more"]

_LINKS: Final = ("in_series", "sources", "has_version", "is_version_of")
_SINGLE: Final = ("spatial_resolution", "temporal_resolution")
_MANY: Final = ("kinds", "is_referenced_by", "version_notes", "provenance_texts")


def tell_more(dataset: Dataset, values: Values, block: Block, node: object, scope: Scope) -> None:
    """Set what says where the data of a dataset come from."""
    for name in _LINKS:
        if name in values:
            setattr(dataset, name, linked(values, name, block.rule, scope, name))
    for name in _SINGLE:
        if name in values:
            setattr(dataset, name, take(values, name, block.rule, scope, name))
    for name in _MANY:
        if name in values:
            setattr(dataset, name, take_all(values, name, block.rule, scope, name))
    if "creators" in block.nodes:
        dataset.creators = agents(node, block.nodes["creators"], scope, "creators")
    if dataset.provenance_texts and not dataset.provenance:
        first = values["provenance_texts"][0]
        scope.note("provenance-in-words", first.pointer, first.original)
