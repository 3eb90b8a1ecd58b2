"""The portal twin: what the Flemish platform would make of a feed, foretold from how it was read to work.

One stage per file, all pure: sniffing, extraction, depth, import, forcing; then checks, index and page.
"""

from catalogue.targets.twin.checks import Breach
from catalogue.targets.twin.depth import Ground, ground_of
from catalogue.targets.twin.document import Fate, Reading, read_document
from catalogue.targets.twin.extraction import Extraction, PassedOver, Registration, extract
from catalogue.targets.twin.kept import CatalogueFacts, portray_kept
from catalogue.targets.twin.losses import Loss, Verdict, judged
from catalogue.targets.twin.record import CatalogueTwin, RecordTwin, portray, portray_catalogue
from catalogue.targets.twin.sniffing import Problem, Sniffed, poison, sniff
from catalogue.targets.twin.statements import Facts, facts_of, facts_of_ntriples
from catalogue.targets.twin.tally import LossKind, RuleBroken, Tally
from catalogue.targets.twin.uuids import collisions, platform_uuid

__all__ = [
    "Breach",
    "CatalogueFacts",
    "CatalogueTwin",
    "Extraction",
    "Facts",
    "Fate",
    "Ground",
    "Loss",
    "LossKind",
    "PassedOver",
    "Problem",
    "Reading",
    "RecordTwin",
    "Registration",
    "RuleBroken",
    "Sniffed",
    "Tally",
    "Verdict",
    "collisions",
    "extract",
    "facts_of",
    "facts_of_ntriples",
    "ground_of",
    "judged",
    "platform_uuid",
    "poison",
    "portray",
    "portray_catalogue",
    "portray_kept",
    "read_document",
    "sniff",
]
