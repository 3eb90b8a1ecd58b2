"""What stands at a CKAN, in one form however it was read: from a search, a look, the answer to a write.

Kept is what is ours to fill: CKAN's own fields, those of the portal's schema, tags, extras, files with their
ids. What the portal counts, dates and derives by itself, and where its people filed the dataset, is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from catalogue.targets.ckan.mark import INSTALLATION, UUID, extras_of
from catalogue.targets.ckan.rewrites import ADDED
from catalogue.targets.ckan.schema import Schema
from catalogue.targets.push import Held

__all__ = ["names_of_files", "names_of_own", "said_once", "stands"]

OWN: Final = frozenset(
    {
        "author",
        "author_email",
        "license_id",
        "maintainer",
        "maintainer_email",
        "notes",
        "private",
        "state",
        "title",
        "type",
        "url",
        "version",
    }
)
"""CKAN's own fields, ours to fill wholly: what stands there and we do not say, another put there."""
OF_FILES: Final = frozenset(
    {
        "access_services",
        "access_url",
        "applicable_legislation",
        "availability",
        "compress_format",
        "conforms_to",
        "description",
        "documentation",
        "download_url",
        "format",
        "hash",
        "hash_algorithm",
        "issued",
        "language",
        "license",
        "mimetype",
        "modified",
        "name",
        "package_format",
        "rights",
        "size",
        "spatial_resolution_in_meters",
        "status",
        "temporal_resolution",
        "uri",
        "url",
    }
)
"""Fields of a file that are ours; what extensions of the portal add to one (checks, DataStore) is theirs."""
APART: Final = frozenset({"name", "owner_org", "tag_string", "groups"})


def names_of_own(schema: Schema | None) -> frozenset[str]:
    """Give the fields of a dataset that are ours to fill, without those compared in a way of their own."""
    return said_once(OWN | set(schema.dataset if schema else ())) - APART


def names_of_files(schema: Schema | None) -> frozenset[str]:
    return said_once(schema.resource) if schema else OF_FILES


def said_once(names: Iterable[str]) -> frozenset[str]:
    """Leave out what the portal itself makes of a translated field."""
    told = frozenset(names)
    return frozenset(name for name in told if f"{name}_translated" not in told)


def stands(package: Mapping[str, Any], installation: str, schema: Schema | None) -> Held:
    """Tell what stands; whose entry it is only where it bears the mark of this installation."""
    extras = extras_of(package)
    ours = extras.get(INSTALLATION) == installation
    body = {
        **_filled(package, names_of_own(schema)),
        "name": str(package.get("name") or ""),
        "owner_org": _organisation(package),
        "tags": [{"name": name} for name in sorted(_names(package.get("tags")))],
        "extras": [{"key": key, "value": extras[key]} for key in sorted(extras.keys() - ADDED.keys())],
        "resources": [
            _filled(one, names_of_files(schema) | {"id"})
            for one in package.get("resources") or ()
            if isinstance(one, dict)
        ],
    }
    return Held(
        remote_id=str(package.get("id") or ""),
        uuid=str(extras.get(UUID) or "") if ours else "",
        name=body["name"],
        body=body,
        stamp=str(package.get("metadata_modified") or ""),
    )


def _filled(told: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: told[name] for name in sorted(names) if told.get(name) not in (None, "", [], {})}


def _organisation(package: Mapping[str, Any]) -> str:
    told = package.get("organization")
    return str(told.get("name") or "") if isinstance(told, dict) else str(package.get("owner_org") or "")


def _names(told: Any) -> set[str]:  # noqa: ANN401 -- JSON of the portal
    return (
        {str(one.get("name") or "") for one in told if isinstance(one, dict)}
        if isinstance(told, list)
        else set()
    )
