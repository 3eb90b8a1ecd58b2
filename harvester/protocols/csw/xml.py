"""How foreign XML is parsed here, always: without entities, DTD, file or network, and not without bounds."""

from types import MappingProxyType
from typing import Any, Final

__all__ = ["HARDENED", "local_name", "words"]

HARDENED: Final = MappingProxyType(
    {
        "resolve_entities": False,
        "load_dtd": False,
        "no_network": True,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
"""What every parser is told. ``huge_tree`` off keeps lxml's own bounds on depth, text and expansion."""


def local_name(element: Any) -> str:  # noqa: ANN401 -- an lxml element
    """Give the name of an element without its namespace; empty for a reference to an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any, path: str) -> str:  # noqa: ANN401 -- idem
    """Give the text at a path, its white space folded; empty if there is none."""
    found = element.find(path)
    return " ".join((found.text or "").split()) if found is not None else ""
