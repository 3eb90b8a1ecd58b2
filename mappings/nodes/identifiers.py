"""Other names of a resource: bare ones, and those of which it is told who gave them, when, by what scheme."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from catalogue.model import Agent, Distribution, Identifier, Resource
from mappings.engine import Block, Values
from mappings.nodes.people import agent
from mappings.reading import Given, Scope, reason

__all__ = ["Within", "name_besides"]

_MORE: Final = ("datatype", "agency", "issued")


class Within(NamedTuple):
    """A node that has names, as it was read."""

    node: object
    pointer: str
    block: Block
    values: Values
    path: str
    """Of its reasons: ``alternative_identifiers``, after the path of the node itself."""


def name_besides(named: Resource | Distribution, within: Within, scope: Scope) -> None:
    """Set the bare names, and apart from them those of which more is told than a notation.

    A file that is named by its own IRI has no other name; a resource keeps its own, to be recognised by.
    """
    rule = f"{within.block.rule}.identifiers"
    for given, identifier, told_by in _told(within, scope):
        if identifier is None and given.value in named.alternative_identifiers:
            continue
        if identifier is None:
            named.alternative_identifiers.append(given.value)
            scope.explain(within.path, reason(told_by, given))
        else:
            named.assigned_identifiers.append(identifier)
            scope.explain(within.path.replace("alternative", "assigned"), reason(told_by, given))
    known = {*named.alternative_identifiers, *(one.notation for one in named.assigned_identifiers)}
    own = within.node.get("@id") if type(within.node) is dict and within.pointer else None
    for given in within.values.get("identifiers", ()):
        if given.value not in known and given.value != own:
            named.alternative_identifiers.append(given.value)
            scope.explain(within.path, reason(rule, given))


def _told(within: Within, scope: Scope) -> Iterator[tuple[Given, Identifier | None, str]]:
    for block in within.block.nodes.get("assigned_identifiers", ()):
        for pointer, inner in block.found(within.node, within.pointer):
            values = block.read(inner, pointer, scope)
            if "notation" in values:
                path = within.path.replace("alternative", "assigned")
                issuer = agent(inner, block.nodes.get("creator", ()), scope, path, pointer)
                told = issuer is not None or any(name in values for name in _MORE)
                made = _identifier(values, issuer) if told else None
                yield values["notation"][0], made, f"{block.rule}.notation"


def _identifier(values: Values, issuer: Agent | None) -> Identifier:
    def first(name: str) -> str:
        return values[name][0].value if name in values else ""

    return Identifier(
        notation=first("notation"),
        datatype=first("datatype"),
        agency=first("agency"),
        creator=issuer,
        issued=values["issued"][0].value if "issued" in values else None,
    )
