"""What a resource is about and conforms to: places, periods, standards, checksums."""

from dataclasses import replace
from typing import Final

from catalogue.model import Checksum, Location, PeriodOfTime, Reason, Standard, Text
from mappings.engine import Block, Values
from mappings.nodes.values import LANGUAGE_OF_TABLES, minted, take
from mappings.reading import Given, Scope, cut, reason
from mappings.tables import places

__all__ = ["checksum", "own_places", "periods", "spatial", "standards"]

_SHAPES: Final = ("bbox", "geometry", "centroid")
_WEB: Final = ("http://", "https://")


def spatial(node: object, blocks: tuple[Block, ...], scope: Scope, base: str = "") -> list[Location]:
    """Give the places that the record names, else those of the publisher's file."""
    found: dict[str, Location] = {}
    for block in blocks:
        for pointer, inner in block.found(node, base):
            place = _place(block.read(inner, pointer, scope), scope)
            if place is not None and place[0].iri not in found:
                scope.explain("spatial", reason(block.rule, place[1]))
                found[place[0].iri] = place[0]
        if found:
            return list(found.values())
    if scope.facts is None or any(note.code == "geometry-unreadable" for note in scope.notes):
        return []
    return own_places(scope)


def own_places(scope: Scope) -> list[Location]:
    """Give the places that the publisher's file states; one without an IRI gets it from its name."""
    own = [_named(place, scope) for place in scope.facts.places] if scope.facts else []
    for place in own:
        scope.explain("spatial", Reason("publisher.place", place.iri, default=True))
    return own


def _named(place: Location, scope: Scope) -> Location:
    if place.iri:
        return place
    names = (text.value for text in place.label)
    return replace(place, iri=minted(scope.base, "plaats", scope.publisher, *names, place.bbox))


def _place(values: Values, scope: Scope) -> tuple[Location, Given] | None:
    known = values.get("known")
    if known:
        return _known(values, known[0]), known[0]
    iris = values.get("iri", [])
    shapes = [_shape(values, name) for name in _SHAPES]
    drawn = {given.pointer for name in _SHAPES for given in values.get(name, ())}
    labels = [one for one in values.get("label", []) if _is_label(one) and one.pointer not in drawn]
    first = next(
        (given for name in ("iri", "label", *_SHAPES) for given in values.get(name, [])),
        None,
    )
    if first is None or not (iris or labels or any(shapes)):
        return None
    names = [given.value for given in labels]
    iri = (
        iris[0].value
        if iris
        else minted(scope.base, "plaats", scope.publisher, *(text.value for text in names), *shapes)
    )
    return Location(iri=iri, label=names, bbox=shapes[0], geometry=shapes[1], centroid=shapes[2]), first


def _known(values: Values, known: Given) -> Location:
    """Give a place of the table; of one that the source means by its IRI, what the table does not say too."""
    row, box = places()[known.value]
    place = Location(iri=row.iri, label=[Text(row.extra, LANGUAGE_OF_TABLES)], bbox=box)
    if any(given.value == row.iri for given in values.get("iri", ())):
        place.bbox = box or _shape(values, "bbox")
        others = (one.value for one in values.get("label", ()) if _is_label(one))
        place.label += [text for text in others if text.language not in ("", LANGUAGE_OF_TABLES)]
    return place


def _shape(values: Values, name: str) -> str:
    given = values.get(name)
    return given[0].value if given else ""


def _is_label(given: Given) -> bool:
    return not given.value.value.startswith((*_WEB, "{", "<")) and any(
        sign.isalpha() for sign in given.value.value
    )


def periods(node: object, blocks: tuple[Block, ...], scope: Scope) -> list[PeriodOfTime]:
    """Give the periods with a start, an end or both."""
    found: list[PeriodOfTime] = []
    for block in blocks:
        for pointer, inner in block.found(node, ""):
            values = block.read(inner, pointer, scope)
            if not values:
                continue
            path = f"temporal[{len(found)}]"
            start = take(values, "start", block.rule, scope, f"{path}.start")
            end = take(values, "end", block.rule, scope, f"{path}.end")
            shown = f"{start.lexical if start else ''}/{end.lexical if end else ''}"
            at = pointer or (values.get("start") or values["end"])[0].pointer
            scope.explain("temporal", Reason(block.rule, shown, at, shown))
            found.append(
                PeriodOfTime(iri=minted(scope.base, "periode", scope.publisher, shown), start=start, end=end)
            )
        if found:
            break
    return found


def standards(node: object, base: str, blocks: tuple[Block, ...], scope: Scope, path: str) -> list[Standard]:
    """Give the standards, by IRI or by title."""
    found: dict[str, Standard] = {}
    for block in blocks:
        for pointer, inner in block.found(node, base):
            values = block.read(inner, pointer, scope)
            standard = _standard(values, scope)
            if standard is not None and (key := _folded(standard.iri)) not in found:
                first = (values.get("iri") or values["title"])[0]
                scope.explain(path, reason(block.rule, first))
                found[key] = standard
    return list(found.values())


def _folded(iri: str) -> str:
    """Take two spellings of one address for one standard: TLS and a last slash make no other."""
    return iri.casefold().replace("https://", "http://", 1).rstrip("/")


def _standard(values: Values, scope: Scope) -> Standard | None:
    iris = values.get("iri")
    titles = [given.value for given in values.get("title", []) if not given.value.value.startswith(_WEB)]
    if not iris and not titles:
        return None
    version = values.get("version")
    iri = (
        iris[0].value
        if iris
        else minted(scope.base, "standaard", scope.publisher, *(text.value for text in titles))
    )
    return Standard(
        iri=iri,
        title=titles,
        version=version[0].value if version else "",
        description=[given.value for given in values.get("description", [])],
        issued=next((given.value for given in values.get("issued", [])), None),
        page=next((given.value for given in values.get("page", [])), ""),
        label=next((given.value for given in values.get("label", [])), ""),
    )


def checksum(node: object, base: str, blocks: tuple[Block, ...], scope: Scope, path: str) -> Checksum | None:
    """Give the checksum of a file, if both its value and its algorithm are known."""
    for block in blocks:
        for pointer, inner in block.found(node, base):
            values = block.read(inner, pointer, scope)
            if "value" in values and "algorithm" in values:
                value, algorithm = values["value"][0].value, values["algorithm"][0].value
                scope.explain(path, Reason(block.rule, value, values["value"][0].pointer, cut(value)))
                scope.explain(f"{path}.algorithm", reason(f"{block.rule}.algorithm", values["algorithm"][0]))
                iri = minted(scope.base, "checksum", scope.publisher, algorithm, value)
                return Checksum(iri=iri, algorithm=algorithm, value=value)
            for given in [*values.get("value", ()), *values.get("algorithm", ())]:
                scope.note("checksum-incomplete", given.pointer, given.original)
    return None
