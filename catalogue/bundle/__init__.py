"""The bundle that an auditor gets: all evidence in one file, held to its hashes and its signature."""

from catalogue.bundle.choosing import Choice, chosen_rows, runs_of
from catalogue.bundle.loading import copy_into, load_into
from catalogue.bundle.manifest import LeftOut, Manifest, Scope
from catalogue.bundle.reading import Bundle, opened
from catalogue.bundle.rows import TABLES, line_of
from catalogue.bundle.signing import Signature, fingerprint, is_key, load_key, make_key
from catalogue.bundle.writing import Writer, written_to

__all__ = [
    "TABLES",
    "Bundle",
    "Choice",
    "LeftOut",
    "Manifest",
    "Scope",
    "Signature",
    "Writer",
    "chosen_rows",
    "copy_into",
    "fingerprint",
    "is_key",
    "line_of",
    "load_into",
    "load_key",
    "make_key",
    "opened",
    "runs_of",
    "written_to",
]
