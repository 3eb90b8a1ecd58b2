"""The harvests as a feed: each run with its proof, and from when on a source is late."""

from oogst.harvestlog.writing import write_harvest_log

__all__ = ["write_harvest_log"]
