"""The harvests as a feed: each run with its proof, and from when on a source is late."""

from oogst.harvestlog.writing import stands, write_harvest_log

__all__ = ["stands", "write_harvest_log"]
