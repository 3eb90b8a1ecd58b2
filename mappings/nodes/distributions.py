"""Files and pages: one distribution per access URL.

One law: what has no usable address is left out, with a note.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from catalogue.model import Distribution, Licence, Reason, Text, mint
from mappings.engine import Block, Values
from mappings.nodes.context import checksum, standards
from mappings.nodes.files import File, settle_file
from mappings.nodes.identifiers import Within, name_besides
from mappings.nodes.links import linked
from mappings.nodes.people import agent
from mappings.nodes.values import licence_of, take, take_all
from mappings.reading import Given, Scope, reason
from mappings.rules.codes import licence as read_licence
from mappings.rules.file_names import named_by_address

__all__ = ["Draft", "Listed", "Maker", "drafts", "samples", "split"]

_SINGLE: Final = (
    "format",
    "byte_size",
    "issued",
    "modified",
    "media_type",
    "compress_format",
    "package_format",
    "spatial_resolution",
    "temporal_resolution",
    "availability",
    "status",
)
_MANY: Final = ("title", "description", "languages", "pages", "applicable_legislation")
_PAGES: Final = ("/HTML", "/XHTML")
"""Formats of pages: their address shows something, it does not hand over a file."""


class Listed(NamedTuple):
    """A distribution as the source lists it."""

    node: object
    pointer: str
    values: Values
    rule: str
    block: Block | None = None
    silent_on_licence: bool = True


class Draft(NamedTuple):
    """A distribution as the source lists it, at one of its access URLs."""

    node: object
    pointer: str
    values: Values
    rule: str
    block: Block | None
    silent_on_licence: bool
    access: Given
    download: Given | None
    derived: bool
    """True when the source gives a download URL only."""


def drafts(node: object, blocks: tuple[Block, ...], scope: Scope) -> Iterator[Draft]:
    """Read the distributions that a record lists; one with several access URLs becomes several."""
    for block in blocks:
        for pointer, inner in block.found(node, ""):
            before = len(scope.notes)
            values = block.read(inner, pointer, scope)
            silent = not any(note.code == "licence-unknown" for note in scope.notes[before:])
            yield from split(Listed(inner, pointer, values, block.rule, block, silent), scope)


def samples(node: object, blocks: tuple[Block, ...], scope: Scope) -> Iterator[Draft]:
    """Read the samples that a record names by the address where each can be had; most name none."""
    for block in blocks:
        for pointer, inner in block.found(node, ""):
            values = block.read(inner, pointer, scope)
            if "download_url" in values:
                yield from split(Listed(inner, pointer, values, block.rule, block), scope)


def split(listed: Listed, scope: Scope) -> Iterator[Draft]:
    """Part a distribution by its files, or by its pages where it names no file.

    A file with several pages stays one distribution: the profile allows one access URL, and hundreds of
    pages of one file occur where portals share a distribution between datasets.
    """
    downloads = listed.values.get("download_url", [])
    accesses = listed.values.get("access_url", [])
    if not downloads:
        if not accesses:
            scope.note("distribution-without-url", listed.pointer)
        for access in accesses:
            yield Draft(*listed, access=access, download=None, derived=False)
        return
    if len(accesses) > len(downloads):
        extra = accesses[len(downloads)]
        scope.note("value-extra", extra.pointer, extra.original)
    for position, download in enumerate(downloads):
        access = accesses[min(position, len(accesses) - 1)] if accesses else download
        yield Draft(*listed, access=access, download=download, derived=not accesses)


@dataclass(slots=True)
class Maker:
    """Makes the distributions of one dataset, in order, each with an identifier of its own."""

    scope: Scope
    licence: Given | None
    """Licence that the source states for the whole dataset."""
    licence_rule: str
    licence_silent: bool
    rights: Sequence[tuple[str, Sequence[Given]]] = ()
    """Statements of rights that the source makes for the whole dataset, by their rules, the best first."""
    kind: str = "distributions"
    """Under which name the dataset holds what is made here."""
    made: list[Distribution] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, draft: Draft) -> Distribution | None:
        """Make the distribution of a draft; None, with a note, if it is there already."""
        iri = self._iri(draft)
        if iri is None:
            self.scope.note("distribution-twice", draft.pointer, draft.access.original)
            return None
        path = f"{self.kind}[{len(self.made)}]"
        made = Distribution(iri=iri, identifier=iri, access_url=draft.access.value)
        self._addresses(made, draft, path)
        self._plain(made, draft, path)
        addresses = (draft.access,) if draft.download is None else (draft.download, draft.access)
        settle_file(made, File(draft.values, draft.rule, addresses), path, self.scope)
        self._file(made, draft, path)
        made.licence = self.licence_for(draft, f"{path}.licence")
        made.rights = self.rights_for(draft, f"{path}.rights")
        if draft.block is not None:
            self._around(made, draft, draft.block, path)
        made.access_services = linked(
            draft.values, "access_services", draft.rule, self.scope, f"{path}.access_services"
        )
        self.made.append(made)
        return made

    def _around(self, made: Distribution, draft: Draft, block: Block, path: str) -> None:
        node, base, nodes = draft.node, draft.pointer, block.nodes
        made.conforms_to = standards(
            node, base, nodes.get("conforms_to", ()), self.scope, f"{path}.conforms_to"
        )
        made.checksum = checksum(node, base, nodes.get("checksum", ()), self.scope, f"{path}.checksum")
        if "distributor" in nodes:
            made.distributor = agent(node, nodes["distributor"], self.scope, f"{path}.distributor", base)
        within = Within(node, base, block, draft.values, f"{path}.alternative_identifiers")
        name_besides(made, within, self.scope)

    def _iri(self, draft: Draft) -> str | None:
        """Derive from the dataset and the addresses; the rest counts only where those are not unique."""
        scope = self.scope
        parts = [scope.identifier, draft.access.value, draft.download.value if draft.download else ""]
        if self.kind != "distributions":
            parts.append(self.kind)
        iri = mint(scope.base, "distributie", scope.publisher, *parts)
        if iri in self.seen:
            more = [
                given.shown
                for name in ("iri", "format", "title", "description")
                for given in draft.values.get(name, [])
            ]
            iri = mint(scope.base, "distributie", scope.publisher, *parts, *more)
        if iri in self.seen:
            return None
        self.seen.add(iri)
        return iri

    def _addresses(self, made: Distribution, draft: Draft, path: str) -> None:
        rule = "distribution.access-from-download" if draft.derived else f"{draft.rule}.access_url"
        self.scope.reasons[f"{path}.access_url"] = [reason(rule, draft.access, default=draft.derived)]
        if draft.download is not None:
            made.download_url = draft.download.value
            self.scope.reasons[f"{path}.download_url"] = [
                reason(f"{draft.rule}.download_url", draft.download)
            ]

    def _file(self, made: Distribution, draft: Draft, path: str) -> None:
        """Take an address that ends as a file of the distribution's own format for where it is downloaded."""
        if made.download_url or not made.format:
            return
        named = named_by_address(draft.access.value.partition("?")[0]).format
        if named is not None and named.iri == made.format and not made.format.endswith(_PAGES):
            made.download_url = draft.access.value
            why = reason("distribution.download-from-access", draft.access)
            self.scope.explain(f"{path}.download_url", why._replace(row=named.row))

    def _plain(self, made: Distribution, draft: Draft, path: str) -> None:
        for name in _MANY:
            if name in draft.values:
                setattr(made, name, take_all(draft.values, name, draft.rule, self.scope, f"{path}.{name}"))
        for name in _SINGLE:
            if name in draft.values:
                setattr(made, name, take(draft.values, name, draft.rule, self.scope, f"{path}.{name}"))

    def rights_for(self, draft: Draft, path: str) -> list[Text]:
        """Choose: its own statement of rights, else that of the dataset; never what names the licence."""
        if "rights" not in draft.values:
            return self._of_dataset(path)
        if "licence" not in draft.values and "licence_by_name" in draft.values:
            return []  # the statement named the licence; the profile asks not to repeat it
        return take_all(draft.values, "rights", draft.rule, self.scope, path)

    def _of_dataset(self, path: str) -> list[Text]:
        """Give the first statement for the whole dataset that is not the one the licence was read from."""
        for rule, stated in self.rights:
            if stated and (self.licence is None or stated[0].pointer != self.licence.pointer):
                self.scope.reasons[path] = [reason(rule, given) for given in stated]
                return [given.value for given in stated]
        return []

    def state_format(self, given: Sequence[Given], rule: str) -> None:
        """Give the one format that the source states for the whole dataset to the one file without."""
        without = [place for place, made in enumerate(self.made) if not made.format]
        if len(given) == len(without) == 1:
            self.made[without[0]].format = given[0].value
            self.scope.explain(f"distributions[{without[0]}].format", reason(rule, given[0]))

    def licence_for(self, draft: Draft, path: str) -> Licence | None:
        """Choose: its own licence, the one of the dataset, the one that the publisher states for all data."""
        for name in ("licence", "licence_by_name"):
            if name in draft.values:
                self.scope.explain(path, reason(f"{draft.rule}.{name}", draft.values[name][0]))
                return licence_of(draft.values[name][0])
        if not draft.silent_on_licence:
            return None
        if self.licence is not None:
            self.scope.explain(path, reason(self.licence_rule, self.licence))
            return licence_of(self.licence)
        return self._stated(path) if self.licence_silent else None

    def _stated(self, path: str) -> Licence | None:
        stated = stated_licence(self.scope)
        if stated is None or self.scope.facts is None or self.scope.facts.licence is None:
            return None
        said = self.scope.facts.licence
        why = Reason(
            "publisher.licence",
            stated.shown,
            "",
            f"{said.page} ({said.read_on:%Y-%m-%d})",
            stated.row,
            default=True,
        )
        self.scope.explain(path, why)
        return licence_of(stated)


def stated_licence(scope: Scope) -> Given | None:
    """Read the licence of the publisher's file: a row of the table by name, or an IRI."""
    if scope.facts is None or scope.facts.licence is None:
        return None
    found = [given for given in read_licence("", scope.facts.licence.licence, scope) if type(given) is Given]
    return found[0] if found else None
