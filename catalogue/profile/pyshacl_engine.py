"""The second engine: ``pyshacl``, in pure Python, for machines where ``shacl`` has no build and as its check.

It gives up with a TypeError on some values that cannot be compared; that is an EngineError here, so that
it costs one entry and not the run.
"""

import logging
from typing import Final

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from catalogue.profile.validator import EngineError, Result

__all__ = ["PyshaclEngine"]

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""It tells of every ill-typed value with a traceback; here that is a result."""

_COMPONENT: Final = len(str(SH)), len("ConstraintComponent")


class PyshaclEngine:
    name: Final = "pyshacl"

    def __init__(self, shapes: str) -> None:
        """Read shapes written as N-Triples. Raises EngineError when they hold none."""
        self._shapes = _graph(shapes)
        if (None, SH.path, None) not in self._shapes and (None, RDF.type, SH.NodeShape) not in self._shapes:
            raise EngineError("the shapes graph holds no shapes")

    def validate(self, ntriples: str) -> list[Result]:
        data = _graph(ntriples)
        try:
            _, report, text = pyshacl.validate(
                data, shacl_graph=self._shapes, inference="none", do_owl_imports=False, inplace=True
            )
        except (
            ReportableRuntimeError,
            TypeError,
            ValueError,
            ArithmeticError,
            AttributeError,
            LookupError,
        ) as error:
            raise EngineError(f"{type(error).__name__}: {error}") from error
        if not isinstance(report, Graph):
            raise EngineError(text)
        (head,) = report.subjects(RDF.type, SH.ValidationReport)
        return [_normal(report, node) for node in report.objects(head, SH.result)]


def _graph(ntriples: str) -> Graph:
    """Read N-Triples with literals exactly as written; rdflib's own reader rewrites ``01`` to ``1``."""
    graph = Graph()
    try:
        for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES):
            graph.add((_node(quad.subject), URIRef(quad.predicate.value), _node(quad.object)))
    except SyntaxError as error:
        raise EngineError(str(error)) from error
    return graph


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    return BNode(str(term).removeprefix("_:"))


def _normal(report: Graph, node: Node) -> Result:
    start, end = _COMPONENT
    severity = report.value(node, SH.resultSeverity)
    return Result(
        shape=_bare(report.value(node, SH.sourceShape)),
        focus=_text(report.value(node, SH.focusNode)),
        path=_bare(report.value(node, SH.resultPath)),
        value=_text(report.value(node, SH.value)),
        component=str(report.value(node, SH.sourceConstraintComponent))[start:-end],
        severity=str(severity)[start:],
    )


def _bare(term: Node | None) -> str:
    return str(term) if isinstance(term, URIRef) else ""


def _text(term: Node | None) -> str:
    """Write a term as N-Triples does, the way the other engine does."""
    if term is None:
        return ""
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, Literal):
        datatype = ox.NamedNode(term.datatype) if term.datatype else None
        return str(
            ox.Literal(str(term), language=term.language, datatype=None if term.language else datatype)
        )
    return "_:"
