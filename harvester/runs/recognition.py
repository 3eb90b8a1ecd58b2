"""What vanished and what appeared in its place: recognised as one dataset, so that it keeps its name.

What only looks alike is proposed to a person. What is certain is applied at once, where that is wanted.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from catalogue.likeness import Succession, successions, traits_of
from catalogue.packing import unpack
from catalogue.store import RunKey
from catalogue.store import successions as kept

__all__ = ["recognise"]

BESIDE: Final = 2_000
"""Entries that stay, looked at to learn what is common in this catalogue."""


def recognise(
    connection: Connection, key: RunKey, sources: list[int], now: datetime, *, apply: bool
) -> tuple[int, int]:
    """Pair what this run did not see with what is new to it. Give how many it proposed and applied.

    What one pair undoes, its former record being there again, is taken back first.
    """
    kept.take_back_contradicted(connection, key, now)
    if not kept.anything_vanished(connection, key, sources):  # as in a first harvest, where all is new
        return 0, 0
    appeared = kept.candidates_appeared(connection, key)
    vanished = kept.candidates_vanished(connection, key, sources) if appeared else []
    if not vanished:
        return 0, 0
    last = {str(one.record_id): one.run for one in vanished}
    first = {str(one.record_id): one.run for one in appeared}
    found = successions(
        {str(one.record_id): traits_of(unpack(one.body)) for one in vanished},
        {str(one.record_id): traits_of(unpack(one.body)) for one in appeared},
        [traits_of(unpack(body)) for body in kept.others_standing(connection, key, BESIDE)],
    )
    pairs = [one for one in found.successions if first[one.appeared] > last[one.vanished]]
    return _written(connection, key, pairs, now, apply=apply)


def _written(
    connection: Connection, key: RunKey, pairs: list[Succession], now: datetime, *, apply: bool
) -> tuple[int, int]:
    proposed = applied = 0
    for pair in pairs:
        number = kept.propose(connection, key, _pair(pair), now)
        if number is None:
            continue
        if apply and pair.certain:
            kept.apply_succession(connection, number, "", now)
            applied += 1
        else:
            proposed += 1
    return proposed, applied


def _pair(pair: Succession) -> kept.Pair:
    return kept.Pair(int(pair.vanished), int(pair.appeared), pair.confidence, _evidence(pair))


def _evidence(pair: Succession) -> dict[str, Any]:
    pieces = [{"clue": str(one.clue), "value": one.value, "shared": one.shared} for one in pair.evidence]
    return {"rule": pair.rule, "certain": pair.certain, "pieces": pieces}
