"""ISO 19139 and ISO 19115-3 as a tree of JSON values, under the names of ISO; nothing is chosen or dropped.

Law: a property that stands once is its value, one that is repeated is a list; an object is a mapping with
its class as ``@type``; a text is ``{"@value", "@language"?, "@id"?}`` (one per translation; ``@id`` is what
an anchor leads to); a code, a number, a date or an address is a string; a measure is ``{"@value", "uom"}``.
So a pointer into the tree leads back to the element: its steps are the names of the properties.
"""

from collections.abc import Iterator
from typing import Any, Final

from catalogue.model import Content, Kind
from harvester.protocols.csw.xml import local_name

__all__ = ["RECORDS", "TooDeep", "identifier_of", "is_passed_over", "kind_of", "tree"]

RECORDS: Final = frozenset({"MD_Metadata", "MI_Metadata"})
DEEPEST: Final = 60
"""Elements within elements; the standard needs about twenty."""
XLINK: Final = "{http://www.w3.org/1999/xlink}href"
GEONETWORK: Final = "{http://www.fao.org/geonetwork}"
"""What the software adds to a record, such as counters: it is no part of it."""
TEXTS: Final = frozenset({"CharacterString", "Anchor", "FileName", "MimeFileType"})
NO_DATASETS: Final = frozenset(
    {
        "application",
        "attribute",
        "attributeType",
        "collectionHardware",
        "collectionSession",
        "feature",
        "featureType",
        "fieldSession",
        "model",
        "propertyType",
        "software",
    }
)
"""Scope codes of records that describe no data."""


class TooDeep(Exception):  # noqa: N818 -- what is wrong with it, not an error of ours
    """Raised for a record with more levels than any real one."""


def tree(record: Any) -> Content:  # noqa: ANN401 -- an lxml element
    """Read one record. Raises TooDeep."""
    return _Reading(record).object(record, 0)


def identifier_of(content: Content) -> str:
    """Give the identifier of the metadata record."""
    named = content.get("fileIdentifier") or _of(content.get("metadataIdentifier"), "code")
    return _plain(named).strip()


def kind_of(content: Content) -> Kind:
    """Tell a service from data; a series is data too, since only a dataset can hold what it offers."""
    inside = [_of(part, "@type") for part in _each(content.get("identificationInfo"))]
    if any(name in {"SV_ServiceIdentification", "MD_ServiceIdentification"} for name in inside):
        return Kind.SERVICE
    said = next(iter(_scopes(content)), "")
    return Kind.SERVICE if said == "service" and "MD_DataIdentification" not in inside else Kind.DATASET


def is_passed_over(content: Content) -> bool:
    """Tell a record that describes no data and no service, such as an application or a feature type."""
    said = _scopes(content)
    return bool(said) and all(scope in NO_DATASETS for scope in said)


def _scopes(content: Content) -> list[str]:
    levels = [*_each(content.get("hierarchyLevel"))]
    levels += [_of(scope, "resourceScope") for scope in _each(content.get("metadataScope"))]
    return [_plain(level) for level in levels if level]


def _each(value: Any) -> list[Any]:  # noqa: ANN401 -- any JSON value
    return value if isinstance(value, list) else [] if value is None else [value]


def _of(value: Any, key: str) -> Any:  # noqa: ANN401 -- idem
    first = next(iter(_each(value)), None)
    return first.get(key) if isinstance(first, dict) else None


def _plain(value: Any) -> str:  # noqa: ANN401 -- idem
    first = next(iter(_each(value)), "")
    found = first.get("@value", "") if isinstance(first, dict) else first
    return found if isinstance(found, str) else ""


class _Reading:
    """The reading of one record, that knows in which language its texts are."""

    def __init__(self, record: Any) -> None:  # noqa: ANN401 -- an lxml element
        self.locales = dict(_locales(record))
        code = record.find("{*}language")
        code = record.find("{*}defaultLocale/*/{*}language") if code is None else code
        self.language = _code(next(iter(code), None)) if code is not None else ""

    def object(self, element: Any, depth: int) -> Content:  # noqa: ANN401 -- idem
        """Read an element that stands for an object: its children are properties."""
        if depth > DEEPEST:
            raise TooDeep
        found: dict[str, list[Any]] = {}
        for child in element:
            name = local_name(child)
            if name and not child.tag.startswith(GEONETWORK):
                found.setdefault(name, []).extend(self.values(child, depth + 1))
        content: Content = {"@type": local_name(element)}
        content |= {
            name: values[0] if len(values) == 1 else values for name, values in found.items() if values
        }
        return content

    def values(self, element: Any, depth: int) -> list[Any]:  # noqa: ANN401 -- idem
        """Read an element that stands for a property: its children are its values."""
        children = [child for child in element if local_name(child)]
        link = element.get(XLINK) or ""
        if not children:
            words = _words(element)
            return [words] if words else _reference(element, link)
        found: list[Any] = []
        for child in children:
            if local_name(child) == "PT_FreeText":
                found += self.translations(child)
            else:
                found += self.value(child, link, depth + 1)
        return found

    def value(self, child: Any, link: str, depth: int) -> list[Any]:  # noqa: ANN401 -- idem
        if local_name(child) in TEXTS:
            return self.text(child)
        if len(child) == 0:
            words = _code(child)
            unit = child.get("uom") or ""
            if words and unit:
                return [{"@value": words, "uom": unit}]
            return [words] if words else _reference(child, link)
        content = self.object(child, depth + 1)
        if link:
            content["@id"] = link
        return [content] if len(content) > 1 else []

    def text(self, element: Any) -> list[Any]:  # noqa: ANN401 -- idem
        words, link = _words(element), element.get(XLINK) or element.get("src") or ""
        if not words:
            return [{"@id": link}] if link else []
        content = {"@value": words}
        content |= {"@language": self.language} if self.language else {}
        content |= {"@id": link} if link else {}
        content |= {"mimeType": element.get("type")} if element.get("type") else {}
        return [content]

    def translations(self, element: Any) -> list[Any]:  # noqa: ANN401 -- idem
        found = []
        for one in element.iter("{*}LocalisedCharacterString"):
            name = (one.get("locale") or "").removeprefix("#")
            if words := _words(one):
                found.append({"@value": words, "@language": self.locales.get(name, name)})
        return found


def _locales(record: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- idem
    for locale in record.iter("{*}PT_Locale"):
        code = locale.find("{*}languageCode")
        code = locale.find("{*}language") if code is None else code
        if code is not None and locale.get("id"):
            yield locale.get("id"), _code(next(iter(code), None))


def _code(element: Any) -> str:  # noqa: ANN401 -- idem
    return "" if element is None else (element.get("codeListValue") or "").strip() or _words(element)


def _words(element: Any) -> str:  # noqa: ANN401 -- idem
    return (element.text or "").strip()


def _reference(element: Any, link: str) -> list[Any]:  # noqa: ANN401 -- idem
    """Read a property that points at an object elsewhere."""
    content = {"@id": link} if link else {}
    content |= {"uuidref": element.get("uuidref")} if element.get("uuidref") else {}
    return [content] if content else []
