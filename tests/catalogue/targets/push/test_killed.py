"""A push that is killed leaves no "maybe"; all of its calls are killed by ``kills.py``."""

import signal
from pathlib import Path

from catalogue.store import Database
from catalogue.targets.push import State
from catalogue.targets.push.plans import step_counts
from tests.catalogue.targets.push.kills import changes, killed, sound
from tests.catalogue.targets.push.portal import Portal


def test_killed_between_the_work_and_its_answer_it_ends_as_if_nothing_happened(
    store: Database, there: Portal, tmp_path: Path
) -> None:
    with changes(store, there) as (pushing, uuids):
        plan = pushing.keep(pushing.plan())
        url = f"sqlite:///{tmp_path / 'oogst.db'}"
        assert killed(url, there, plan, 3, "kill-after") == -signal.SIGKILL
        with store.transaction() as connection:
            open_steps = {state for _, state in step_counts(connection, 2)}
        assert State.STARTED in open_steps
        pushing.apply(plan)
        assert sound(pushing, there, uuids) == []
