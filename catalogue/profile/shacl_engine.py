"""The fast engine: ``shacl``, in Rust. Shapes are compiled once; validating frees the interpreter's lock."""

from typing import Final

from shacl import Result as ShaclResult
from shacl import Shapes

from catalogue.profile.validator import EngineError, Result

__all__ = ["ShaclEngine"]


class ShaclEngine:
    """Compiled shapes, safe to share between threads."""

    name: Final = "shacl"

    def __init__(self, shapes: str) -> None:
        """Compile shapes written as N-Triples. Raises EngineError when they hold none."""
        try:
            self._shapes = Shapes.from_text(shapes, format="ntriples")
        except ValueError as error:
            raise EngineError(str(error)) from error
        if not len(self._shapes):
            raise EngineError("the shapes graph holds no shapes")

    def validate(self, ntriples: str) -> list[Result]:
        try:
            report = self._shapes.validate_text(ntriples, format="ntriples")
        except (ValueError, RuntimeError) as error:
            raise EngineError(str(error)) from error
        return [_normal(result) for result in report.results]


def _normal(result: ShaclResult) -> Result:
    return Result(
        shape=_bare(result.source_shape or ""),
        focus=_term(result.focus_node),
        path=_bare(result.path or ""),
        value=_term(result.value or ""),
        component=result.component.removesuffix("ConstraintComponent"),
        severity=result.severity,
    )


def _term(text: str) -> str:
    return "_:" if text.startswith("_:") else text


def _bare(iri: str) -> str:
    """Take the brackets off; a path that is no plain IRI, such as an inverse, is left empty."""
    return iri[1:-1] if iri.startswith("<") and iri.endswith(">") and ">" not in iri[1:-1] else ""
