"""Portals on loopback: a healthy catalogue for each protocol, and everything that can be wrong with one."""

from tests.harvester.scenarios.asking import PAGE, SIZE
from tests.harvester.scenarios.deliveries import DELIVERIES
from tests.harvester.scenarios.replies import REPLIES
from tests.harvester.scenarios.server import HOLDINGS, SCENARIOS, Scenarios, entry, selectors, serving

__all__ = [
    "DELIVERIES",
    "HOLDINGS",
    "PAGE",
    "REPLIES",
    "SCENARIOS",
    "SIZE",
    "Scenarios",
    "entry",
    "selectors",
    "serving",
]
