"""The hash by which a record is known to be unchanged.

Law: a source that only says it was modified did not change; anything else that differs did. So the
fields in :data:`VOLATILE` are left out, and nothing more.
"""

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import orjson

from catalogue.model import Content, Dialect

__all__ = ["VOLATILE", "canonical", "fingerprint", "is_volatile"]

_CKAN_TOUCHED: Final = frozenset(
    {"metadata_modified", "revision_id", "revision_timestamp", "tracking_summary"},
)

_HUB_TOUCHED: Final = frozenset(
    {
        "modified",
        "itemModified",
        "modifiedProvenance",
        # When the hub's index last looked at the item, and how often people did.
        "composedAt",
        "composeStatus",
        "dailyViewTrendRate",
        "lastViewed",
        "numViews",
        "numComments",
        "numRatings",
        "avgRating",
    },
)

EVERYWHERE: Final = "**"
"""The path that stands for every depth."""

VOLATILE: Final[Mapping[Dialect, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {
        # data.overheid.nl gave 5,854 of 6,475 datasets new resource ids in five days, 21 new content.
        Dialect.CKAN: {
            "": _CKAN_TOUCHED,
            "resources": _CKAN_TOUCHED
            | {"id", "last_modified", "cache_last_updated", "webstore_last_updated"},
            "organization": _CKAN_TOUCHED,
            "groups": _CKAN_TOUCHED,
            "tags": _CKAN_TOUCHED,
            "extras": frozenset({"id", "revision_id", "revision_timestamp", "package_id"}),
        },
        Dialect.OPENDATASOFT: {
            "metas.default": frozenset(
                {
                    "modified",
                    "modified_updates_on_data_change",
                    "modified_updates_on_metadata_change",
                    "data_processed",
                    "metadata_processed",
                },
            ),
            "metas.explore": frozenset(
                {
                    "api_call_count",
                    "attachment_download_count",
                    "download_count",
                    "file_fields_download_count",
                    "popularity_score",
                    "reuse_count",
                },
            ),
        },
        Dialect.OPENDATASOFT_V1: {
            "metas": frozenset({"modified", "data_processed", "metadata_processed"}),
        },
        Dialect.HUB_SEARCH: {
            "attributes": _HUB_TOUCHED,
            "properties": _HUB_TOUCHED,
            "meta": frozenset({"highlights", "matchedFields"}),
        },
        Dialect.HUB_DCAT_AP: {EVERYWHERE: frozenset({"dct:modified"})},
        Dialect.DCAT_US: {EVERYWHERE: frozenset({"modified"})},
        Dialect.DCAT_RDF: {EVERYWHERE: frozenset({"dct:modified"})},
        Dialect.DATATANK: {"": frozenset({"updated_at"})},
        Dialect.ISO_19139: {"": frozenset({"dateStamp", "dateInfo"})},
        Dialect.OGC_RECORD: {"properties": frozenset({"updated"})},
        Dialect.SCHEMA_ORG: {
            EVERYWHERE: frozenset({"aggregateRating", "dateModified", "interactionStatistic"}),
        },
        Dialect.HTML_LIST: {},
    },
)
"""Per dialect: path to the object → names left out there."""


class _Cut(NamedTuple):
    """The same for one object: names left out of it, and what is cut of the objects under its other names."""

    names: frozenset[str]
    below: Mapping[str, "_Cut"]


def _cut(rules: Mapping[str, frozenset[str]], path: str) -> _Cut:
    start = f"{path}." if path else ""
    steps = {
        other.removeprefix(start).partition(".")[0] for other in rules if other.startswith(start) and other
    }
    return _Cut(rules.get(path, frozenset()), {step: _cut(rules, start + step) for step in sorted(steps)})


_CUTS: Final = {dialect: _cut(rules, "") for dialect, rules in VOLATILE.items()}


def canonical(value: object) -> bytes:
    """Write a JSON value in its one canonical form: sorted keys, no white space, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def fingerprint(content: Content, dialect: Dialect) -> str:
    """Give the SHA-256 of the content without its volatile fields, in hexadecimal."""
    rules = VOLATILE[dialect]
    everywhere = rules.get(EVERYWHERE)
    kept = _without(content, everywhere) if everywhere else _pruned(content, _CUTS[dialect])
    return sha256(canonical(kept)).hexdigest()


def is_volatile(dialect: Dialect, path: str) -> bool:
    """Tell whether a field plays no part in the hash; in its path places in lists are ``*`` or absent."""
    rules = VOLATILE[dialect]
    steps = [step for step in path.split("/")[1:] if step != "*" and not step.startswith("[")]
    return any(
        step in rules.get(place, ())
        for number, step in enumerate(steps)
        for place in (".".join(steps[:number]), EVERYWHERE)
    )


def _without(node: Content, names: frozenset[str]) -> Content:
    return {
        key: _each_without(value, names) if type(value) is list else value
        for key, value in node.items()
        if key not in names
    }


def _each_without(values: list[Any], names: frozenset[str]) -> list[Any]:
    return [_without(value, names) if type(value) is dict and len(value) > 1 else value for value in values]


def _pruned(value: Any, cut: _Cut) -> Any:  # noqa: ANN401 -- any JSON value
    """Leave out what a cut names, of an object or of each in a list; what has none stays the same object."""
    if isinstance(value, list):
        return [_pruned(item, cut) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if key not in cut.names}
    for key, further in cut.below.items():
        if key in kept:
            kept[key] = _pruned(kept[key], further)
    return kept
