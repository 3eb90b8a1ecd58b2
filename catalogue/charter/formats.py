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


class FormatTable:
    __slots__ = ("_codes", "_kind", "_media", "_services", "pages")

    def __init__(self, lists: FormatLists) -> None:
        self._codes: dict[str, str] = {}
        self._kind = {code: kind for kind in KINDS for code in getattr(lists, kind)}
        self._media: Mapping[str, str] = dict(lists.media_types)
        self._services = (
            ("open", Globs(lists.services.open)),
            ("documents", Globs(lists.services.documents)),
        )
        self.pages = frozenset(lists.pages)

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

    def service(self, standards: Sequence[str]) -> str:
        """``open``, ``documents``, or empty when no protocol of the lists is among the standards."""
        names = [iri.rpartition("/")[2].casefold() for iri in standards]
        return next((kind for kind, globs in self._services if any(name in globs for name in names)), "")
