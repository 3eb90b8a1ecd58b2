"""One page of a stream: where it leads, what it says of the stream, and its triples, ready to look up.

Law: a page is held whole, so it is bounded; a stream is not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urldefrag

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat

from catalogue.errors import SourceError
from harvester.crawl.steps import Page
from harvester.protocols.ldes.terms import EVENT_STREAM, NODE, TYPE, VIEW, VIEW_DESCRIPTION, ldes
from harvester.rdf import Document, open_document
from harvester.rdf.document import mended
from harvester.rdf.mending import Lost

__all__ = ["Fragment", "Node", "Triple", "open_fragment"]

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_TRIPLES: Final = 500_000
"""Of one page; a page of a hundred members has some thousands."""
WIDER: Final = {RdfFormat.TURTLE: RdfFormat.TRIG, RdfFormat.N_TRIPLES: RdfFormat.TRIG}
"""Formats that hold graphs as well, and look the same at their start."""
WINDOWS: Final = tuple(map(ldes, ("versionDuration", "startingFrom")))
OLD_WINDOWS: Final = frozenset(map(ldes, ("DurationAgoPolicy", "PointInTimePolicy")))

Node = Any
"""An IRI or a blank node of pyoxigraph, which has no name for both."""
Triple = tuple[Node, NamedNode, Any]


@dataclass(slots=True)
class Fragment:
    url: str
    about: dict[Node, list[tuple[NamedNode, Any]]] = field(default_factory=dict)
    """What stands outside graphs, by subject."""
    graphs: dict[Node, list[Triple]] = field(default_factory=dict)
    damage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per subject or graph: the lines that were dropped to make the rest readable."""
    lost: tuple[Lost, ...] = ()
    """Statements that could not be read at all."""

    def values(self, subject: Node, predicate: NamedNode) -> list[Any]:
        return [term for said, term in self.about.get(subject, ()) if said == predicate]

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[Node, Any]]:
        """Give subject and object of every triple with this predicate, in order."""
        for subject, said in self.about.items():
            for other, term in said:
                if other == predicate:
                    yield subject, term

    def objects(self, predicate: NamedNode) -> Iterator[Any]:
        return (term for _, term in self.pairs(predicate))

    def stated(self, name: str) -> Any:  # noqa: ANN401 -- any RDF term
        """Give what the page says of its stream under this name of LDES, or None."""
        streams = [subject for subject, term in self.pairs(TYPE) if term == EVENT_STREAM]
        found = [term for stream in streams for term in self.values(stream, ldes(name))]
        return next(iter(found or self.objects(ldes(name))), None)

    @property
    def relations(self) -> list[str]:
        """Addresses of the pages that this one leads to, each once."""
        return _addresses(self.objects(NODE))

    @property
    def is_immutable(self) -> bool:
        """Tell whether the page says of itself that it gets no new members."""
        nodes = (subject for subject, term in self.pairs(ldes("immutable")) if _is_true(term))
        return self.url in _addresses(nodes)

    @property
    def is_of_a_stream(self) -> bool:
        return any(term == EVENT_STREAM for term in self.objects(TYPE))

    def view(self) -> str:
        """Name the view to follow; one that keeps everything goes before one that keeps a window."""
        views = list(self.objects(VIEW))
        return next(iter(_addresses(sorted(views, key=self._view_keeps_a_window))), "")

    def keeps_a_window(self, leads: Collection[str]) -> bool:
        """Tell whether what is followed from here drops objects that did not change for long."""
        views = [view for view in self.objects(VIEW) if not leads or view.value in leads]
        if leads and views:
            return any(map(self._view_keeps_a_window, views))
        return any(map(self._is_window, self.objects(ldes("retentionPolicy"))))

    def _view_keeps_a_window(self, view: Node) -> bool:
        nodes = (view, *self.values(view, VIEW_DESCRIPTION))
        policies = (policy for node in nodes for policy in self.values(node, ldes("retentionPolicy")))
        return any(map(self._is_window, policies))

    def _is_window(self, policy: Node) -> bool:
        said = {predicate for predicate, _ in self.about.get(policy, ())}
        only_log = ldes("fullLogDuration") in said and ldes("versionAmount") not in said
        old = not OLD_WINDOWS.isdisjoint(self.values(policy, TYPE))
        return only_log or old or not said.isdisjoint(WINDOWS)


def open_fragment(page: Page) -> Fragment:
    """Read a page. Raises SourceError when it is no RDF, or too much of it."""
    if page.payload.size > MAX_BYTES:
        raise SourceError("harvester.too-large", url=page.url, detail=f"{page.payload.size} > {MAX_BYTES}")
    document = open_document(page.payload.stream, url=page.url, content_type=page.content_type)
    document.format = WIDER.get(document.format, document.format)
    fragment = Fragment(urldefrag(page.url).url)
    with closing(document):
        try:
            _sort(fragment, document.parser(renamed=True))
        except SyntaxError as error:
            return _mended(document, error.msg, page.url)
    return fragment


def _mended(document: Document, stumble: str, url: str) -> Fragment:
    """Read what is whole of a page; one that breaks off may have led further, so it is not read at all."""
    if document.format is not RdfFormat.TRIG:
        raise SourceError("harvester.unparseable", url=url, detail=stumble)
    with closing(mended(document, url)) as whole:
        if whole.truncated:
            raise SourceError("harvester.unparseable", url=url, detail=stumble)
        fragment = Fragment(urldefrag(url).url, damage=whole.damage, lost=whole.lost)
        try:
            _sort(fragment, whole.parser(renamed=True))
        except SyntaxError as error:
            raise SourceError("harvester.unparseable", url=url, detail=error.msg) from error
    return fragment


def _sort(fragment: Fragment, quads: Iterable[Any]) -> None:
    for number, quad in enumerate(quads):
        if number >= MAX_TRIPLES:
            detail = f"> {MAX_TRIPLES}"
            raise SourceError("harvester.too-large", url=fragment.url, detail=detail)
        if isinstance(quad.graph_name, DefaultGraph):
            fragment.about.setdefault(quad.subject, []).append((quad.predicate, quad.object))
        else:
            triple = (quad.subject, quad.predicate, quad.object)
            fragment.graphs.setdefault(quad.graph_name, []).append(triple)


def _addresses(terms: Iterable[Any]) -> list[str]:
    named = (term.value for term in terms if isinstance(term, NamedNode | Literal))
    return list(dict.fromkeys(urldefrag(value).url for value in named))


def _is_true(term: Any) -> bool:  # noqa: ANN401 -- idem
    return isinstance(term, Literal) and term.value in {"true", "1"}
