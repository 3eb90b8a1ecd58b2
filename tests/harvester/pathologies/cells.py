"""Which protocols meet which pathologies: all of them in ``make torture``, a share in every test run.

Each scenario meets at least two protocols and each protocol meets scenarios of every kind;
``OOGST_TEST_MATRIX=whole`` has every protocol meet every scenario.
"""

import os
from collections.abc import Iterable

from catalogue.model import Protocol
from tests.harvester.pathologies.endings import READY

__all__ = ["cells"]


def cells(scenarios: Iterable[str]) -> list[tuple[Protocol, str]]:
    """Pair protocols with scenarios."""
    step = 1 if os.environ.get("OOGST_TEST_MATRIX") == "whole" else len(READY) // 2
    return [
        (protocol, scenario)
        for number, scenario in enumerate(scenarios)
        for at, protocol in enumerate(READY)
        if (number + at) % step == 0
    ]
