"""Translate: a record becomes an entry in DCAT-AP Vlaanderen, with the reason of each value.

Pure functions of the record, its context and the data files of this room; no network, no clock, no database.
"""

from mappings.catalogues import translate_catalogue
from mappings.context import Context
from mappings.languages import declared_language
from mappings.notes import NoteKind, note_codes, note_kind, note_text
from mappings.overlays import OverlayFault, check_overlay
from mappings.translate import translate

__all__ = [
    "Context",
    "NoteKind",
    "OverlayFault",
    "check_overlay",
    "declared_language",
    "note_codes",
    "note_kind",
    "note_text",
    "translate",
    "translate_catalogue",
]
