"""A data service that an entry lists inside itself, as something to push by itself. Pure.

The catalogue registers it with a record of its own, under a UUID of its own: those of the feed hold here too.
"""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from catalogue.graph import Blocks, Member, content_hash, from_ntriples, members, statements
from catalogue.graph.terms import TYPE, term
from catalogue.targets.push.target import Wanted

__all__ = ["alone", "parts_of", "uuid_in"]

REGISTERED: Final = f"{TYPE} {term('dcat:CatalogRecord')} .\n".encode()
TITLE: Final = term("dct:title")


def uuid_in(record_iri: str) -> str:
    """Read the UUID by which the catalogue knows a resource from the IRI of its record."""
    return record_iri.rpartition("/")[2]


def parts_of(whole: Wanted) -> Iterator[Wanted]:
    """Give what an entry lists inside itself: each with what is said of it, and its own record, alone."""
    blocks = from_ntriples(whole.graph)
    registered = members(blocks)
    for member in registered:
        if uuid_in(member.record_iri) != whole.uuid:
            yield _part(whole, member, _about(blocks, member, registered))


def alone(whole: Wanted) -> Wanted:
    """Give an entry without what it lists inside itself: another title of a service is no change of it."""
    if whole.graph.count(REGISTERED) <= 1:
        return whole
    blocks = from_ntriples(whole.graph)
    registered = members(blocks)
    own = next((one for one in registered if uuid_in(one.record_iri) == whole.uuid), None)
    if own is None:
        return whole
    about = _about(blocks, own, registered)
    return whole._replace(graph=statements(about), said=content_hash(about))


def _part(whole: Wanted, member: Member, blocks: Blocks) -> Wanted:
    said = (triple.object for triple in blocks[member.iri] if triple.predicate == TITLE)
    return Wanted(
        uuid=uuid_in(member.record_iri),
        iri=member.iri,
        publisher=whole.publisher,
        kind=member.kind,
        title=next((title.value for title in said if isinstance(title, Literal)), ""),
        hash=content_hash(blocks),
        graph=statements(blocks),
    )


def _about(blocks: Blocks, member: Member, registered: list[Member]) -> Blocks:
    """Keep what can be reached from a member and its record without passing through another."""
    others = {iri for one in registered if one != member for iri in (one.iri, one.record_iri)}
    found: set[str] = set()
    left = [member.iri, member.record_iri]
    while left:
        subject = left.pop()
        if subject in found or subject in others or subject not in blocks:
            continue
        found.add(subject)
        left += [one.object.value for one in blocks[subject] if isinstance(one.object, NamedNode)]
    return {subject: triples for subject, triples in blocks.items() if subject in found}
