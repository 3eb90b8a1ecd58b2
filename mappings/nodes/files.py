"""Of what format a file is, where several things speak of it.

One law, in this order: what the source states, its media type, what the server answered, what the address
says. A general answer (octet-stream, plain text, an archive, a page, JSON, XML) yields to a special one; who
contradicts the one that won is named in a note.
"""

from typing import Final, NamedTuple

from catalogue.model import Distribution, Reason
from mappings.engine import Values
from mappings.reading import Given, Scope, cut
from mappings.rules.file_names import named_by_address
from mappings.tables import IANA, Code, formats, name_key, only_media_type, services

__all__ = ["File", "settle_file"]

_ANYTHING: Final = frozenset({"OCTET", "ZIP", "GZIP", "TXT", "HTML"})
_GENERAL: Final = {
    "JSON": frozenset({"GEOJSON", "JSON_LD"}),
    "XML": frozenset({"GML", "KML", "RDF_XML", "ATOM", "RSS", "SDMX", "OWL"}),
    "RDF": frozenset({"RDF_XML", "RDF_TURTLE", "RDF_N_TRIPLES", "RDF_N_QUADS", "RDF_TRIG", "N3", "JSON_LD"}),
}
_WRAPPERS: Final = {"ZIP": "package_format", "GZIP": "compress_format"}
_DULL: Final = frozenset(
    IANA + kind
    for kind in ("application/octet-stream", "text/plain", "text/html", "application/zip", "application/gzip")
)


class File(NamedTuple):
    """What a source says of a distribution: its values, the rule that read them, its addresses."""

    values: Values
    rule: str
    addresses: tuple[Given, ...]


class Evidence(NamedTuple):
    """One thing that says what format a file is."""

    rule: str
    code: Code
    given: Given
    name: str
    """The code in the list: ``CSV``."""


def settle_file(made: Distribution, file: File, path: str, scope: Scope) -> None:
    """Settle format, archive, compression and media type of a file by everything that speaks of them."""
    if made.format in services():
        return
    seen = [] if _is_plain(made, file, scope) else _evidence(file, scope)
    if seen:
        won = _winner(seen)
        if won.code.iri != made.format:
            made.format = won.code.iri
            scope.reasons[f"{path}.format"] = [_reason(won, seen)]
        _dispute(won, seen, scope)
        _wrapped(made, won, seen, path, scope)
    _media_type(made, path, scope)


def _is_plain(made: Distribution, file: File, scope: Scope) -> bool:
    """Tell a file of which all that is said is the same, as nearly always."""
    if not made.format or scope.observed:
        return False
    media = file.values.get("media_type")
    if media and media[0].value != only_media_type(made.format):
        return False
    named = [named_by_address(one.value) for one in file.addresses]
    return all((one.format is None or one.format.iri == made.format) and one.wrapper is None for one in named)


def _evidence(file: File, scope: Scope) -> list[Evidence]:
    """List what speaks of the format, in the order of trust."""
    addresses = file.addresses
    written = {one.original for one in addresses}
    seen = [
        _of(f"{file.rule}.format", Code(given.row, given.value), given)
        for given in file.values.get("format", ())[:1]
        if given.original not in written
    ]
    for given in file.values.get("media_type", ())[:1]:
        _add(seen, f"{file.rule}.media_type", given.value.removeprefix(IANA), given)
    for one in addresses:
        observed = scope.observed.get(one.value, "").partition(";")[0].strip().lower()
        if observed:
            _add(seen, "file.observed", observed, one._replace(original=observed))
    for one in addresses:
        named = named_by_address(one.value)
        seen += [_of("file.address", code, one) for code in named if code is not None]
    return seen


def _add(seen: list[Evidence], rule: str, media: str, given: Given) -> None:
    code = formats().get(name_key(media))
    if code is not None:
        seen.append(_of(rule, code, given._replace(row=code.row)))


def _of(rule: str, code: Code, given: Given) -> Evidence:
    return Evidence(rule, code, given, code.iri.rpartition("/")[2])


def _winner(seen: list[Evidence]) -> Evidence:
    first = next((one for one in seen if one.name not in _ANYTHING), seen[0])
    special = _GENERAL.get(first.name, frozenset())
    return next((one for one in seen if one.name in special), first)


def _yields(name: str, to: str) -> bool:
    return name == to or name in _ANYTHING or to in _GENERAL.get(name, ())


def _reason(won: Evidence, seen: list[Evidence]) -> Reason:
    others = [one for one in seen if one.name != won.name]
    words = won.given.original + "".join(f" [{one.name}: {one.given.original}]" for one in others)
    return Reason(won.rule, won.code.iri, won.given.pointer, cut(words), won.code.row)


def _dispute(won: Evidence, seen: list[Evidence], scope: Scope) -> None:
    other = next(
        (one for one in seen if not _yields(one.name, won.name) and not _yields(won.name, one.name)), None
    )
    if other is not None:
        said = f"{won.name} ({won.given.original}) \u2260 {other.name} ({other.given.original})"
        scope.note("format-disputed", won.given.pointer, said)


def _wrapped(made: Distribution, won: Evidence, seen: list[Evidence], path: str, scope: Scope) -> None:
    """Say what is around a file of a special format: the archive or the compression that others named."""
    for one in seen:
        name = _WRAPPERS.get(one.name, "")
        if name and won.name not in _ANYTHING and not getattr(made, name):
            media = IANA + ("application/zip" if one.name == "ZIP" else "application/gzip")
            setattr(made, name, media)
            scope.explain(
                f"{path}.{name}", Reason(one.rule, media, one.given.pointer, one.given.original, one.code.row)
            )


def _media_type(made: Distribution, path: str, scope: Scope) -> None:
    """Give the one media type that a format has, where none is stated or only one that says nothing."""
    media = only_media_type(made.format)
    if not media or made.media_type == media or (made.media_type and made.media_type not in _DULL):
        return
    if made.format.rpartition("/")[2] in _ANYTHING and made.media_type:
        return
    stated = scope.reasons.get(f"{path}.media_type", [Reason("", "")])[0]
    row = f"formats/{made.format.rpartition('/')[2]}"
    made.media_type = media
    why = Reason("file.media-type-of-format", media, stated.pointer, stated.original, row, default=True)
    scope.reasons[f"{path}.media_type"] = [why]
