"""What the Flemish platform makes of an entry as it stands, and as it is supposed to be."""

from catalogue.graph import catalogue_blocks, entry_blocks, statements
from catalogue.targets.twin import CatalogueFacts, RecordTwin, portray_kept
from harvester.fixes import SUPPOSED, Known, Look, Looked
from harvester.runs import catalogue_of
from harvester.runs.road import moment

__all__ = ["portal_pairs"]


def portal_pairs(look: Look, looked: Looked) -> list[tuple[RecordTwin, RecordTwin]]:
    """Portray the first entry of each class that the supposition touches, now and then."""
    return [
        pair
        for one in looked.classes
        if SUPPOSED in one.trial.fixes
        for pair in _pairs(look, one.trial.known, one.trial.supposed)
    ]


def _pairs(look: Look, now: Known, then: Known | None) -> list[tuple[RecordTwin, RecordTwin]]:
    if then is None:
        return []
    publisher = now.entry.identity.publisher
    blocks = catalogue_blocks(catalogue_of(publisher, look.rules, look.connection), ())
    catalogue = CatalogueFacts(blocks)
    return list(zip(*(_portrayed(look, catalogue, one) for one in (now, then)), strict=False))


def _portrayed(look: Look, catalogue: CatalogueFacts, known: Known) -> list[RecordTwin]:
    blocks = entry_blocks(
        known.entry,
        issued=moment(known.first_seen),
        modified=moment(look.at),
        profile=look.rules.profile,
    )
    return portray_kept(catalogue, statements(blocks), look.at)
