"""The overlays of a publisher file: read, and looked at until nothing can be wrong with them in the night."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from catalogue.errors import UsageError
from catalogue.model import Overlay, PublisherFacts
from schedules.forms import OverlayForm, PublisherForm
from schedules.positions import Page, Path
from schedules.publisher import Publisher

__all__ = ["own_entries_only", "with_overlays"]

OURS: Final = re.compile(
    r"https?://\S+/id/(?:dataset|dataservice|datasetreeks|record)/([^/\s]+)/[0-9a-f-]{36}"
)
"""An identifier as we give it, with the name of the publisher in it."""


def with_overlays(facts: PublisherFacts, form: PublisherForm, page: Page) -> PublisherFacts:
    """Add the overlays to the facts. Raises UsageError on one that cannot be carried out."""
    if not form.overlays:
        return facts
    found = [_overlay(one, page, number) for number, one in enumerate(form.overlays)]
    _known_sources(found, [source.label for source in form.sources], page)
    _look_at(found, facts, page)
    return replace(facts, overlays=tuple(found))


def own_entries_only(publishers: list[Publisher]) -> list[Publisher]:
    """Raise UsageError for an overlay on an entry of another publisher."""
    names = {publisher.name for publisher in publishers}
    for publisher in publishers:
        for overlay in publisher.facts.overlays:
            whose = OURS.fullmatch(overlay.entry)
            if whose and whose[1] != publisher.name and whose[1] in names:
                raise UsageError(
                    "overlays.other-publisher",
                    file=publisher.file,
                    line=overlay.line,
                    value=overlay.entry,
                    publisher=whose[1],
                )
    return publishers


def _overlay(form: OverlayForm, page: Page, number: int) -> Overlay:
    values = form.values or ((form.value,) if form.value is not None else ())
    return Overlay(
        property_name=form.property,
        values=values,
        remove=form.remove,
        author=form.author,
        reason=form.reason,
        written_on=form.written_on,
        until=form.until,
        page=form.page or "",
        was=form.was,
        entry=form.entry or "",
        distribution=form.distribution or "",
        source=form.source or "",
        missing=form.missing or "",
        having=next(iter(form.having.items())) if form.having else None,
        line=page.around(("overlays", number)).line,
    )


def _known_sources(overlays: Sequence[Overlay], labels: list[str], page: Page) -> None:
    for number, overlay in enumerate(overlays):
        if overlay.source and overlay.source not in labels:
            like = get_close_matches(overlay.source, labels, n=1) or labels[:1] or ["-"]
            place = page.around(("overlays", number, "source"))
            raise page.error("overlays.unknown-source", place, value=overlay.source, like=like[0])


def _look_at(overlays: Sequence[Overlay], facts: PublisherFacts, page: Page) -> None:
    from mappings import OverlayFault, check_overlay  # noqa: PLC0415 -- 0.2 s, for the few files with overlays

    seen: dict[tuple[object, ...], Overlay] = {}
    for number, overlay in enumerate(overlays):
        at: Path = ("overlays", number)
        try:
            path = check_overlay(overlay, facts)
        except OverlayFault as fault:
            raise page.error(fault.message, page.around((*at, fault.field)), **fault.facts) from fault
        same = (*_aim(overlay), path)
        if same in seen:
            place = page.around((*at, "property"))
            first = seen[same].line
            raise page.error("overlays.twice", place, value=overlay.property_name, first=first)
        seen[same] = overlay


def _aim(overlay: Overlay) -> tuple[object, ...]:
    return overlay.entry, overlay.distribution, overlay.source, overlay.missing, overlay.having
