"""Translate: a record becomes an entry in DCAT-AP Vlaanderen, with the reason of each value.

Pure functions of the record, its context and the data files of this room; no network, no clock, no database.
"""

from mappings.catalogues import translate_catalogue
from mappings.context import Context
from mappings.coverage import Coverage, FieldCount
from mappings.defects import defect_text, known_defect
from mappings.languages import declared_language
from mappings.notes import NoteKind, note_codes, note_kind, note_text
from mappings.overlays import (
    OverlayFault,
    Supposition,
    Where,
    altered,
    check_overlay,
    supposable,
    suppose,
    supposition,
)
from mappings.remedies import note_remedy, note_topic
from mappings.tables.rows import TableRow, table_row
from mappings.translate import translate
from mappings.usage import Fate, Leaf, Usage, usage, value_at
from mappings.whereabouts import edited_at, software_of, topic_of, where_to_mend
from mappings.wording import MappingRow, mapping_rows, row_text, rule_text

__all__ = [
    "Context",
    "Coverage",
    "Fate",
    "FieldCount",
    "Leaf",
    "MappingRow",
    "NoteKind",
    "OverlayFault",
    "Supposition",
    "TableRow",
    "Usage",
    "Where",
    "altered",
    "check_overlay",
    "declared_language",
    "defect_text",
    "edited_at",
    "known_defect",
    "mapping_rows",
    "note_codes",
    "note_kind",
    "note_remedy",
    "note_text",
    "note_topic",
    "row_text",
    "rule_text",
    "software_of",
    "supposable",
    "suppose",
    "supposition",
    "table_row",
    "topic_of",
    "translate",
    "translate_catalogue",
    "usage",
    "value_at",
    "where_to_mend",
]
