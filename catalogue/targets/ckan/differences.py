"""How what stands is not what is to stand, field by field, in the portal's terms."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.targets.ckan.mark import extras_of
from catalogue.targets.ckan.matching import matched
from catalogue.targets.ckan.rewrites import ADDED, is_rewrite
from catalogue.targets.ckan.schema import Schema
from catalogue.targets.ckan.standing import names_of_files, names_of_own, said_once
from catalogue.targets.push import Body, Difference

__all__ = ["differences"]


def differences(body: Body, standing: Body, schema: Schema | None) -> list[Difference]:
    """Compare what is to stand with what stands. The name that it got at first stays."""
    return [
        *_fields(body, standing, schema),
        *_organisation(body, standing),
        *_tags(body, standing),
        *_extras(body, standing),
        *_resources(body, standing, schema),
    ]


def _fields(body: Body, standing: Body, schema: Schema | None) -> Iterator[Difference]:
    for name in sorted(names_of_own(schema)):
        yield from _field(name, standing.get(name), body.get(name))


def _field(name: str, before: Any, after: Any) -> Iterator[Difference]:  # noqa: ANN401 -- any JSON value
    """Compare one field; small objects and languages one by one, so that what differs is named."""
    if _is_objects(before) and _is_objects(after) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _objects(f"{name}[{place}]", old, new)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _objects(name, before, after)
    elif _plain(before) != _plain(after) and not is_rewrite(name, after, before):
        yield Difference(name, before, after)


def _objects(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for part in sorted(said_once({*old, *new})):
        yield from _field(f"{name}.{part}", old.get(part), new.get(part))


def _is_objects(value: Any) -> bool:  # noqa: ANN401 -- any JSON value
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Nothing is nothing, however it is written."""
    return None if value in ("", [], {}, None) else value


def _organisation(body: Body, standing: Body) -> Iterator[Difference]:
    before, after = standing.get("owner_org"), body.get("owner_org")
    if before != after:
        yield Difference("owner_org", before, after)


def _tags(body: Body, standing: Body) -> Iterator[Difference]:
    if "tags_translated" in body:  # those are compared; a portal may make tags of all languages
        return
    before, after = _names(standing), _names(body)
    if before != after:
        yield Difference("tags", before, after)


def _names(body: Body) -> list[str]:
    return sorted(str(one["name"]) for one in body.get("tags") or ())


def _extras(body: Body, standing: Body) -> Iterator[Difference]:
    before, after = extras_of(standing), extras_of(body)
    for key in sorted({*before, *after} - ADDED.keys()):
        old, new, name = before.get(key), after.get(key), f"extras[{key}]"
        if _plain(old) != _plain(new) and not (_same_json(old, new) or is_rewrite(name, new, old)):
            yield Difference(name, old, new)


def _same_json(old: Any, new: Any) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell whether two texts are one list or object, written with other spaces."""
    if not (isinstance(old, str) and isinstance(new, str) and new[:1] in {"[", "{"}):
        return False
    try:
        return bool(json.loads(old) == json.loads(new))
    except json.JSONDecodeError:
        return False


def _resources(body: Body, standing: Body, schema: Schema | None) -> Iterator[Difference]:
    ours, theirs = list(body.get("resources") or ()), list(standing.get("resources") or ())
    found = matched(ours, theirs)
    for place, resource in enumerate(ours):
        if place not in found:
            yield Difference(f"resources[{place}]", None, resource)
            continue
        for name in sorted(names_of_files(schema)):
            yield from _field(f"resources[{place}].{name}", found[place].get(name), resource.get(name))
    taken = {id(one) for one in found.values()}
    for place, one in enumerate(theirs):
        if id(one) not in taken:
            yield Difference(f"resources[{place}]", one, None)
