"""The shape of every table file: what a row may say. A table that says anything else does not load."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "ApiExport",
    "CodeList",
    "CodeLists",
    "Coded",
    "CodedTable",
    "Export",
    "Exports",
    "FirstExports",
    "Focus",
    "FocusDomains",
    "Format",
    "Formats",
    "HubExports",
    "Language",
    "Languages",
    "Licence",
    "LicenceFamily",
    "LicenceKind",
    "Licences",
    "MediaTypes",
    "Months",
    "Place",
    "Placeholders",
    "Places",
    "Publisher",
    "Publishers",
    "ReferenceSystem",
    "ReferenceSystems",
    "Statements",
    "Theme",
    "ThemeLabel",
    "ThemeLabels",
    "ThemeList",
    "ThemeWords",
    "Themes",
    "UnknownLicence",
    "WordsOf",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Coded(_Strict):
    """A row of a list of codes, with the other names of the same thing."""

    name: str
    names: tuple[str, ...] = ()


class CodedTable(_Strict):
    rows: tuple[Coded, ...]
    patterns: tuple[str, ...] = ()
    """What an IRI may begin with before its last segment is read as a code or name."""


class Licence(Coded):
    iri: str
    title: dict[str, str] = Field(default_factory=dict)
    tier: Literal["A", "B", "C", "D"]
    """Of the charter: A Flemish and open, B open, C not open, D unknown."""
    model: bool = False
    kinds: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


class LicenceKind(_Strict):
    """One kind of a family: ``by-nc``, with its code in the EU list and its ADMS types."""

    name: str
    eu: str
    words: str
    tier: Literal["A", "B", "C", "D"]
    types: tuple[str, ...]


class LicenceFamily(_Strict):
    """Creative Commons: every kind in every version."""

    kinds: tuple[LicenceKind, ...]
    versions: dict[str, str]
    spellings: dict[str, tuple[str, ...]]
    same: dict[str, tuple[str, ...]]


class UnknownLicence(_Strict):
    """A statement that stays unknown on purpose."""

    says: str
    why: str


class Licences(_Strict):
    rows: tuple[Licence, ...]
    families: tuple[LicenceFamily, ...]
    unknown: tuple[UnknownLicence, ...]


class Format(Coded):
    media: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    service: Literal["", "WMS", "WFS", "WCS", "WMTS", "REST"] = ""


class Formats(_Strict):
    rows: tuple[Format, ...]


class MediaTypes(_Strict):
    types: tuple[str, ...]
    names: dict[str, str]


class Theme(Coded):
    eu: str = ""


class Themes(CodedTable):
    rows: tuple[Theme, ...]


class Export(_Strict):
    name: str
    format: str
    media: str = ""
    geo: bool = False
    since: int = 1


class FirstExports(_Strict):
    path: str
    attachment: str
    alternative: str


class HubExports(_Strict):
    page: str
    thumbnail: str
    download: str
    rows: tuple[Export, ...]


class ApiExport(_Strict):
    """An API that portal software has for every dataset, and where it says what the API can do."""

    endpoint: str
    description: str
    page: str = ""


class Exports(_Strict):
    path: str
    attachment: str
    alternative: str
    page: str
    ckan_page: str
    api: ApiExport
    first: FirstExports
    rows: tuple[Export, ...]
    hub: HubExports
    datastore: ApiExport


class Language(Coded):
    tag: str


class Languages(CodedTable):
    rows: tuple[Language, ...]


class CodeList(_Strict):
    name: str
    prefix: str
    codes: tuple[str, ...]
    also: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Code → the words under which sources state it."""


class CodeLists(_Strict):
    rows: tuple[CodeList, ...]


class Publisher(Coded):
    title: str
    ovo: str = ""
    kbo: str = ""
    unit: str = ""
    """Number of an establishment unit: agencies without a legal person of their own have no other."""
    nis: str = ""
    kind: str


class Publishers(_Strict):
    rows: tuple[Publisher, ...]


class Place(Coded):
    path: str
    title: str
    nis: str
    box: tuple[float, float, float, float] | None = None


class Places(_Strict):
    rows: tuple[Place, ...]


class ThemeLabel(_Strict):
    """Labels of another list; without a theme where they lie across several, and why in both cases."""

    labels: tuple[str, ...]
    theme: str = ""
    why: str


class ThemeList(_Strict):
    name: str
    about: str
    pattern: str = ""
    """What stands before each label where the labels are the ends of addresses."""
    rows: tuple[ThemeLabel, ...]


class ThemeLabels(_Strict):
    lists: tuple[ThemeList, ...]


class WordsOf(_Strict):
    """The words that tell one thing, per language of the text."""

    name: str
    nl: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    de: tuple[str, ...] = ()


class ThemeWords(_Strict):
    rows: tuple[WordsOf, ...]


class Focus(WordsOf):
    """A domain of the smart city: its titles by language, and the themes that belong to it."""

    title: dict[str, str]
    themes: tuple[str, ...]


class FocusDomains(_Strict):
    rows: tuple[Focus, ...] = Field(min_length=6, max_length=6)


class Statements(_Strict):
    rows: tuple[WordsOf, ...]


class ReferenceSystem(_Strict):
    code: int
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    degrees: bool = False
    north_first: bool = False
    belgium: tuple[float, float, float, float] | None = None
    alone: bool = False


class ReferenceSystems(_Strict):
    rows: tuple[ReferenceSystem, ...]


class Months(_Strict):
    months: tuple[tuple[str, ...], ...] = Field(min_length=12, max_length=12)
    days: frozenset[str]


class Placeholders(_Strict):
    words: frozenset[str]
    hosts: frozenset[str]
