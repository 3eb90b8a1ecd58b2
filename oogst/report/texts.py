"""The words of a finding, whether the profile or the mapping found it: never without something to do."""

from typing import Final

import mappings
from catalogue.profile import RuleText, rule_text
from oogst.report.speech import Speech

__all__ = ["finding_text"]

WHO_ACTS: Final = {
    "source": "report.look",
    "portal": "report.ask-supplier",
    "mapping": "report.tell-us",
    "network": "report.try-again",
}


def finding_text(rule: str, layer: str, fault: str, speech: Speech) -> RuleText:
    """Say what a finding means and what to do about it."""
    if layer != "mapping":
        return rule_text(rule, speech.language)
    sentence, _, remedy = mappings.note_text(rule, speech.language).partition(". ")
    return RuleText(sentence.rstrip(".") + ".", remedy or speech.say(WHO_ACTS[fault]))
