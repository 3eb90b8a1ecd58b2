"""The model as RDF: one superset that three profiles accept and the Flemish platform keeps whole."""

from catalogue.graph.blocks import (
    Blocks,
    Member,
    content_hash,
    content_hashes,
    content_lines,
    from_ntriples,
    members,
    once,
    statements,
    to_ntriples,
)
from catalogue.graph.catalog import catalogue_blocks, registrations
from catalogue.graph.entry import entry_blocks
from catalogue.graph.neighbours import LINKS, neighbours
from catalogue.graph.record import DCAT_AP_VL_2022, DCAT_AP_VL_2026

__all__ = [
    "DCAT_AP_VL_2022",
    "DCAT_AP_VL_2026",
    "LINKS",
    "Blocks",
    "Member",
    "catalogue_blocks",
    "content_hash",
    "content_hashes",
    "content_lines",
    "entry_blocks",
    "from_ntriples",
    "members",
    "neighbours",
    "once",
    "registrations",
    "statements",
    "to_ntriples",
]
