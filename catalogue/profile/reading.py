"""Reads an entry that comes as N-Triples text: what can be read is kept, what cannot is a finding.

N-Triples has one triple a line, so a line that is no RDF costs that line only.
"""

from typing import Final

import pyoxigraph as ox

from catalogue.graph import Blocks
from catalogue.model.namespaces import expand
from catalogue.profile.findings import Finding
from catalogue.profile.wellformed import finding_of

__all__ = ["TYPE", "read"]

TYPE: Final = ox.NamedNode(expand("rdf:type"))


def read(text: str) -> tuple[Blocks, list[Finding]]:
    """Give the triples by subject, types first, and what could not be read.

    A blank subject is kept as ``_:label``.
    """
    blocks: Blocks = {}
    try:
        _add(blocks, text)
    except SyntaxError:
        return _line_by_line(text)
    return blocks, []


def _add(blocks: Blocks, text: str) -> None:
    for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True):
        subject = quad.subject
        name = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
        triples = blocks.setdefault(name, [])
        triples.insert(0 if quad.predicate == TYPE else len(triples), quad.triple)


def _line_by_line(text: str) -> tuple[Blocks, list[Finding]]:
    blocks: Blocks = {}
    findings = []
    for line in text.split("\n"):
        try:
            _add(blocks, line)
        except SyntaxError:
            focus = line[1:].split(">", 1)[0] if line.startswith("<") else ""
            findings.append(finding_of("not-readable", focus, value=line))
    return blocks, findings
