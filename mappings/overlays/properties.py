"""The properties that may be corrected, from ``properties.yaml``, by every name that they go under."""

from functools import cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from mappings.overlays.property_paths import PropertyPath, plain_name
from mappings.tables import read_yaml

__all__ = ["Property", "known_names", "property_at"]

CONTACT: Final = "contact."


class Property(BaseModel):
    """A row of ``properties.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    """Of the model."""
    rule: str = ""
    shape: Literal["one", "many", "texts", "words"] = "one"
    make: Literal["", "licence", "place", "standard", "words"] = ""
    term: str = ""
    example: str = ""
    needed: bool = False
    evidence: bool = False
    refused: Literal["", "identity", "modified"] = ""
    topics: tuple[str, ...] = ()

    @property
    def spoken(self) -> bool:
        """Tell whether its values are texts in a language."""
        return self.shape in {"texts", "words"}


def property_at(path: PropertyPath) -> Property | None:
    """Give the property that a path names, if there is one."""
    return _by_name().get((path.node == "contact", path.name))


def known_names() -> list[str]:
    """List what may be corrected, as it is typed."""
    return [name for name, row in _rows().items() if not row.refused]


@cache
def _rows() -> dict[str, Property]:
    content = read_yaml("overlays", "properties.yaml")
    parts = TypeAdapter(dict[str, dict[str, object]]).validate_python(content)
    return {
        name: Property.model_validate({"field": name.removeprefix(CONTACT), **row})
        for name, row in parts.items()
    }


@cache
def _by_name() -> dict[tuple[bool, str], Property]:
    return {
        (name.startswith(CONTACT), plain_name(word)): row
        for name, row in _rows().items()
        for word in (row.field, row.term)
        if word
    }
