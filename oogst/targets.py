"""The targets of this installation: as configured, and opened as what their kind is."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from catalogue.errors import UsageError
from catalogue.store import Database
from catalogue.targets.push import Target, TargetSettings
from catalogue.targets.push.channel import Channel, EntryByEntry
from harvester.runs import FeedChannel
from oogst.installation import limits_of, publishers, rules_for
from oogst.settings import Settings, settings
from schedules import FEED, load_targets

__all__ = ["channel", "configured", "opened_target", "target_named"]

KINDS: Final = {"ckan": "catalogue.targets.ckan", "geonetwork": "catalogue.targets.geonetwork"}
"""Package of each kind that takes entries one by one; it hands out ``open_target``."""


def configured(file: Path | None = None) -> list[TargetSettings]:
    """Give the targets of this installation, the feed among them. Raises UsageError for a faulty file."""
    path = file or settings().targets
    unwritten = path == Settings.model_fields["targets"].default and not path.exists()
    return load_targets(None if file is None and unwritten else path)


def target_named(name: str, file: Path | None = None) -> TargetSettings:
    """Give one target. Raises UsageError for a name that none has."""
    known = {one.name: one for one in configured(file)}
    if name not in known:
        raise UsageError("targets.unknown", name=name, known=", ".join(sorted(known)))
    return known[name]


def channel(
    target: TargetSettings, database: Database, feeds: Path | None = None, schedules: Path | None = None
) -> Channel:
    """Open a target. Raises UsageError when its options do not suffice or its secret cannot be found."""
    if target.kind == FEED.kind:
        known = publishers(schedules)
        rules = {one.name: rules_for(one.facts) for one in known}
        limits = {one.name: limits_of(one) for one in known}
        return FeedChannel(target, database, feeds or settings().feeds, rules, limits)
    return EntryByEntry(opened_target(target), target, database)


def opened_target(target: TargetSettings) -> Target:
    """Open a target that takes entries one by one. Raises UsageError for one that is written whole."""
    if target.kind not in KINDS:
        raise UsageError("push.no-losses", target=target.name)
    # Unless it says otherwise, a target knows as ours what bears the base of our own IRIs.
    named = replace(target, options={"installation": settings().base_iri} | dict(target.options))
    opened: Target = import_module(KINDS[target.kind]).open_target(named)
    return opened
