"""The platform's own validation of a record after its import, as small rules with one sentence each.

Whether a harvester applies them, and refuses what breaks them, is a setting that only the platform knows.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal
from ruamel.yaml import YAML

from catalogue.targets.twin.importing import Element
from catalogue.targets.twin.statements import Value

__all__ = ["Breach", "breaches"]

DATE: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:Z|[-+]\d{2}:\d{2}|T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})?)?"
)
ADDRESS: Final = re.compile(r"\w+:/{0,2}\S+")
CC0: Final = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
PUBLIC: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
BELGIAN_THEME: Final = "http://vocab.belgif.be/auth/datatheme"
RESOURCES: Final = ("dataset", "service")


class Breach(NamedTuple):
    """A rule that a record breaks. ``twin.check.<rule>`` is its sentence, told of ``predicate``."""

    rule: str
    of: str
    """Which set of rules: ``vl-200``, ``vl-200-rec`` or ``vl-300``."""
    severity: str
    role: str
    predicate: str
    subject: str
    value: str = ""


Found = tuple[str, str, str]
"""Rule, property, value."""


def breaches(root: Element) -> list[Breach]:
    """Check a record with all that stands in it, or a catalogue."""
    declared = {one.iri for one in root.values.get("dct:conformsTo", ()) if isinstance(one, Element)}
    sets = {name: page for name, page in _sets().items() if page.get("only", "") in {"", *declared}}
    return [
        Breach(rule, name, page["severity"], each.role, predicate, each.iri, value)
        for each in _all(root)
        for name, page in sets.items()
        for rule, predicate, value in _broken(each, page)
    ]


def _broken(element: Element, page: dict[str, Any]) -> Iterator[Found]:
    for known, cardinality in page.get("cardinality", {}).get(element.role, {}).items():
        yield from _counted(element, known, *cardinality.split(".."))
    for rule, check in SIMPLE.items():
        for known in page.get(rule, {}).get(element.role, ()):
            yield from ((rule, known, _said(one)) for one in element.values.get(known, ()) if not check(one))
    yield from _languages(element, page)
    for known, scheme in page.get("scheme", {}).get(element.role, {}).items():
        for one in element.values.get(known, ()):
            if isinstance(one, Element) and scheme not in map(_said, one.values.get("skos:inScheme", ())):
                yield "scheme", known, one.iri
    for rule in page.get("particular", ()):
        yield from PARTICULAR[rule](element)


def _counted(element: Element, known: str, least: str, most: str) -> Iterator[Found]:
    held = len(element.values.get(known, ()))
    if held < int(least):
        yield "missing", known, ""
    if most != "n" and held > int(most):
        yield "several", known, str(held)


def _languages(element: Element, page: dict[str, Any]) -> Iterator[Found]:
    for known in page.get("language", {}).get(element.role, ()):
        yield from _repeated(element, known)
    for known in page.get("mixed", {}).get(element.role, ()):
        if len({bool(getattr(one, "language", None)) for one in element.values.get(known, ())}) > 1:
            yield "mixed", known, ""


def _repeated(element: Element, known: str) -> Iterator[Found]:
    """Find the same text twice in the same language."""
    seen = set()
    for one in element.values.get(known, ()):
        key = (_said(one), getattr(one, "language", None))
        if key[1] and key in seen:
            yield "repeated", known, key[0]
        seen.add(key)


def _tagged(value: Value | Element) -> bool:
    return isinstance(value, Literal) and bool(value.language) and bool(value.value.strip())


def _dated(value: Value | Element) -> bool:
    return DATE.fullmatch(_said(value)) is not None


def _addressed(value: Value | Element) -> bool:
    return ADDRESS.fullmatch(_said(value)) is not None


SIMPLE: Final[dict[str, Callable[[Value | Element], bool]]] = {
    "language": _tagged,
    "date": _dated,
    "address": _addressed,
}


def _mailto(element: Element) -> Iterator[Found]:
    for one in element.values.get("vcard:hasEmail", ()):
        if not _said(one).startswith("mailto:"):
            yield "mailto", "vcard:hasEmail", _said(one)


def _cc0(element: Element) -> Iterator[Found]:
    if element.role == "catalogue":
        for one in element.values.get("dct:license", ()):
            if _said(one) != CC0:
                yield "cc0", "dct:license", _said(one)


def _public(element: Element) -> Iterator[Found]:
    if element.role in RESOURCES:
        for one in element.values.get("dct:accessRights", ()):
            if _said(one) != PUBLIC:
                yield "public", "dct:accessRights", _said(one)


def _reachable(element: Element) -> Iterator[Found]:
    if element.role == "contact" and not any(
        element.values.get(known) for known in ("vcard:hasEmail", "vcard:hasURL")
    ):
        yield "reachable", "dcat:contactPoint", element.iri


def _theme(element: Element) -> Iterator[Found]:
    themes = map(_said, element.values.get("dcat:theme", ()))
    if element.role in RESOURCES and not any(one.startswith(BELGIAN_THEME) for one in themes):
        yield "theme", "dcat:theme", ""


PARTICULAR: Final[dict[str, Callable[[Element], Iterator[Found]]]] = {
    "mailto": _mailto,
    "cc0": _cc0,
    "public": _public,
    "reachable": _reachable,
    "theme": _theme,
}


def _said(value: Value | Element) -> str:
    return value.iri if isinstance(value, Element) else value.value


def _all(element: Element) -> Iterator[Element]:
    yield element
    for values in element.values.values():
        for value in values:
            if isinstance(value, Element):
                yield from _all(value)


@cache
def _sets() -> dict[str, Any]:
    page: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("checks.yaml"))
    return page
