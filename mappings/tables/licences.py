"""Licences by the addresses and names under which sources state them.

One law: a name leads to the licence that it names, and never to a more open one.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from mappings.tables import schema
from mappings.tables.index import AUTHORITY, load, name_key

__all__ = ["LicenceRow", "left_unknown", "licence_key", "licences"]

_LICENCE_TYPE: Final = "http://purl.org/adms/licencetype/"
_COMMONS: Final = "https://creativecommons.org/licenses"
_TRIM: Final = re.compile(r"/(?:deed|legalcode)(?:[._-][\w-]+)*$")
_LANGUAGE: Final = re.compile(r"(?<=\d)/[a-z]{2}$")


class LicenceRow(NamedTuple):
    row: str
    iri: str
    title: tuple[tuple[str, str], ...]
    """(language, words) pairs."""
    kinds: tuple[str, ...]
    model: bool
    tier: str


@cache
def licences() -> dict[str, LicenceRow]:
    """Map licence IRIs (by :func:`licence_key`) and names (by :func:`name_key`) to rows."""
    table = load("licences.yaml", schema.Licences)
    found: dict[str, LicenceRow] = {}
    for row in (*table.rows, *(row for family in table.families for row in _members(family))):
        kinds = tuple(_LICENCE_TYPE + kind for kind in row.kinds)
        entry = LicenceRow(
            f"licences/{row.name}", row.iri, tuple(row.title.items()), kinds, row.model, row.tier
        )
        for iri in (row.iri, *row.same):
            found[licence_key(iri)] = entry
        for name in row.names:
            found[name_key(name)] = entry
    return found


@cache
def left_unknown() -> dict[str, str]:
    """Map statements that stay unknown on purpose to the reason why."""
    rows = load("licences.yaml", schema.Licences).unknown
    return {key: row.why for row in rows for key in (licence_key(row.says), name_key(row.says))}


def _members(family: schema.LicenceFamily) -> Iterator[schema.Licence]:
    for kind in family.kinds:
        for version, scope in family.versions.items():
            name = f"cc-{kind.name}-{version}"
            code = f"{AUTHORITY}licence/CC_{kind.eu}_{version.replace('.', '_')}"
            yield schema.Licence(
                name=name,
                iri=f"{_COMMONS}/{kind.name}/{version}/",
                title={"en": f"Creative Commons {kind.words} {version} {scope}"},
                tier=kind.tier,
                kinds=kind.types,
                same=(code, *family.same.get(name, ())),
                names=tuple(_names(family, kind, version, scope)),
            )


def _names(family: schema.LicenceFamily, kind: schema.LicenceKind, version: str, scope: str) -> Iterator[str]:
    yield f"CC {kind.name} {version}"
    for words in (kind.words, *family.spellings.get(kind.words, ())):
        yield from (f"Creative Commons {words} {version}", f"Creative Commons {words} {version} {scope}")
        yield f"Creative Commons {words} {version} Internationaal"


def licence_key(text: str) -> str:
    """Fold a licence IRI: scheme, ``www.``, a closing slash, ``/doc/`` and deed pages do not count."""
    folded = text.strip().casefold().replace(" ", "%20")
    folded = re.sub(r"^https?://(?:www\.)?", "", folded).rstrip("/")
    folded = _LANGUAGE.sub("", _TRIM.sub("", folded).rstrip("/"))
    return folded.replace("vlaanderen.be/doc/licentie", "vlaanderen.be/id/licentie")
