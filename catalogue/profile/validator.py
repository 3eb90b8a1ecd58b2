"""What validates: one small interface, two engines behind it that give equal answers.

``shacl`` is fast and young and has no build for every machine; ``pyshacl`` is slow, old and runs anywhere.
"""

from importlib import import_module
from typing import NamedTuple, Protocol

from catalogue.profile.rules import shapes_text

__all__ = ["EngineError", "Result", "Validator", "best_validator"]


class EngineError(Exception):
    """Raised by an engine that cannot finish: on unreadable data, or on a fault of its own."""


class Result(NamedTuple):
    """One validation result, its terms as N-Triples writes them; every blank node is ``_:``."""

    shape: str
    """IRI of the shape that was broken, without brackets; empty when it is a blank node."""
    focus: str
    path: str
    """IRI of the property without brackets; empty when it is not one property."""
    value: str
    """Empty when no single value is at fault."""
    component: str
    """Local name of the constraint component: ``MinCount``."""
    severity: str
    """``Violation``, ``Warning`` or ``Info``."""


class Validator(Protocol):
    @property
    def name(self) -> str:
        """The engine's own name."""

    def validate(self, ntriples: str) -> list[Result]:
        """Validate a graph against the shapes the engine was made with. Raises EngineError."""


def best_validator(shapes: str | None = None) -> Validator:
    """Give the fastest engine that works on this machine. Shapes are N-Triples; ours when not given."""
    text = shapes_text() if shapes is None else shapes
    for module, engine in (("shacl_engine", "ShaclEngine"), ("pyshacl_engine", "PyshaclEngine")):
        try:
            found: Validator = getattr(import_module(f"catalogue.profile.{module}"), engine)(text)
        except (ImportError, EngineError):
            continue
        return found
    raise EngineError("neither shacl nor pyshacl can be used here")
