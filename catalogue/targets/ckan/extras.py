"""The older form: what CKAN has no field for goes among the extras, as ckanext-dcat's profiles read them.

An extra has one text. So a list becomes the text of a JSON list, and of small objects the first is laid out
under names of its own; what that leaves out is told.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from catalogue.targets.ckan.losses import LONGEST, Losses
from catalogue.targets.ckan.parts import Part
from catalogue.targets.ckan.tongue import Tongue

__all__ = ["CORE", "in_extras", "resource_in_extras"]

CORE: Final = frozenset({"title", "notes", "url", "version"})
"""Fields that every CKAN has."""
FLAT: Final = {
    "contact": {name: f"contact_{name}" for name in ("uri", "name", "email", "url")},
    "creator": {name: f"creator_{name}" for name in ("uri", "name", "type")},
    "publisher": {name: f"publisher_{name}" for name in ("uri", "name", "type")},
    "rights_holder": {name: f"rights_holder_{name}" for name in ("uri", "name", "type")},
    "spatial_coverage": {
        "uri": "spatial_uri",
        "text": "spatial_text",
        "geom": "spatial",
        "bbox": "spatial_bbox",
        "centroid": "spatial_centroid",
    },
    "temporal_coverage": {"start": "temporal_start", "end": "temporal_end"},
}
NOWHERE: Final = frozenset({"qualified_relation"})
"""No profile reads these from an extra."""
LONGEST_VERSION: Final = 100


def in_extras(
    fields: Mapping[str, Any], tongue: Tongue, losses: Losses
) -> tuple[dict[str, Any], dict[str, str]]:
    """Divide fields into those of CKAN itself and extras."""
    core: dict[str, Any] = {}
    extras: dict[str, str] = {}
    for name, told in fields.items():
        if name in NOWHERE:
            losses.tell("ckan-target.loss.no-field", name)
            continue
        value = tongue.throughout(_first(name, told, losses) if name in FLAT else told, name, losses)
        if name in FLAT:
            extras.update({extra: str(value[part]) for part, extra in FLAT[name].items() if part in value})
        elif name == "version" and len(value) > LONGEST_VERSION:
            extras["dcat_version"] = value  # where ckanext-dcat looks when CKAN's own field is empty
        elif name in CORE:
            core[name] = value
        else:
            extras[name] = _text(value)
    return core, {name: text for name, text in extras.items() if _fits(name, text, losses)}


def _first(name: str, parts: Sequence[Part], losses: Losses) -> Part:
    if len(parts) > 1:
        losses.tell("ckan-target.loss.first", name, count=len(parts))
    return parts[0]


def resource_in_extras(resource: Part, place: int, tongue: Tongue, losses: Losses) -> Part:
    """Write the fields of a file: each a text, or a list as its text."""
    kept = tongue.throughout(resource, f"resources[{place}]", losses)
    texts = {name: value if isinstance(value, int) else _text(value) for name, value in kept.items()}
    return {
        name: text
        for name, text in texts.items()
        if isinstance(text, int) or name == "url" or _fits(f"resources[{place}].{name}", text, losses)
    }


def _text(value: Any) -> str:  # noqa: ANN401 -- text, or a list that JSON can hold
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _fits(name: str, text: str, losses: Losses) -> bool:
    size = len(text.encode())
    if size > LONGEST:
        losses.tell("ckan-target.loss.too-long", name, bytes=size, most=LONGEST)
    return size <= LONGEST
