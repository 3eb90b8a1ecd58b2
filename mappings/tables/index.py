"""Tables as dictionaries from a normalised name to a row. One law: a name leads to one row or to none."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from catalogue.errors import UsageError
from mappings.tables import schema

__all__ = [
    "AUTHORITY",
    "IANA",
    "Code",
    "PublisherRow",
    "access_rights",
    "box_wkt",
    "codes",
    "exports",
    "formats",
    "frequencies",
    "languages",
    "load",
    "media_of",
    "media_types",
    "name_key",
    "only_media_type",
    "placeholder_hosts",
    "placeholders",
    "places",
    "publishers",
    "read_yaml",
    "services",
    "themes",
]

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
_PLACE: Final = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Vlaamse-Administratieve-Eenheden/2025/"
_WORD: Final = re.compile(r"[^\w+#.]+")

M = TypeVar("M", bound=BaseModel)


class Code(NamedTuple):
    """A row as the rules use it: where it stands, its IRI, and what else it knows."""

    row: str
    iri: str
    extra: str = ""
    """BCP 47 tag of a language, EU code of a theme, protocol of a format."""


class PublisherRow(NamedTuple):
    row: str
    iri: str
    title: str
    kind: str


def read_yaml(folder: str, name: str) -> object:
    """Read a data file of this room."""
    return YAML(typ="safe").load((files("mappings") / folder / name).read_text(encoding="utf-8"))


def name_key(text: str) -> str:
    """Fold a name for comparison: case, spacing and punctuation do not count."""
    return _WORD.sub(" ", text.casefold()).strip()


def load(name: str, shape: type[M]) -> M:
    """Read a table file. Raises UsageError when it says anything that its shape does not know."""
    try:
        return shape.model_validate(read_yaml("tables", name))
    except ValidationError as problem:
        raise UsageError(
            "mappings.table-invalid", file=f"mappings/tables/{name}", detail=str(problem)
        ) from problem


@cache
def formats() -> dict[str, Code]:
    """Map codes, names, media types and ``.extension`` to formats."""
    found: dict[str, Code] = {}
    for row in load("formats.yaml", schema.Formats).rows:
        entry = Code(f"formats/{row.name}", f"{AUTHORITY}file-type/{row.name}", row.service)
        for name in (row.name, *row.media, *row.names):
            found[name_key(name)] = entry
        for extension in row.extensions:
            found["." + extension] = entry
            found.setdefault(name_key(extension), entry)
    return found


@cache
def _media_of_formats() -> dict[str, str]:
    rows = load("formats.yaml", schema.Formats).rows
    return {f"{AUTHORITY}file-type/{row.name}": IANA + row.media[0] for row in rows if row.media}


def media_of(iri: str) -> str:
    """Give the usual IANA media type of a format; empty where it has none."""
    return _media_of_formats().get(iri, "")


@cache
def _only_media_types() -> dict[str, str]:
    """Map formats to their media type, where the table gives one and no other."""
    kinds = media_types()
    found = {
        f"{AUTHORITY}file-type/{row.name}": {kinds[kind].iri for kind in row.media}
        for row in load("formats.yaml", schema.Formats).rows
    }
    return {iri: next(iter(media)) for iri, media in found.items() if len(media) == 1}


def only_media_type(form: str) -> str:
    """Give the IRI of the one media type that a format has; empty where it has none or several."""
    return _only_media_types().get(form, "")


@cache
def services() -> dict[str, str]:
    """Map the IRIs of formats that are services to their protocol, such as ``WMS`` or ``REST``."""
    return {code.iri: code.extra for code in formats().values() if code.extra}


@cache
def exports() -> schema.Exports:
    """Give the exports that Opendatasoft documents, with the patterns of their addresses."""
    return load("exports.yaml", schema.Exports)


@cache
def media_types() -> dict[str, Code]:
    """Map ``type/subtype`` to the IANA media type."""
    table = load("media-types.yaml", schema.MediaTypes)
    known = {kind for row in load("formats.yaml", schema.Formats).rows for kind in row.media} | set(
        table.types
    )
    found = {kind: Code(f"media-types/{kind}", IANA + kind) for kind in sorted(known - table.names.keys())}
    return found | {name: found[kind] for name, kind in table.names.items()}


def _coded(file: str, prefix: str) -> dict[str, Code]:
    table = load(file, schema.CodedTable)
    stem = file.removesuffix(".yaml")
    return _spread(
        ((row, Code(f"{stem}/{row.name}", prefix + row.name)) for row in table.rows), table.patterns
    )


def _spread(rows: Iterable[tuple[schema.Coded, Code]], patterns: tuple[str, ...]) -> dict[str, Code]:
    found: dict[str, Code] = {}
    for row, code in rows:
        for name in (row.name, *row.names):
            found.setdefault(name_key(name), code)
            for pattern in patterns:
                found.setdefault(_folded(pattern + name), code)
    return found


def _folded(iri: str) -> str:
    return iri.casefold().replace("https://", "http://", 1)


@cache
def frequencies() -> dict[str, Code]:
    return _coded("frequencies.yaml", AUTHORITY + "frequency/")


@cache
def access_rights() -> dict[str, Code]:
    return _coded("access-rights.yaml", AUTHORITY + "access-right/")


@cache
def languages() -> dict[str, Code]:
    """Map codes, tags, names and IRIs of languages; ``extra`` is the BCP 47 tag."""
    table = load("languages.yaml", schema.Languages)
    rows = [
        (
            row.model_copy(update={"names": (row.tag, *row.names)}),
            Code(f"languages/{row.name}", _language(row.name), row.tag),
        )
        for row in table.rows
    ]
    return _spread(rows, table.patterns)


def _language(code: str) -> str:
    return f"{AUTHORITY}language/{code}"


@cache
def themes() -> dict[str, Code]:
    """Map theme IRIs and names; ``iri`` is the Belgian theme, ``extra`` the EU theme."""
    table = load("themes.yaml", schema.Themes)
    belgian = "http://vocab.belgif.be/auth/datatheme/"
    rows = [
        (row, Code(f"themes/{row.name}", belgian + row.name, f"{AUTHORITY}data-theme/{row.eu or row.name}"))
        for row in table.rows
    ]
    found = _spread(rows, table.patterns)
    by_name = {code.row.partition("/")[2]: code for _, code in rows}
    for each in load("theme-labels.yaml", schema.ThemeLabels).lists:
        for label in each.rows:
            for words in label.labels if label.theme else ():
                key = _folded(each.pattern + words) if each.pattern else name_key(words)
                code = by_name[label.theme]
                found.setdefault(key, code._replace(row=f"theme-labels/{each.name}/{words}"))
    return found


@cache
def codes(name: str) -> dict[str, Code]:
    """Map the IRIs and codes of a short list, such as ``availability``, to its rows."""
    table = next(row for row in load("codes.yaml", schema.CodeLists).rows if row.name == name)
    found: dict[str, Code] = {}
    for code in table.codes:
        entry = Code(f"codes/{name}/{code}", table.prefix + code)
        found[name_key(code)] = entry
        for prefix in (table.prefix, *table.also):
            found[_folded(prefix + code)] = entry
        for words in table.names.get(code, ()):
            found[name_key(words)] = entry
    return found


@cache
def publishers() -> dict[str, PublisherRow]:
    """Map names and organisation IRIs (OVO, KBO) of the publishers that we know."""
    kinds = "http://purl.org/adms/publishertype/"
    found: dict[str, PublisherRow] = {}
    for row in load("publishers.yaml", schema.Publishers).rows:
        ovo = f"https://data.vlaanderen.be/id/organisatie/{row.ovo}" if row.ovo else ""
        kbo = f"https://org.belgif.be/id/CbeRegisteredEntity/{row.kbo}" if row.kbo else ""
        unit = f"https://org.belgif.be/id/CbeEstablishmentUnit/{row.unit}" if row.unit else ""
        entry = PublisherRow(f"publishers/{row.name}", ovo or kbo or unit, row.title, kinds + row.kind)
        found |= {name_key(name): entry for name in row.names}
        found |= {iri: entry for iri in (ovo, kbo, unit) if iri}
    return found


@cache
def places() -> dict[str, tuple[Code, str]]:
    """Map names and IRIs of places to their row and their box as WKT."""
    found: dict[str, tuple[Code, str]] = {}
    for row in load("places.yaml", schema.Places).rows:
        iri = _PLACE + row.path
        entry = (Code(f"places/{row.name}", iri, row.title), box_wkt(*row.box) if row.box else "")
        found[iri] = found[f"http://vocab.belgif.be/auth/refnis2025/{row.nis}"] = entry
        found |= {name_key(name): entry for name in row.names}
    return found


def box_wkt(west: float, south: float, east: float, north: float) -> str:
    """Write a box as a WKT polygon, longitude before latitude."""
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{_plain(x)} {_plain(y)}' for x, y in corners)}))"


def _plain(number: float) -> str:
    return f"{number:.7f}".rstrip("0").rstrip(".")


@cache
def placeholders() -> frozenset[str]:
    return frozenset(word.casefold() for word in load("placeholders.yaml", schema.Placeholders).words)


@cache
def placeholder_hosts() -> frozenset[str]:
    return load("placeholders.yaml", schema.Placeholders).hosts
