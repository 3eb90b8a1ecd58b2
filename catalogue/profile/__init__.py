"""The profile: the rules that an entry is held against, what it breaks, and whether it may be published.

Rules are SHACL shapes in ``shapes/`` with words of our own, and a few that only code can check. Assessing is
a pure function of the entries and the engine.
"""

from catalogue.profile.assessment import assess
from catalogue.profile.findings import Fault, Finding, Severity, gate
from catalogue.profile.layers import GATE_LAYERS, LAYERS, SHAPE_LAYERS
from catalogue.profile.rules import Rule, RuleText, rule_of, rule_text, rules, shapes_text
from catalogue.profile.validator import EngineError, Result, Validator, best_validator
from catalogue.profile.wanted import CLASSES, Presence, Share, Wanted, class_name, wanted

__all__ = [
    "CLASSES",
    "GATE_LAYERS",
    "LAYERS",
    "SHAPE_LAYERS",
    "EngineError",
    "Fault",
    "Finding",
    "Presence",
    "Result",
    "Rule",
    "RuleText",
    "Severity",
    "Share",
    "Validator",
    "Wanted",
    "assess",
    "best_validator",
    "class_name",
    "gate",
    "rule_of",
    "rule_text",
    "rules",
    "shapes_text",
    "wanted",
]
