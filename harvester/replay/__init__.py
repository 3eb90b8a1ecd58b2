"""Replay: what today's rules make of the records that were kept. No source is asked anything."""

from harvester.replay.differences import Change, Difference, compare
from harvester.replay.replaying import Lost, Replay, replay
from harvester.replay.totals import Totals

__all__ = ["Change", "Difference", "Lost", "Replay", "Totals", "compare", "replay"]
