"""Reading kept records again: from the bytes of their day, by the reader of the protocol."""

from harvester.kept.crawls import FindSource
from harvester.kept.records import Again, kept_record, kept_records

__all__ = ["Again", "FindSource", "kept_record", "kept_records"]
