"""Reading a piece of RDF, written in the test."""

import io
from collections.abc import Callable

import pytest

from harvester.rdf import Branch, Findings, open_document, read_branches

Read = Callable[..., tuple[Findings, list[Branch]]]

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def read() -> Read:
    def run(text: str | bytes, url: str = "http://data.example/c") -> tuple[Findings, list[Branch]]:
        body = text if isinstance(text, bytes) else text.encode()
        findings, *branches = read_branches(open_document(io.BytesIO(body), url=url), url)
        assert isinstance(findings, Findings)
        return findings, [branch for branch in branches if isinstance(branch, Branch)]

    return run
