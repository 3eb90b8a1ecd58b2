"""Reading RDF catalogues of any size: a document in, one tree per dataset out."""

from harvester.rdf.document import Document, open_document
from harvester.rdf.envelope import open_enveloped
from harvester.rdf.formats import RdfFormat, sniff
from harvester.rdf.reader import Branch, Findings, read_branches

__all__ = [
    "Branch",
    "Document",
    "Findings",
    "RdfFormat",
    "open_document",
    "open_enveloped",
    "read_branches",
    "sniff",
]
