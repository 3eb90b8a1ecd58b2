"""Adding an overlay to the text of a publisher file. Law: lines are added, and none is altered."""

from collections.abc import Mapping, Sequence
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from catalogue.errors import UsageError
from schedules.drafts import scalar

__all__ = ["overlay_lines", "with_overlay"]

INDENT: Final = 2
Fields = Mapping[str, str | bool | Sequence[str]]


def overlay_lines(fields: Fields, title: str = "") -> list[str]:
    """Write one overlay as it stands below ``overlays:``; its title is a comment for people."""
    written = [f"{name}: {_value(value)}" for name, value in fields.items()]
    comment = [f"# {' '.join(title.split())}"] if title.strip() else []
    return [*comment, f"- {written[0]}", *(f"  {line}" for line in written[1:])]


def with_overlay(file: str, text: str, lines: Sequence[str]) -> tuple[str, int]:
    """Give the text with an overlay added to it, and the line where that begins.

    Raises UsageError where the overlays stand between brackets on one line.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    known = _known(text)
    before = text.splitlines()
    if known is None:
        block = ["", "overlays:", *_indented(lines, INDENT)]
        place = len(before)
    elif isinstance(known, SequenceNode) and known.value and not known.flow_style:
        block = _indented(lines, known.start_mark.column)
        place = _last_line(known)
    else:
        raise UsageError("overlay.flow-style", file=file, line=known.start_mark.line + 1)
    made = [*before[:place], *block, *before[place:]]
    begins = place + 1 + next(index for index, line in enumerate(block) if line.lstrip().startswith("- "))
    return end.join(made) + end, begins


def _known(text: str) -> Node | None:
    root = YAML(typ="safe", pure=True).compose(text)
    pairs = root.value if isinstance(root, MappingNode) else ()
    return next((value for key, value in pairs if key.value == "overlays"), None)


def _last_line(node: Node) -> int:
    """Count the lines up to the end of the last thing that a node holds."""
    if isinstance(node, MappingNode | SequenceNode) and node.value:
        last = node.value[-1]
        held = _last_line(last[1] if isinstance(last, tuple) else last)
        return max(held, node.end_mark.line + 1) if node.flow_style else held
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _indented(lines: Sequence[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]


def _value(value: str | bool | Sequence[str]) -> str:  # noqa: FBT001  a value of YAML
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _scalar(value)
    return f"[{', '.join(_scalar(one) for one in value)}]"


def _scalar(value: str) -> str:
    return scalar(value) if value else '""'
