"""What follows from an act on an attestation: its entries are judged again, the score is kept."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from catalogue.charter import Level
from catalogue.scores import Cause
from catalogue.store import Database
from catalogue.testimony import Attestation
from harvester.rejudging import judge_standing
from oogst.cli.console import bar, tell_count, tell_error
from oogst.cli.publisher import Known
from oogst.installation import known_sources, rules_for
from oogst.rubrics import rubric_in_force
from oogst.scorekeeping import keep_present_score

__all__ = ["follow", "this_second"]

SCOPE: Final = "attestation"
"""Of the run that judging entries again becomes."""


def this_second() -> datetime:
    """Give now without parts of a second: entries are judged as of a whole one, the act included."""
    return datetime.now(UTC).replace(microsecond=0)


def follow(store: Database, whom: Known, acted_on: Sequence[Attestation], schedules: Path | None) -> None:
    """Judge again the entries that the answers speak of, and keep the score that follows."""
    if any(_is_about_entries(one) for one in acted_on):
        _judge_again(store, whom, acted_on, schedules)
    keep_present_score(store, whom.name, Cause.ATTESTATION, whom.facts)


def _is_about_entries(one: Attestation) -> bool:
    check = rubric_in_force().by_id.get(one.check)
    return check is not None and check.level is not Level.PUBLISHER


def _judge_again(
    store: Database, whom: Known, acted_on: Sequence[Attestation], schedules: Path | None
) -> None:
    """Judge only the entries that are named, where all answers name theirs."""
    about = [one for one in acted_on if _is_about_entries(one)]
    named = sorted({uuid for one in about for uuid in one.entries})
    with bar(whom.name) as progress:
        done = judge_standing(
            whom.name,
            database=store,
            rules=rules_for(whom.facts),
            cause=SCOPE,
            uuids=named if all(one.entries for one in about) else None,
            find=known_sources(schedules).get,
            progress=progress,
        )
    tell_count("attest.judged-again", done.differing)
    if done.left or done.lost:
        tell_count("attest.judged-later", done.left + len(done.lost))
    for busy in done.busy:
        tell_error(busy)
