"""The platform's conversion of one record: which properties it writes again, how, and what falls out.

Everything goes by the place in which a node stands, not by its class: what a dataset calls its publisher is
written as an agent. A node is written inside the one that points to it.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from catalogue.model.namespaces import expand
from catalogue.targets.twin.rules import rules
from catalogue.targets.twin.statements import TYPE, Facts, Value, is_a, name, short

__all__ = ["Dropped", "Element", "Import", "Rewritten", "bring_in", "contents"]

ANY_URI: Final = expand("xsd:anyURI")
LABEL: Final = "skos:prefLabel"
MEMBERS: Final = frozenset({"dcat:dataset", "dcat:service", "dcat:record"})
APART: Final = (
    "dcat:Dataset",
    "dcat:DataService",
    "dcat:DatasetSeries",
    "dcat:CatalogRecord",
    "dcat:Catalog",
)
"""Nodes that have a record of their own or none at all: a link to them is a link."""


@dataclass(slots=True)
class Element:
    """A node as the platform writes it: inside the one that points to it."""

    role: str
    node: str
    """As in the document; empty for a node that the platform leaves empty."""
    values: dict[str, list["Value | Element"]] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """Empty for a node without one."""
        return "" if self.node.startswith("_:") else self.node


class Dropped(NamedTuple):
    """A statement that does not come through."""

    subject: str
    role: str
    predicate: str
    value: Value
    reason: str
    """namespace, property, depth, range, blank, label, thumbnail, or inside (of what is only pointed at)."""
    within: tuple[str, str] = ("", "")
    """Of what is inside something: the role and property that point to it from what does come along."""


class Rewritten(NamedTuple):
    """A statement that the platform adds, or writes otherwise."""

    rule: str
    subject: str
    predicate: str
    before: str
    after: str


Statement = tuple[str, str, Value]
AS_INSIDE: Final = Dropped("", "", "", Literal(""), "inside")
"""What says least of why: any other reason takes its place."""


@dataclass(slots=True)
class Import:
    """One conversion under way: what is kept and what is dropped, of what is within reach."""

    facts: Facts
    reached: AbstractSet[str]
    concepts: AbstractSet[str]
    """Those are within reach wherever they stand."""
    kept: set[Statement] = field(default_factory=set)
    dropped: dict[Statement, Dropped] = field(default_factory=dict)
    rewritten: dict[tuple[str, str, str], Rewritten] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def lost(self) -> list[Dropped]:
        """List what came through nowhere; a node may stand in one place whole and in another not."""
        return [one for statement, one in self.dropped.items() if statement not in self.kept]

    def rewrite(self, rule: str, subject: str, predicate: str, before: str, after: str) -> None:
        one = Rewritten(rule, subject, predicate, before, after)
        self.rewritten.setdefault((subject, predicate, after), one)


def bring_in(work: Import, subject: str, role: str) -> Element:
    """Write a node as the platform would, with all that stands inside it."""
    element = Element(role, subject)
    labels: set[str] = set()
    for predicate, value in work.facts.get(subject, ()):
        if predicate in MEMBERS:
            continue
        if predicate == TYPE:
            _class(work, subject, role, value)
            continue
        reason = _reason(work, subject, role, predicate, value)
        if not reason and role == "concept" and predicate == LABEL:
            reason = _label(value, labels)
        if reason:
            _drop(work, Dropped(subject, role, predicate, value, reason), element)
        else:
            _keep(work, element, subject, predicate, value)
    return element


def _reason(work: Import, subject: str, role: str, predicate: str, value: Value) -> str:
    """Say why a statement falls out; empty when it comes through."""
    if subject not in work.reached and subject not in work.concepts:
        return "depth"
    keep = rules().classes[role].keeps.get(predicate)
    if keep is None:
        return "property" if predicate.partition(":")[0] in rules().namespaces else "namespace"
    if not keep.plain:
        return "range" if isinstance(value, Literal) else ""
    if keep.role == "text":
        return "blank" if isinstance(value, BlankNode) else ""
    return "" if _fits(keep.role, value) else "range"


def _fits(wanted: str, value: Value) -> bool:
    if wanted in {"literal", "date"}:
        return isinstance(value, Literal)
    if isinstance(value, Literal):
        return value.datatype.value == ANY_URI
    return isinstance(value, NamedNode)


def _label(value: Value, labels: set[str]) -> str:
    """Keep one label per language; one without a language is in no group, and is passed over."""
    language = value.language if isinstance(value, Literal) else None
    if not language or language in labels:
        return "label"
    labels.add(language)
    return ""


def _keep(work: Import, element: Element, subject: str, predicate: str, value: Value) -> None:
    work.kept.add((subject, predicate, value))
    keep = rules().classes[element.role].keeps[predicate]
    written: Value | Element = value
    if not keep.plain and not isinstance(value, Literal):
        written = bring_in(work, name(value), keep.role)
    elif keep.role == "mail":
        written = _mail(work, subject, predicate, value)
    elif keep.role == "text" and predicate == "dcat:keyword":
        written = _keyword(work, subject, predicate, value)
    if keep.plain and isinstance(value, NamedNode | BlankNode):
        _drop_inside(work, name(value), (element.role, predicate))
    element.values.setdefault(predicate, []).append(written)


def _drop(work: Import, dropped: Dropped, element: Element) -> None:
    statement = (dropped.subject, dropped.predicate, dropped.value)
    if work.dropped.get(statement, AS_INSIDE).reason == "inside":
        work.dropped[statement] = dropped
    keep = rules().classes[element.role].keeps.get(dropped.predicate)
    if dropped.reason == "range" and keep and keep.hollow:
        element.values.setdefault(dropped.predicate, []).append(Element(keep.role, ""))
    if not isinstance(dropped.value, Literal):
        _drop_inside(work, name(dropped.value), (dropped.role, dropped.predicate))


def _drop_inside(work: Import, subject: str, within: tuple[str, str]) -> None:
    """Drop what a node says that is only pointed at, or not even that; what has its own record is left."""
    if subject in work.met or is_a(work.facts, subject, *APART):
        return
    work.met.add(subject)
    for predicate, value in work.facts.get(subject, ()):
        if predicate != TYPE:
            role = _role_of(work.facts, subject)
            one = Dropped(subject, role, predicate, value, "inside", within)
            work.dropped.setdefault((subject, predicate, value), one)
            if not isinstance(value, Literal):
                _drop_inside(work, name(value), within)


def _role_of(facts: Facts, subject: str) -> str:
    """Guess the role of a node that stands nowhere, by what it is said to be."""
    return next(
        (role for role, kept in rules().classes.items() if is_a(facts, subject, *kept.kinds)), "other"
    )


def _class(work: Import, subject: str, role: str, value: Value) -> None:
    """Note a class that the platform replaces by the one of the place."""
    said = short(value.value)
    wanted = rules().classes[role].kinds
    if said not in wanted:
        work.rewrite("class-by-place", subject, TYPE, said, " ".join(sorted(wanted)))


def _mail(work: Import, subject: str, predicate: str, value: Value) -> Value:
    """Write an address as the platform does: the last part of it, behind ``mailto:``."""
    last = value.value.rsplit("/", 1)[-1]
    written = last if last.startswith("mailto:") else f"mailto:{last}"
    if written != value.value:
        work.rewrite("mail", subject, predicate, value.value, written)
    return NamedNode(written)


def _keyword(work: Import, subject: str, predicate: str, value: Value) -> Value:
    if not isinstance(value, Literal) or value.language:
        return value
    work.rewrite("keyword-language", subject, predicate, value.value, f"{value.value}@nl")
    return Literal(value.value, language="nl")


def contents(element: Element, *path: str) -> Iterator[Value | Element]:
    """Give what stands at the end of a path of properties."""
    if not path:
        yield element
        return
    for value in element.values.get(path[0], ()):
        if len(path) == 1:
            yield value
        elif isinstance(value, Element):
            yield from contents(value, *path[1:])
