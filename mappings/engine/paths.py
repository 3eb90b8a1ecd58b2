"""Paths into a record: ``dct:title``, ``metas/default/title``, ``extras[theme]``, ``.`` for itself.

``list[property=value]`` keeps the items of a list that have that value. ``extras[theme]`` is the value of
what is called ``theme``: among the names of an object, or in a list of ``{"key": …, "value": …}``.

One law: every value found comes with a JSON pointer that resolves in the record.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import orjson

from mappings.reading import INSIDE

__all__ = ["Found", "Walk", "first_key", "walker"]

Found: TypeAlias = tuple[str, object]
Walk: TypeAlias = Callable[[object, str], list[Found]]

_DEPTH: Final = 6
"""Lists within lists deeper than this are no data."""
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})


def first_key(path: str) -> str:
    """Name the key that a node must have for the path to find anything; empty for the node itself."""
    return "" if path == "." else path.partition("/")[0].partition("[")[0]


def walker(path: str, *, decode: bool = False) -> Walk:
    """Compile a path. With ``decode`` a string that holds JSON is read as such; its pointer stays."""
    if path == ".":
        return _itself
    steps = [_step(step) for step in path.split("/")]
    if decode and len(steps) > 1 and _is_entry(path.partition("/")[0]):
        steps[0] = _decoding(steps[0])
    walk = steps[0] if len(steps) == 1 else _chain(steps)
    return _decoding(walk) if decode else walk


def _step(step: str) -> Walk:
    if "[" not in step:
        return _key(step)
    return _entry(step) if _is_entry(step) else _filter(step)


def _is_entry(step: str) -> bool:
    return "[" in step and "=" not in step


def _itself(node: object, base: str) -> list[Found]:
    return [(base, node)]


def _part(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _key(key: str) -> Walk:
    part = _part(key)

    def step(node: object, base: str) -> list[Found]:
        value = node.get(key) if type(node) is dict else None
        if value is None or value == "":
            return []
        if type(value) is not list:
            return [(base + part, value)]
        if len(value) == 1 and type(value[0]) is dict:
            return [(f"{base}{part}/0", value[0])]
        found: list[Found] = []
        _spread(value, base + part, found, _DEPTH)
        return found

    return step


_value: Final = _key("value")


def _spread(values: list[object], base: str, found: list[Found], depth: int) -> None:
    for position, value in enumerate(values):
        if type(value) is list:
            if depth:
                _spread(value, f"{base}/{position}", found, depth - 1)
        elif value is not None and value != "":
            found.append((f"{base}/{position}", value))


def _entry(step: str) -> Walk:
    """Walk to the value of a name: CKAN has written its extras as a list of pairs and as an object."""
    key, _, name = step[:-1].partition("[")
    part, under = _part(key), _key(name)

    def named(node: object, base: str) -> list[Found]:
        pairs = node.get(key) if type(node) is dict else None
        if type(pairs) is dict:
            return under(pairs, base + part)
        if type(pairs) is not list:
            return []
        return [
            one
            for place, pair in enumerate(pairs)
            if type(pair) is dict and pair.get("key") == name
            for one in _value(pair, f"{base}{part}/{place}")
        ]

    return named


def _filter(step: str) -> Walk:
    key, _, condition = step[:-1].partition("[")
    name, _, wanted = condition.partition("=")
    walk = _key(key)

    def chosen(node: object, base: str) -> list[Found]:
        return [
            (at, value)
            for at, value in walk(node, base)
            if type(value) is dict and _says(value.get(name), wanted)
        ]

    return chosen


def _says(value: object, wanted: str) -> bool:
    """Tell whether a property has the wanted value: as a string, as a text, or among several."""
    if type(value) is list:
        return any(_says(item, wanted) for item in value)
    return value == wanted or (type(value) is dict and value.get("@value") == wanted)


def _chain(steps: list[Walk]) -> Walk:
    def walk(node: object, base: str) -> list[Found]:
        found: list[Found] = [(base, node)]
        for step in steps:
            found = [deeper for at, value in found for deeper in step(value, at)]
            if not found:
                break
        return found

    return walk


def _decoding(walk: Walk) -> Walk:
    def decoded(node: object, base: str) -> list[Found]:
        found = walk(node, base)
        if not any(type(value) is str and value[0] in "[{" for _, value in found):
            return found
        return [one for at, value in found for one in _decode(at, value)]

    return decoded


def _decode(at: str, value: object) -> list[Found]:
    if type(value) is not str or (value[0], value[-1]) not in (("[", "]"), ("{", "}")):
        return [(at, value)]
    try:
        content = orjson.loads(value)
    except orjson.JSONDecodeError:
        return [(at, value)]
    items = content if type(content) is list else [content]
    return [(at + INSIDE, item) for item in items if item not in _EMPTY]
