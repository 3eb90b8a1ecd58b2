"""``oogst push show``: one plan with all of its steps, and how far it came."""

from catalogue.store import Database
from catalogue.targets.push.plans import Kept, find_plan, step_counts, steps_kept
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.cli.push.options import PlanName
from oogst.installation import opened
from oogst.report.push import plan_document, print_plan

__all__ = ["command", "show"]


def command(plan: PlanName, database: DatabaseUrl = "", as_json: AsJson = False) -> None:  # noqa: FBT002  a flag
    with opened(database) as store:
        with store.transaction() as connection:
            kept = find_plan(connection, plan)
        show(store, kept, as_json=as_json, most=None)


def show(store: Database, kept: Kept, *, as_json: bool, most: int | None) -> None:
    """Print a plan, with ``most`` of its steps on the screen."""
    speech = screen_language()
    with store.transaction() as connection:
        counts = step_counts(connection, kept.number)
        steps = steps_kept(connection, kept.number)
        if as_json:
            print_json(plan_document(kept, counts, steps, speech))
        else:
            print_plan(kept, counts, steps, console(), speech, most=most)
