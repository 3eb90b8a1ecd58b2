"""The words of findings, which are never without something to do, and of verdicts.

Where the software of the portal is known, what to do names the field in it.
"""

from typing import Final

import mappings
from catalogue.charter import Verdict, verdict_text
from catalogue.profile import RuleText, rule_of, rule_text
from oogst.screen import Speech

__all__ = ["field_of", "finding_text", "topic_of_finding", "verdict_sentence"]

OF_MAPPING: Final = "mapping"
RULES_BY: Final = ("errors", "warnings")
"""What a verdict on the profile names the broken rules by."""


def finding_text(rule: str, layer: str, fault: str, speech: Speech, software: str = "") -> RuleText:
    """Say what a finding means and what to do about it, in the portal's software when it is known."""
    if layer == OF_MAPPING:
        sentence = mappings.note_text(rule, speech.language).partition(". ")[0]
        text = RuleText(sentence.rstrip(".") + ".", mappings.note_remedy(rule, speech.language))
    else:
        text = rule_text(rule, speech.language)
    where = field_of(rule, layer, software, speech) if fault == "source" else ""
    return text._replace(remedy=f"{text.remedy} {where}") if where else text


def topic_of_finding(rule: str, layer: str) -> str:
    """Say what a finding is about, as far as a portal has a field for it."""
    if layer == OF_MAPPING:
        return mappings.note_topic(rule)
    return mappings.topic_of(rule, rule_of(rule).path)


def field_of(rule: str, layer: str, software: str, speech: Speech) -> str:
    """Name the field in this software where a finding is mended; empty where it has none that we know."""
    path = "" if layer == OF_MAPPING else rule_of(rule).path
    return mappings.where_to_mend(topic_of_finding(rule, layer), software, speech.language, path)


def verdict_sentence(verdict: Verdict, speech: Speech) -> str:
    """Say in one sentence why a verdict is as it is; rules of the profile are told by their title."""
    named = [name for name in RULES_BY if verdict.evidence.get(name)]
    if not named:
        return verdict_text(verdict, speech.language)
    titles = {name: [_title(rule, speech) for rule in verdict.evidence[name]] for name in named}
    return verdict_text(verdict._replace(evidence=verdict.evidence | titles), speech.language)


def _title(rule: object, speech: Speech) -> str:
    try:
        return rule_text(str(rule), speech.language).title.rstrip(".")
    except KeyError:  # a rule of an earlier version
        return str(rule)
