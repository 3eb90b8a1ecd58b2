"""The rules, one file per principle: pure functions of a case and the rubric's parameters."""

from catalogue.charter.rules import (
    attested,
    p01_open,
    p02_closed,
    p03_once,
    p04_reuse,
    p05_contact,
    p06_hygiene,
    p07_owners,
    p09_formats,
    p12_web,
    p14_share,
    p15_portals,
    p16_licences,
    p17_dialogue,
    p20_spread,
)
from catalogue.charter.rules.registry import CONDITIONS, RULES

__all__ = [
    "CONDITIONS",
    "RULES",
    "attested",
    "p01_open",
    "p02_closed",
    "p03_once",
    "p04_reuse",
    "p05_contact",
    "p06_hygiene",
    "p07_owners",
    "p09_formats",
    "p12_web",
    "p14_share",
    "p15_portals",
    "p16_licences",
    "p17_dialogue",
    "p20_spread",
]
