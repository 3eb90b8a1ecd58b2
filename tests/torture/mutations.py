"""Ways to spoil a payload, in its bytes or in its structure; which ways, and where, follows from a seed."""

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final

import orjson

__all__ = ["CUT", "WAYS", "Chance", "spoil"]

Chance = random.Random

CUT: Final = "cut"
ODD_BYTES: Final = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\xbd", b"\xc3", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud83d", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"&nbsp;", b"&lt;", b";", b",", b".", b" ", b"\n",
    b"\r", b"-->", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
    b"<?xml version='1.1' encoding='utf-7'?>", b"1e999", b"9" * 400, b"-0", b"NaN", b"null", b"true", b"[]",
    b"{}", b"@prefix", b"_:", b"^^", b"@nl", b"<>", b"<#>", b"<file:///etc/passwd>", b"javascript:alert(1)",
    b"x" * 10_000, b"[" * 300, b'{"a":' * 300, b"<a>" * 300, b"(" * 300,
)  # fmt: skip
ODD_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 7, 2**31, 2**63 - 1, 1e308, -1e-308, "", " ", "\x00", "\ud7ff", "null",
    "x" * 5_000, "é" * 999, [], [[]], {}, {"": None}, {"a": {"b": {}}}, [None], [0, "x", {}], "http://", "//",
    "http://[::1", "https://x.example/ \n", "2025-13-45", "9999-99-99T99:99:99Z", -62135596801, "-1", "1e9",
)  # fmt: skip
TOKEN: Final = re.compile(rb'"(?:[^"\\\n]|\\.)*"|<[^<>\n]*>|[\w:/.-]+|\s+|.', re.DOTALL)


def cut(body: bytes, chance: Chance) -> bytes:
    """Leave out the end."""
    return body[: chance.randrange(len(body) + 1)]


def flip(body: bytes, chance: Chance) -> bytes:
    """Turn some bits over."""
    spoilt = bytearray(body)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def leave_out(body: bytes, chance: Chance) -> bytes:
    start, end = _slice(body, chance)
    return body[:start] + body[end:]


def repeat(body: bytes, chance: Chance) -> bytes:
    start, end = _slice(body, chance)
    times = chance.choice((1, 1, 2, 50))
    return body[:end] + body[start:end] * times + body[end:]


def swap(body: bytes, chance: Chance) -> bytes:
    """Let a piece and the one after it change places."""
    start, end = _slice(body, chance)
    middle = chance.randint(start, end)
    return body[:start] + body[middle:end] + body[start:middle] + body[end:]


def insert(body: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(body) + 1)
    odd = chance.choice(ODD_BYTES) if chance.random() < 0.9 else chance.randbytes(chance.randrange(1, 64))
    return body[:at] + odd + body[at:]


def replace_token(body: bytes, chance: Chance) -> bytes:
    """Put something else in the place of a word, a string, a tag or a mark."""
    return _at_a_token(body, chance, lambda _: chance.choice(ODD_BYTES))


def drop_token(body: bytes, chance: Chance) -> bytes:
    return _at_a_token(body, chance, lambda _: b"")


def double_token(body: bytes, chance: Chance) -> bytes:
    return _at_a_token(body, chance, lambda token: token * chance.choice((2, 2, 3, 100)))


def move_token(body: bytes, chance: Chance) -> bytes:
    """Put a token in the place of another."""
    tokens = TOKEN.findall(body)
    tokens[chance.randrange(len(tokens))] = chance.choice(tokens)
    return b"".join(tokens)


def change_tree(body: bytes, chance: Chance) -> bytes:
    """Change the structure: of JSON its tree, of anything else its tokens."""
    try:
        tree = orjson.loads(body)
    except orjson.JSONDecodeError:
        return move_token(drop_token(body, chance), chance)
    for _ in range(chance.choice((1, 1, 2, 5))):
        tree = _changed(tree, chance)
    return _written(tree)


WAYS: Final[dict[str, Callable[[bytes, Chance], bytes]]] = {
    CUT: cut,
    "flip": flip,
    "leave-out": leave_out,
    "repeat": repeat,
    "swap": swap,
    "insert": insert,
    "replace-token": replace_token,
    "drop-token": drop_token,
    "double-token": double_token,
    "move-token": move_token,
    "change-tree": change_tree,
    "change-tree-again": change_tree,
}


def spoil(body: bytes, chance: Chance) -> tuple[str, bytes]:
    """Spoil a payload in one way, sometimes in two; a cut is never followed by anything else."""
    way = chance.choice(list(WAYS))
    spoilt = WAYS[way](body, chance)
    if way != CUT and spoilt and chance.random() < 0.2:
        second = chance.choice([name for name in WAYS if name != CUT])
        return f"{way}, {second}", WAYS[second](spoilt, chance)
    return way, spoilt


def _written(tree: Any) -> bytes:  # noqa: ANN401 -- any JSON
    """Write JSON that may be nested deeper than most writers go."""
    return json.dumps(tree, ensure_ascii=False).encode(errors="replace")


def _slice(body: bytes, chance: Chance) -> tuple[int, int]:
    start = chance.randrange(len(body))
    return start, min(len(body), start + chance.choice((1, 4, 16, 64, 256, 2048)))


def _at_a_token(body: bytes, chance: Chance, change: Callable[[bytes], bytes]) -> bytes:
    tokens = list(TOKEN.finditer(body))
    token = chance.choice(tokens)
    return body[: token.start()] + change(token[0]) + body[token.end() :]


def _places(tree: Any, above: Any = None, key: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- any JSON
    yield above, key
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, child in children:
        yield from _places(child, tree, name)


def _changed(tree: Any, chance: Chance) -> Any:  # noqa: ANN401 -- idem
    places = list(_places(tree))
    above, key = chance.choice(places)
    if above is None:
        return chance.choice(ODD_VALUES) if chance.random() < 0.2 else tree
    kind = chance.randrange(5)
    if kind == 0:
        above.pop(key)
    elif kind == 1:
        _rename(above, key, chance)
    elif kind == 2:
        _nest(above, key, chance.choice((3, 70, 180)))
    elif kind == 3:
        other, at = chance.choice(places[1:])
        above[key] = deepcopy(other[at]) if _is_there(other, at) else None
    else:
        above[key] = chance.choice(ODD_VALUES)
    return tree


def _is_there(node: Any, key: Any) -> bool:  # noqa: ANN401 -- idem
    return key in node if isinstance(node, dict) else key < len(node)


def _rename(node: Any, key: Any, chance: Chance) -> None:  # noqa: ANN401 -- idem
    value = node.pop(key)
    if isinstance(node, dict):
        node[chance.choice(("", "id", "@id", "name", "\x00", "x" * 300))] = value
    else:
        node.insert(chance.randrange(len(node) + 1), value)


def _nest(node: Any, key: Any, depth: int) -> None:  # noqa: ANN401 -- idem
    for _ in range(depth):
        node[key] = [node[key]]
