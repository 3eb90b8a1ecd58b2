"""What a bundle is, and what a replay of it came to: on a screen, and as a document."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.text import Text as Line

from catalogue.bundle import Manifest, fingerprint
from harvester.evidence import Came, Differs
from oogst.report.seals import print_seals, seals_document
from oogst.screen import Speech, fact_table, heading, percent, plain

__all__ = ["bundle_document", "came_document", "print_bundle", "print_came"]

WITH_EVENTS: Final = 2
"""The form of bundles from which on they tell what was published when."""


def bundle_document(manifest: Manifest, public: str) -> dict[str, Any]:
    """Give what a bundle says of itself, without its list of files."""
    said = manifest.model_dump(mode="json")
    size = sum(member["size"] for member in said.pop("members"))
    signer = {"public": public, "fingerprint": fingerprint(public)} if public else None
    return said | {"files": len(manifest.members), "size": size, "signed_by": signer}


def print_bundle(path: Path, manifest: Manifest, public: str, console: Console, speech: Speech) -> None:
    """Print what is in a bundle, what was left out and why, and who signed it."""
    scope, say = manifest.scope, speech.say
    table = fact_table()
    table.add_row(say("audit.fact.file"), plain(str(path)))
    table.add_row(say("audit.fact.publishers"), plain(", ".join(scope.publishers)))
    if scope.entries:
        table.add_row(say("audit.fact.entries"), str(len(scope.entries)))
    table.add_row(say("audit.fact.at"), f"{scope.at:%Y-%m-%d %H:%M:%S} UTC")
    table.add_row(
        say("audit.fact.software"), plain(manifest.software.version or manifest.software.judging[:12])
    )
    counts = ", ".join(f"{name} {count}" for name, count in manifest.counts.items() if count)
    table.add_row(say("audit.fact.rows"), plain(counts))
    signer = fingerprint(public) if public else say("audit.fact.nobody")
    table.add_row(say("audit.fact.signed-by"), signer)
    console.print(table)
    if manifest.format < WITH_EVENTS:
        console.print(Line(say("audit.without-events")), soft_wrap=True)
    for one in manifest.left_out:
        console.print(Line(speech.count(f"bundle.left-out.{one.what}", one.count)), soft_wrap=True)


def came_document(came: Came, manifest: Manifest, public: str) -> dict[str, Any]:
    """Give what a replay came to."""
    return {
        "same": came.same,
        "counted": dict(sorted(came.counted.items())),
        "software": came.software,
        "numbers": came.numbers,
        "published": {name: one._asdict() for name, one in came.published.items()},
        "differing": [one._asdict() for one in came.differing],
        "seals": seals_document(came.sealed),
        "bundle": bundle_document(manifest, public),
    }


def print_came(came: Came, shown: int, console: Console, speech: Speech) -> None:
    """Print whether the numbers are the same, and each difference with what may have caused it."""
    say = speech.say
    for name, numbers in came.numbers.items():
        facts = {"value": percent(numbers["value"]), "coverage": percent(numbers["coverage"])}
        console.print(Line(say("audit.number", publisher=plain(name), rubric=numbers["rubric"], **facts)))
    for name, one in came.published.items():
        facts = {"first": f"{one.first:%Y-%m-%d %H:%M}", "last": f"{one.last:%Y-%m-%d %H:%M}"}
        text = speech.count("audit.published", one.standing, publisher=plain(name), **facts)
        console.print(Line(text), soft_wrap=True)
    counts = ", ".join(f"{say(f'audit.counted.{name}')} {n}" for name, n in sorted(came.counted.items()) if n)
    console.print(Line(say("audit.came-same", counts=counts or "0")), soft_wrap=True)
    for code in came.software:
        console.print(Line(say(f"audit.why.software-{code}")), soft_wrap=True)
    if came.sealed.amiss or came.sealed.unsealed:
        print_seals(came.sealed, console, speech)
    if came.same:
        console.print(Line(say("audit.same-numbers")))
        return
    if came.differing:
        console.print(heading(speech.count("audit.differ", len(came.differing))))
        _print_differing(came.differing[:shown], console, speech)
    if len(came.differing) > shown:
        console.print(Line(speech.count("audit.more", len(came.differing) - shown)))


def _print_differing(some: Iterable[Differs], console: Console, speech: Speech) -> None:
    for one in some:
        what = speech.say(f"audit.what.{one.what}")
        whose = f"{one.entry} {plain(one.title)}" if one.entry else plain(one.publisher)
        console.print(Line(f" {what} {plain(one.where)}  {whose}".rstrip()), soft_wrap=True)
        if one.then or one.now:
            console.print(Line(f"   - {plain(one.then)}", style="dim"), soft_wrap=True)
            console.print(Line(f"   + {plain(one.now)}", style="dim"), soft_wrap=True)
        for code in one.why:
            if not code.startswith("software-"):
                console.print(Line(f"   {speech.say(f'audit.why.{code}')}", style="dim"), soft_wrap=True)
