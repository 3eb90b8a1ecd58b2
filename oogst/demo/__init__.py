"""What ``oogst demo`` walks the road with: sample portals on loopback, and the towns behind them."""

from oogst.demo.portals import PORTALS, SamplePortals, faults
from oogst.demo.publishers import sample_publishers, write_publishers

__all__ = ["PORTALS", "SamplePortals", "faults", "sample_publishers", "write_publishers"]
