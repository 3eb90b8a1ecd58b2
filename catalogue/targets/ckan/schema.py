"""The portal's own schema of a dataset, as ckanext-scheming tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["ESSENTIAL", "Field", "Schema", "read_schema"]

ESSENTIAL: Final = ("contact", "publisher", "theme")
"""Without a place for these it is no DCAT-AP any more. The multilingual one of ckanext-dcat lacks two."""
TRANSLATED: Final = "fluent"
SEVERAL: Final = ("multiple_text", "multiple_checkbox", "multiple_select", "scheming_multiple")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    required: bool = False
    translated: bool = False
    """Holds a text per language (ckanext-fluent)."""
    languages: tuple[str, ...] = ()
    """Of a translated field; empty where neither it nor the schema names any: it takes every one."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a language of a field that is required, those that will do in its place."""
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

    def lacking(self) -> list[str]:
        """Name what an entry cannot do without and this has no place for."""
        return [name for name in ESSENTIAL if name not in self.dataset]


def read_schema(told: Mapping[str, Any]) -> Schema:
    return Schema(
        dataset=_fields(told.get("dataset_fields"), told), resource=_fields(told.get("resource_fields"), told)
    )


def _fields(told: Any, schema: Mapping[str, Any]) -> dict[str, Field]:  # noqa: ANN401 -- JSON of the portal
    each = (_field(one, schema) for one in told or () if isinstance(one, dict) and one.get("field_name"))
    return {one.name: one for one in each}


def _field(told: Mapping[str, Any], schema: Mapping[str, Any]) -> Field:
    """Read a field; of its languages the schema speaks where it does not itself."""
    how = f"{told.get('preset', '')} {told.get('validators', '')}"
    choices = told.get("choices") or ()
    return Field(
        name=str(told["field_name"]),
        required=bool(told.get("required")) or "not_empty" in how.replace("fluent", ""),
        translated=TRANSLATED in how,
        languages=_languages(told.get("form_languages", schema.get("form_languages"))),
        instead=_instead(told.get("alternate_languages", schema.get("alternate_languages"))),
        several=any(name in how for name in SEVERAL),
        once=bool(told.get("repeating_once")),
        choices=frozenset(str(one["value"]) for one in choices if isinstance(one, dict) and "value" in one),
        parts=_fields(told.get("repeating_subfields"), schema),
    )


def _languages(told: Any) -> tuple[str, ...]:  # noqa: ANN401 -- JSON of the portal
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _instead(told: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 -- idem
    return {str(one): _languages(others) for one, others in told.items()} if isinstance(told, Mapping) else {}
