"""All examples there are, page by page."""

from functools import cache
from importlib import import_module
from pathlib import Path

from tests.catalogue.charter.examples.frame import Example

__all__ = ["examples"]


@cache
def examples() -> tuple[Example, ...]:
    """Read every page of examples, one per principle."""
    pages = sorted(Path(__file__).parent.glob("p[0-9][0-9].py"))
    modules = [import_module(f"tests.catalogue.charter.examples.{page.stem}") for page in pages]
    return tuple(example for module in modules for example in module.EXAMPLES)
