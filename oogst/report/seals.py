"""What came of holding a store to its seals: in a table, and as a document."""

from typing import Any, Final

from rich.console import Console
from rich.text import Text as Line

from catalogue.store.seals import Amiss, Checked
from oogst.screen import Speech, data_table, heading, plain

__all__ = ["print_seals", "seals_document"]

SHOWN: Final = 100
"""Things amiss on a screen; the document has them all."""


def seals_document(found: Checked) -> dict[str, Any]:
    """Give it as plain JSON values."""
    return {
        "holds": found.holds,
        "seals": found.seals,
        "rows": dict(sorted(found.counted.items())),
        "left_out": dict(sorted(found.left_out.items())),
        "unsealed_runs": dict(sorted(found.unsealed.items())),
        "waiting": dict(sorted(found.waiting.items())),
        "heads": found.heads,
        "amiss": [one._asdict() for one in found.amiss],
    }


def print_seals(found: Checked, console: Console, speech: Speech) -> None:
    """Print what holds, what was never sealed, and what is amiss."""
    table = data_table([speech.say("seal.column.kind")], [speech.say("seal.column.rows")])
    for kind, count in sorted(found.counted.items()):
        if count:
            table.add_row(speech.say(f"seal.kind.{kind}"), str(count))
    if table.row_count:
        console.print(table)
    for chain, head in sorted(found.heads.items()):
        if head:
            console.print(Line(speech.say("seal.head", chain=plain(chain), seal=head)), soft_wrap=True)
    for source, count in sorted(found.unsealed.items()):
        console.print(Line(speech.count("seal.unsealed", count, source=plain(source))))
    for kind, count in sorted(found.waiting.items()):
        console.print(Line(speech.count("seal.waiting", count, kind=speech.say(f"seal.kind.{kind}"))))
    _print_amiss(found, console, speech)


def _print_amiss(found: Checked, console: Console, speech: Speech) -> None:
    if found.holds:
        console.print(Line(speech.count("seal.holds", found.seals)))
        return
    console.print(heading(speech.count("seal.does-not-hold", len(found.amiss))))
    for one in found.amiss[:SHOWN]:
        console.print(Line(f" {_sentence(one, speech)}"), soft_wrap=True)
    if len(found.amiss) > SHOWN:
        console.print(Line(speech.count("seal.more", len(found.amiss) - SHOWN)))


def _sentence(one: Amiss, speech: Speech) -> str:
    what = speech.say(f"seal.kind.{one.kind}")
    said = f"{what}: {speech.say(f'seal.how.{one.how}')}: {plain(one.name)}"
    return f"{said} ({plain(one.chain)}, run {one.run_id})" if one.run_id is not None else said
