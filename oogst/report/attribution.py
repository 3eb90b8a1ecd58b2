"""Which finding is about which value: by the node it is about, and the property, whoever names it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from catalogue.profile import Finding
from catalogue.views import EntryView

__all__ = ["Findings", "about", "property_name"]

_PLACE: Final = re.compile(r"<([^>]+)> <http://www\.w3\.org/ns/dcat#(?:accessURL|endpointURL)> <([^>]+)> \.")
_OURS: Final = {
    "accrual_periodicity": "frequency",
    "contact_point": "contact",
    "fn": "name",
    "has_email": "email",
}
"""Names of the vocabulary for which the model has another word."""


def property_name(word: str) -> str:
    """Make ``dct:accessRights``, ``access_rights`` and ``license`` say the same as our own names."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", re.split(r"[:/#]", word)[-1]).lower()
    said = snake.replace("license", "licence").removesuffix("s")
    return _OURS.get(said, said)


@dataclass(slots=True)
class Findings:
    """The findings of an entry, to be handed out per value."""

    entry: EntryView
    nodes: dict[str, set[str]]
    """By the IRI of a distribution or service: where its values stand, such as ``distributions[0]``."""
    given: set[int] = field(default_factory=set)

    def of(self, path: str) -> list[Finding]:
        """Give those about the values of one property of one node."""
        found = [one for one in self.entry.findings if self._fits(one, path)]
        self.given.update(id(one) for one in found)
        return found

    def rest(self, paths: Sequence[str]) -> list[Finding]:
        """Give those about no value that is there."""
        for path in paths:
            self.of(path)
        return [one for one in self.entry.findings if id(one) not in self.given]

    def _fits(self, finding: Finding, path: str) -> bool:
        if finding.layer == "mapping":
            return bool(finding.path) and finding.path in self._pointers(path)
        node, _, name = path.rpartition(".")
        if not finding.path or property_name(finding.path) != property_name(name):
            return False
        if finding.focus == self.entry.iri:
            return not node
        known = self.nodes.get(finding.focus)
        return node in known if known else bool(node) and "[" not in node

    def _pointers(self, path: str) -> Collection[str]:
        return {why.pointer for why in self.entry.reasons.get(path, ())}


def about(entry: EntryView) -> Findings:
    """Sort the findings of an entry by what they are about."""
    addresses: dict[str, set[str]] = {}
    for path, whys in entry.reasons.items():
        node, _, name = path.rpartition(".")
        if name in {"access_url", "endpoint_url"}:
            for why in whys:
                addresses.setdefault(why.value, set()).add(node)
    nodes: dict[str, set[str]] = {}
    for node, address in _PLACE.findall(entry.body):
        nodes.setdefault(node, set()).update(addresses.get(address, ()))
    return Findings(entry, nodes)
