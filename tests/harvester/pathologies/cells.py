"""Which protocols meet which pathologies: all of them when asked, a share in every test run.

Each scenario meets at least one protocol, and each protocol scenarios of every kind; with
``OOGST_TEST_MATRIX=whole`` every protocol meets every scenario.
"""

import os
from collections.abc import Iterable

from catalogue.model import Protocol
from tests.harvester.pathologies.endings import READY

__all__ = ["cells"]

STEP = 7
"""Of so many pairs one is tried."""


def cells(scenarios: Iterable[str]) -> list[tuple[Protocol, str]]:
    """Pair protocols with scenarios."""
    step = 1 if os.environ.get("OOGST_TEST_MATRIX") == "whole" else STEP
    return [
        (protocol, scenario)
        for number, scenario in enumerate(scenarios)
        for at, protocol in enumerate(READY)
        if (number + at) % step == 0
    ]
