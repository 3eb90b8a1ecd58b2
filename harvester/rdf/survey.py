"""The first reading of a document: where each node ends, what the items are, what the catalogue says.

Law: it remembers a few bytes per node and never a triple, the catalogue's own apart. Nodes are known by the
hash of their name: two names that share a hash only make one wait or stay a little longer.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import Literal

from catalogue.model import Kind
from harvester.rdf.document import Document
from harvester.rdf.runs import Run, runs
from harvester.rdf.terms import DCAT, DCT, HUBS, RECORDS, Role, role_of

__all__ = ["Survey", "survey"]

LISTS: Final = frozenset(
    {*(DCAT + name for name in ("dataset", "Dataset", "service", "record", "catalog")), DCT + "hasPart"},
)
CATALOGUE: Final = next(iri for iri in HUBS if iri.endswith("Catalog"))


@dataclass(slots=True)
class Survey:
    last: dict[int, int] = field(default_factory=dict)
    """Hash of a node → number of the run that ends it."""
    once: set[int] = field(default_factory=set)
    """Hashes of nodes that something points at."""
    shared: set[int] = field(default_factory=set)
    """Hashes of nodes that more than one thing points at: kept, since another may still need them."""
    roots: dict[str, Kind] = field(default_factory=dict)
    hubs: set[int] = field(default_factory=set)
    listed: dict[str, None] = field(default_factory=dict)
    """What the catalogue says it lists, in order."""
    catalogue: str = ""
    catalogue_runs: list[Run] = field(default_factory=list)
    """What it says of itself, without its lists."""
    total: int | None = None
    next: str = ""
    broken: bool = False
    """The parser stumbled."""
    last_run: Run | None = None
    members: dict[str, list[str]] = field(default_factory=dict)
    """Of a series → the series that name it so: known of each before any tree is grown."""


def survey(document: Document) -> Survey:
    """Read a document for the first time."""
    found = Survey()
    for number, run in enumerate(runs(document)):
        found.last[hash(run.name)] = number
        found.broken = found.broken or bool(run.damage)
        found.last_run = run
        for predicate, term in run.pairs:
            role = role_of[predicate.value]
            if role is Role.FOLLOW:
                if type(term) is not Literal:
                    _point(found, hash(run.names(term)))
            elif role is Role.MEMBER:
                if type(term) is not Literal:
                    found.members.setdefault(run.names(term), []).append(run.name)
            elif role is not Role.LEAF:
                _note(found, run, role, term)
        if run.name == found.catalogue:
            _keep_words(found, run)
    _adopt_listed(found)
    return found


def _point(found: Survey, node: int) -> None:
    if node in found.once:
        found.shared.add(node)
    else:
        found.once.add(node)


def _note(found: Survey, run: Run, role: Role, term: Any) -> None:  # noqa: ANN401 -- any RDF term
    if role is Role.TYPE:
        _note_type(found, run.name, term.value)
    elif role is Role.LISTS:
        if type(term) is not Literal:
            found.listed[run.names(term)] = None
    elif role is Role.NEXT:
        found.next = found.next or term.value
    elif type(term) is Literal and term.value.isdigit():
        found.total = max(found.total or 0, int(term.value))


def _note_type(found: Survey, name: str, type_iri: str) -> None:
    kind = RECORDS.get(type_iri)
    if kind is not None:
        if found.roots.get(name) is not Kind.SERIES:
            found.roots[name] = kind
    elif type_iri in HUBS:
        found.hubs.add(hash(name))
        if type_iri == CATALOGUE and not found.catalogue:
            found.catalogue = name


def _keep_words(found: Survey, run: Run) -> None:
    words = [(predicate, term) for predicate, term in run.pairs if predicate.value not in LISTS]
    if words:
        found.catalogue_runs.append(run._replace(pairs=words, damage=[]))


def _adopt_listed(found: Survey) -> None:
    """Take what the catalogue lists for a dataset, typed or not; drop nameless services inside others."""
    for name in found.listed:
        if name not in found.roots and hash(name) in found.last and hash(name) not in found.hubs:
            found.roots[name] = Kind.DATASET
    nested = [
        name
        for name, kind in found.roots.items()
        if kind is Kind.SERVICE
        and name.startswith("_:")
        and name not in found.listed
        and hash(name) in found.once
    ]
    for name in nested:
        del found.roots[name]
