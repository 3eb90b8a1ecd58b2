"""The rules, one file per principle: pure functions of a case and the rubric's parameters."""

from catalogue.charter.rules import p04_reuse, p06_hygiene, p09_formats, p12_web, p15_portals, p16_licences
from catalogue.charter.rules.registry import CONDITIONS, RULES

__all__ = [
    "CONDITIONS",
    "RULES",
    "p04_reuse",
    "p06_hygiene",
    "p09_formats",
    "p12_web",
    "p15_portals",
    "p16_licences",
]
