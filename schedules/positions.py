"""YAML as plain values, and the line and column where each of them stands.

Scalars stay as they were typed: ``0207500123`` is a company number and not an integer, ``2018-05-01`` not yet
a date. Only true, false and null are read. What a field means is for the form that it is laid beside.
"""

from typing import Final, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from catalogue.errors import UsageError

__all__ = ["Page", "Path", "Place", "Value", "read_page"]

Path = tuple[str | int, ...]
Scalar = str | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]


class Place(NamedTuple):
    """Line and column, counted from one as editors do."""

    line: int
    column: int


START: Final = Place(1, 1)


class Page:
    """The values of one file and their places."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.value: Value = None
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}

    def error(self, message: str, place: Place, **facts: object) -> UsageError:
        """Make the error that points at a place in this file."""
        return UsageError(message, file=self.file, line=place.line, column=place.column, **facts)

    def key(self, path: Path) -> Place:
        """Where the key at the end of ``path`` stands, or the nearest thing around it."""
        return self.keys[path] if path in self.keys else self.around(path)

    def around(self, path: Path) -> Place:
        """Where the value at ``path`` stands, or the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)


def read_page(file: str, text: str) -> Page:
    """Read one YAML document. Raises UsageError on faulty syntax, a doubled key, an alias, no content."""
    page = Page(file)
    node = _composed(page, text)
    if node is None:
        raise page.error("schedules.empty-file", START)
    if not isinstance(node, MappingNode):
        raise page.error("schedules.not-a-mapping", _place(node))
    page.value = _plain(page, node, (), set())
    return page


def _composed(page: Page, text: str) -> Node | None:
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        raise page.error("schedules.not-yaml", place, detail=error.problem or error.context) from error
    except YAMLError as error:
        raise page.error("schedules.not-yaml", START, detail=" ".join(str(error).split())) from error
    return node


def _plain(page: Page, node: Node, path: Path, seen: set[int]) -> Value:
    page.values[path] = _place(node)
    if id(node) in seen:
        raise page.error("schedules.alias", _place(node))
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, MappingNode):
        return _mapping(page, node, path, seen)
    return [_plain(page, item, (*path, index), seen) for index, item in enumerate(node.value)]


def _mapping(page: Page, node: MappingNode, path: Path, seen: set[int]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            first = page.keys[*path, key].line
            raise page.error("schedules.duplicate-key", _place(key_node), field=key, first=first)
        page.keys[*path, key] = _place(key_node)
        found[key] = _plain(page, value_node, (*path, key), seen)
    return found


def _scalar(node: ScalarNode) -> Scalar:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return str(node.value).lower() == "true"
    return str(node.value)


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
