"""Seals: what was kept cannot be altered afterwards without that being seen."""

from catalogue.store.seals.chain import head_of, seal_events, seal_open, seal_probes, seal_publisher, seal_run
from catalogue.store.seals.checking import Amiss, Checked, check, is_sealed, missing_events

__all__ = [
    "Amiss",
    "Checked",
    "check",
    "head_of",
    "is_sealed",
    "missing_events",
    "seal_events",
    "seal_open",
    "seal_probes",
    "seal_publisher",
    "seal_run",
]
