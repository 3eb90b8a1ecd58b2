"""Say of a file type or a service whether it is open and machine-readable, from the rubric's own lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from catalogue.charter.licences import Globs

__all__ = ["FormatLists", "FormatTable", "ServiceLists"]

KEPT: Final = 1_000
"""File types remembered at most; a source may invent one per record."""
KINDS: Final = ("open", "structured", "documents", "undecided")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLists:
    """Shell patterns over the last part of the IRI that a service conforms to."""

    open: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatLists:
    """Codes of the EU file-type list."""

    open: tuple[str, ...]
    structured: tuple[str, ...]
    """Machine-readable but proprietary or dense."""
    documents: tuple[str, ...]
    """Made to be read or looked at."""
    undecided: tuple[str, ...]
    """Containers and such: the code does not say what is inside."""
    pages: tuple[str, ...]
    """Web pages and viewers."""
    media_types: dict[str, str] = field(default_factory=dict)
    """IANA media type to file-type code."""
    services: ServiceLists
    rdf: frozenset[str] = frozenset()
    """Those that hold RDF."""
    alike: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By a declared code: what the bytes may show that is the same all the same."""
    generic: frozenset[str] = frozenset()
    """Media types that a server names when it does not know."""
    members: dict[str, str] = field(default_factory=dict)
    """By the end of a name in an archive: the code of what that file is."""


class FormatTable:
    __slots__ = ("_alike", "_codes", "_kind", "_media", "_members", "_services", "generic", "pages", "rdf")

    def __init__(self, lists: FormatLists) -> None:
        self._codes: dict[str, str] = {}
        self._kind = {code: kind for kind in KINDS for code in getattr(lists, kind)}
        self._media: Mapping[str, str] = dict(lists.media_types)
        self._services = (
            ("open", Globs(lists.services.open)),
            ("documents", Globs(lists.services.documents)),
        )
        self.pages = frozenset(lists.pages)
        self.rdf, self.generic = lists.rdf, lists.generic
        self._alike = {(one, other) for one, others in lists.alike.items() for other in others}
        self._members = dict(lists.members)

    def code(self, file_type: str, media_type: str) -> str:
        """Give the file-type code of two IRIs, the file type first; empty when neither is known."""
        if file_type:
            code = self._codes.get(file_type)
            if code is None:
                code = file_type.rpartition("/")[2]
                if len(self._codes) < KEPT:
                    self._codes[file_type] = code
            return code
        return self._media.get("/".join(media_type.rsplit("/", 2)[-2:]).casefold(), "") if media_type else ""

    def kind(self, code: str) -> str:
        """``open``, ``structured``, ``documents``, ``undecided``; empty for a code that no list has."""
        return self._kind.get(code, "")

    def alike(self, declared: str, seen: str) -> bool:
        """Tell whether bytes of one kind may be declared as the other."""
        return declared == seen or (declared, seen) in self._alike

    def kind_of_members(self, names: Sequence[str]) -> str:
        """Give the best kind among the files of an archive; what describes a shape file is not its data."""
        codes = {code for name in names if (code := self._member(name.casefold()))}
        if "SHP" in codes:
            codes.discard("XML")
        kinds = {self.kind(code) for code in codes}
        return next((kind for kind in KINDS if kind in kinds), "")

    def _member(self, name: str) -> str:
        return next((code for end, code in self._members.items() if name.endswith(end)), "")

    def service(self, standards: Sequence[str]) -> str:
        """``open``, ``documents``, or empty when no protocol of the lists is among the standards."""
        names = [iri.rpartition("/")[2].casefold() for iri in standards]
        return next((kind for kind, globs in self._services if any(name in globs for name in names)), "")
