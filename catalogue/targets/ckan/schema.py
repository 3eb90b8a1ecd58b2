"""The portal's own schema of a dataset, as ckanext-scheming tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["ESSENTIAL", "Field", "Schema", "read_schema"]

ESSENTIAL: Final = ("contact", "publisher", "theme")
"""Without a place for these it is no DCAT-AP any more; the least of ckanext-dcat's schemas has them."""
TRANSLATED: Final = "fluent"
SEVERAL: Final = ("multiple_text", "multiple_checkbox", "multiple_select", "scheming_multiple")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    required: bool = False
    translated: bool = False
    """Holds a text per language (ckanext-fluent)."""
    several: bool = False
    once: bool = False
    """Holds one small object at most."""
    choices: frozenset[str] = frozenset()
    """All the values that it takes; empty where it takes any."""
    parts: Mapping[str, "Field"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    dataset: Mapping[str, Field]
    resource: Mapping[str, Field]
    languages: tuple[str, ...] = ()
    """Of its translated fields."""

    def lacking(self) -> list[str]:
        """Name what an entry cannot do without and this has no place for."""
        return [name for name in ESSENTIAL if name not in self.dataset]


def read_schema(told: Mapping[str, Any]) -> Schema:
    return Schema(
        dataset=_fields(told.get("dataset_fields")),
        resource=_fields(told.get("resource_fields")),
        languages=tuple(map(str, told.get("form_languages") or ())),
    )


def _fields(told: Any) -> dict[str, Field]:  # noqa: ANN401 -- JSON of the portal
    each = (_field(one) for one in told or () if isinstance(one, dict) and one.get("field_name"))
    return {one.name: one for one in each}


def _field(told: Mapping[str, Any]) -> Field:
    how = f"{told.get('preset', '')} {told.get('validators', '')}"
    choices = told.get("choices") or ()
    return Field(
        name=str(told["field_name"]),
        required=bool(told.get("required")) or "not_empty" in how.replace("fluent", ""),
        translated=TRANSLATED in how,
        several=any(name in how for name in SEVERAL),
        once=bool(told.get("repeating_once")),
        choices=frozenset(str(one["value"]) for one in choices if isinstance(one, dict) and "value" in one),
        parts=_fields(told.get("repeating_subfields")),
    )
