"""Links to other entries, and the roles of what they lead to.

One law: the IRI is the one that :func:`catalogue.model.identify` gives the other record, after the identifier
that its entry was first known by; so both ends agree without either having seen the other.
"""

from catalogue.model import Reason, Relationship, Resource, identify
from mappings.engine import Block, Values
from mappings.reading import Given, Scope, cut
from mappings.rules.links import LinkTo

__all__ = ["linked", "relate"]


def linked(values: Values, name: str, rule: str, scope: Scope, path: str) -> list[str]:
    """Give the IRIs of the entries that a property leads to, each once."""
    found: dict[str, Reason] = {}
    for given in values.get(name, ()):
        iri = _iri(given.value, scope)
        found.setdefault(iri, _why(f"{rule}.{name}", iri, given))
    if found:
        scope.reasons.setdefault(path, []).extend(found.values())
    return list(found)


def relate(resource: Resource, values: Values, block: Block, node: object, scope: Scope) -> None:
    """Set the links of any sense, and what they lead to is to this one where the source says so."""
    if "qualified_relations" in block.nodes:
        resource.qualified_relations = _relationships(node, block.nodes["qualified_relations"], scope)
    if "relations" in values:
        resource.relations = linked(values, "relations", block.rule, scope, "relations")


def _relationships(node: object, blocks: tuple[Block, ...], scope: Scope) -> list[Relationship]:
    found: dict[tuple[str, str], Relationship] = {}
    for block in blocks:
        for pointer, inner in block.found(node, ""):
            values = block.read(inner, pointer, scope)
            if "target" not in values or "role" not in values:
                continue
            target, role = _iri(values["target"][0].value, scope), values["role"][0]
            if (target, role.value) not in found:
                found[target, role.value] = Relationship(target=target, role=role.value)
                why = _why(block.rule, f"{role.shown} {target}", values["target"][0])
                scope.explain("qualified_relations", why._replace(row=role.row))
    return list(found.values())


def _why(rule: str, iri: str, given: Given) -> Reason:
    return Reason(rule, cut(iri), given.pointer, given.original)


def _iri(link: LinkTo, scope: Scope) -> str:
    first = scope.known_as.get((str(link.kind), link.identifier), link.identifier)
    return identify(
        base=scope.base, publisher=scope.publisher, source="", kind=link.kind, identifier=first
    ).iri
