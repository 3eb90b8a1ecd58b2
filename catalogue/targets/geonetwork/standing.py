"""What stands at the platform, as a plan compares it: not what the platform dates or rewrites itself."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Final

import orjson

from catalogue.targets.geonetwork.fields import NODE, Portrait, differing, settled
from catalogue.targets.geonetwork.settings import Level
from catalogue.targets.geonetwork.workflow import reached
from catalogue.targets.push import Body, Difference, Held

__all__ = ["NOT_FOUND", "body_of", "differences", "held_of", "same_content"]

WORKFLOW: Final = "workflow"
CONTENT: Final = "content"
NOT_FOUND: Final = "unfindable"
"""Set where what was read stands, and its index did not come to know it."""


def body_of(found: Portrait, record: bytes, *, group: str, until: Level) -> dict[str, Any]:
    """Give what is to stand of an entry, with the very record to send."""
    return {
        "uuid": found.uuid,
        "kind": found.kind,
        "group": group,
        WORKFLOW: until,
        **_marked(found),
        "fields": settled(found.fields),
        "record": record.decode(),
    }


def held_of(found: Portrait, remote_id: str, status: int | None, until: Level, installation: str) -> Held:
    """Give what stands. It is ours when it bears our mark for the very UUID that it is kept under."""
    mark = found.mark
    ours = mark is not None and mark.base == installation and found.uuid == remote_id
    body = {
        "uuid": found.uuid,
        "kind": found.kind,
        WORKFLOW: reached(status, until),
        **_marked(found),
        "fields": settled(found.fields),
    }
    return Held(remote_id, found.uuid if ours else "", remote_id, body, _stamp(body))


def _marked(found: Portrait) -> dict[str, str]:
    """Tell whose it is, and which content was sent: not all of it can be read back."""
    mark = found.mark
    return {"mark": mark.place if mark else "", CONTENT: mark.content if mark else ""}


def _stamp(body: Body) -> str:
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def same_content(body: Body, held: Held) -> bool:
    """Tell whether what stands says what is to stand, wherever it is in the workflow."""
    return all(body[each] == held.body[each] for each in ("fields", CONTENT))


def differences(body: Body, held: Held) -> Iterator[Difference]:
    found = [*differing(held.body["fields"], body["fields"])]
    numbered = _Numbered()
    for path, before, after in found:
        yield Difference(NODE.sub(numbered, path), _one(before), _one(after))
    if not found and body[CONTENT] != held.body[CONTENT]:
        yield Difference(CONTENT, held.body[CONTENT], body[CONTENT])
    if body[WORKFLOW] != held.body[WORKFLOW]:
        yield Difference(WORKFLOW, held.body[WORKFLOW], body[WORKFLOW])
    if held.body.get(NOT_FOUND):
        yield Difference("index", before=False, after=True)


class _Numbered:
    """Puts a number in the place of an address: of many entries, equal fields then have equal names."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}

    def __call__(self, node: re.Match[str]) -> str:
        beside = self._known.setdefault(node.string[: node.start()], {})
        return f"[{beside.setdefault(node[0], len(beside))}]"


def _one(values: list[str]) -> str | list[str] | None:
    """Say one value as itself."""
    if not values:
        return None
    return values[0] if len(values) == 1 else values
