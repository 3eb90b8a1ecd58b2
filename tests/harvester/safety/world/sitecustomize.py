"""A small world for a crawler: names that lead where a test says, and one loopback address that is outside.

Python imports this by itself in the child that a test starts, since its folder is on PYTHONPATH there; the
crawler is the real one. ``OOGST_TEST_WORLD`` holds JSON: the addresses ``outside``, and for each name the
answers of its look-ups, one after the other; the last one stays. There are no other names, and numbers are
understood in every way in which the system does.
"""

import ipaddress
import json
import os
import socket
from typing import Any

WORLD = json.loads(os.environ.get("OOGST_TEST_WORLD", "{}"))
OUTSIDE = frozenset(WORLD.get("outside", ()))
ANSWERS: dict[str, list[list[str]]] = WORLD.get("names", {})

_is_global: Any = ipaddress.IPv4Address.is_global
_getaddrinfo = socket.getaddrinfo


def _outside(self: ipaddress.IPv4Address) -> bool:
    return str(self) in OUTSIDE or _is_global.fget(self)


def _look_up(host: Any, port: Any, family: int = 0, kind: int = 0, *_: Any) -> Any:  # noqa: ANN401 -- as getaddrinfo
    answers = ANSWERS.get(host.lower().rstrip("."), [[host]])
    now = answers.pop(0) if len(answers) > 1 else answers[0]
    return [
        found
        for address in now
        for found in _getaddrinfo(address, port, family, kind, 0, socket.AI_NUMERICHOST)
    ]


if WORLD:
    ipaddress.IPv4Address.is_global = property(_outside)  # type: ignore[assignment, method-assign]
    socket.getaddrinfo = _look_up  # type: ignore[assignment]
