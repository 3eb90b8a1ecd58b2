"""``oogst push status``: the targets of this installation, and how far the last plan of each came."""

from typing import Annotated, Any

import typer

from catalogue.store import Database
from catalogue.targets.feed import last_copies
from catalogue.targets.push import CALLS, Act, State, TargetSettings
from catalogue.targets.push.placements import count_placements
from catalogue.targets.push.plans import Kept, last_plans, step_counts
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.cli.push.options import TargetsFile
from oogst.installation import opened
from oogst.screen import data_table
from oogst.settings import settings
from oogst.targets import configured, target_named
from schedules import FEED

__all__ = ["command"]

PLANS = 5
"""Of one target that is asked for."""


def command(
    target: Annotated[str, typer.Argument(help="help.push.target", metavar="[TARGET]")] = "",
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    chosen = [target_named(target, targets)] if target else configured(targets)
    with opened(database) as store:
        found = [_status(store, one, PLANS if target else 1) for one in chosen]
    if as_json:
        print_json(found)
    else:
        _show(found)


def _status(store: Database, target: TargetSettings, most: int) -> dict[str, Any]:
    with store.transaction() as connection:
        plans = last_plans(connection, target.name, most)
        counted = [(one, step_counts(connection, one.number)) for one in plans]
        placed = count_placements(connection, plans[0].plan.identity) if plans else 0
    if target.kind == FEED.kind:
        placed = sum(copy.entries for copy in last_copies(settings().feeds))
    return {
        "target": target.name,
        "kind": target.kind,
        "url": target.url,
        "publishers": list(target.publishers),
        "standing": placed,
        "plans": [_plan(kept, counts) for kept, counts in counted],
    }


def _plan(kept: Kept, counts: dict[tuple[Act, State], int]) -> dict[str, Any]:
    asked = {
        state: sum(n for (act, one), n in counts.items() if act in CALLS and one is state) for state in State
    }
    return {
        "plan": kept.name,
        "state": kept.state,
        "made_at": kept.plan.made_at,
        "ended_at": kept.ended_at,
        "done": asked[State.DONE],
        "refused": asked[State.REFUSED] + sum(n for (act, _), n in counts.items() if act is Act.REFUSE),
        "left": asked[State.PLANNED] + asked[State.STARTED],
    }


def _show(found: list[dict[str, Any]]) -> None:
    say = screen_language().say
    words = [say(f"push.column.{name}") for name in ("target", "kind", "plan", "state", "made")]
    numbers = [say(f"push.column.{name}") for name in ("standing", "done", "refused", "left")]
    table = data_table(words, numbers)
    for one in found:
        if not one["plans"]:
            table.add_row(one["target"], one["kind"], "-", say("push.state.none"), "-", "0", "", "", "")
        for at, plan in enumerate(one["plans"]):
            head = (one["target"], one["kind"]) if not at else ("", "")
            facts = (plan["plan"], say(f"push.state.{plan['state']}"), f"{plan['made_at']:%Y-%m-%d %H:%M}")
            counts = (str(plan[name]) for name in ("done", "refused", "left"))
            table.add_row(*head, *facts, str(one["standing"]) if not at else "", *counts)
    console().print(table)
