"""What an entry breaks, in one form for all: shapes, our own code, and what the mapping could not use."""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from catalogue.profile.layers import GATE_LAYERS

__all__ = ["Fault", "Finding", "Severity", "gate"]

Severity = Literal["error", "warning", "info"]
Fault = Literal["source", "portal", "mapping", "network"]


class Finding(NamedTuple):
    """A rule that an entry breaks, and where."""

    rule: str
    """Name of the rule: ``dataset-title-missing``; its words: :func:`catalogue.profile.rule_text`."""
    layer: str
    severity: Severity
    focus: str
    """IRI of the thing that breaks the rule."""
    path: str = ""
    """Property as CURIE: ``dct:title``; empty when the rule looks at the thing as a whole."""
    value: str = ""
    """The value that breaks the rule, as N-Triples writes it; empty when a value is missing."""
    fault: Fault = "source"
    """Whose fault it most likely is."""


def gate(findings: Iterable[Finding], layers: Collection[str] = GATE_LAYERS) -> bool:
    """Say whether an entry with these findings may be published: no error in any of the layers."""
    return not any(finding.severity == "error" and finding.layer in layers for finding in findings)
