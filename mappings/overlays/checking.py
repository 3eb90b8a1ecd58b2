"""Whether an overlay can be carried out, told when the publisher's file is read and not in the night."""

from dataclasses import fields
from difflib import get_close_matches
from typing import Final

from catalogue.model import (
    Contact,
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
    Overlay,
    PublisherFacts,
)
from mappings.overlays.properties import Property, known_names, property_at
from mappings.overlays.property_paths import FaultyPathError, PropertyPath, parse_path
from mappings.overlays.typed_values import read_values
from mappings.reading import Scope

__all__ = [
    "OverlayFault",
    "check_overlay",
    "checked_path",
    "path_of",
    "scope_of",
    "typed_names",
    "unreadable",
]

_FIELDS: Final = {
    node: frozenset(one.name for kind in kinds for one in fields(kind))
    for node, kinds in (
        ("", (Dataset, DataService, DatasetSeries)),
        ("distributions", (Distribution,)),
        ("services", (DataService,)),
        ("contact", (Contact,)),
    )
}
"""By node: what it may have."""


class OverlayFault(Exception):  # noqa: N818  the border turns it into the error that a person reads
    """Raised for an overlay that cannot be carried out: the message, the key it is about, and the facts."""

    def __init__(self, message: str, field: str, **facts: str) -> None:
        super().__init__(message, field, facts)
        self.message = message
        self.field = field
        self.facts = facts


def check_overlay(overlay: Overlay, facts: PublisherFacts) -> PropertyPath:
    """Look whether an overlay can be carried out. Gives what it corrects; raises OverlayFault."""
    path, about = checked_path(overlay.property_name, "property", facts.language)
    if about.refused:
        raise OverlayFault(f"overlays.refused-{about.refused}", "property", value=overlay.property_name)
    node = "distributions" if overlay.distribution else path.node
    if path.node not in {"", node} or about.field not in _FIELDS[node]:
        elsewhere = "distributions" if about.field in _FIELDS["distributions"] and not node else ""
        raise OverlayFault(
            "overlays.of-a-distribution" if elsewhere else "overlays.not-there",
            "property",
            value=overlay.property_name,
            name=about.field,
        )
    if about.evidence and not overlay.page:
        raise OverlayFault("overlays.needs-page", "property", value=overlay.property_name)
    if overlay.remove and about.needed:
        raise OverlayFault("overlays.needed", "remove", value=overlay.property_name)
    if overlay.missing:
        checked_path(overlay.missing, "missing", facts.language)
    if overlay.having:
        checked_path(overlay.having[0], "having", facts.language)
    if not overlay.remove and read_values(about, overlay.values, path.language, scope_of(facts)) is None:
        raise unreadable(overlay.values, overlay.property_name, about)
    return path


def unreadable(values: tuple[str, ...], written: str, about: Property) -> OverlayFault:
    """Say that what was typed as a value says nothing that this property can hold."""
    return OverlayFault(
        "overlays.unreadable-value",
        "values" if len(values) > 1 else "value",
        value=", ".join(values),
        property=written,
        example=about.example,
    )


def path_of(written: str, language: str) -> tuple[PropertyPath, Property]:
    """Read a path that was looked at before; a text without a language is in that of the publisher's file."""
    path = parse_path(written)
    about = property_at(path)
    if about is None:
        raise FaultyPathError(written)
    return path._replace(language=path.language or language if about.spoken else ""), about


def scope_of(facts: PublisherFacts) -> Scope:
    """Give what holds while typed values are read; nothing of it depends on a record."""
    return Scope(base="https://oogst.example", publisher=facts.name, language=facts.language, facts=facts)


def checked_path(written: str, field: str, language: str) -> tuple[PropertyPath, Property]:
    """Read a path as a person typed it. Raises OverlayFault for a property that we do not have."""
    try:
        path, about = path_of(written, language)
    except FaultyPathError:
        raise _unknown(written, field) from None
    if about.spoken and not path.language:
        raise OverlayFault("overlays.needs-language", field, value=written)
    if parse_path(written).language and not about.spoken:
        raise OverlayFault("overlays.no-language", field, value=written)
    return path, about


def _unknown(written: str, field: str) -> OverlayFault:
    name = written.rpartition(".")[2].partition("@")[0].rpartition(":")[2]
    typed = {known.rpartition(".")[2]: _typed(known) for known in known_names()}
    like = get_close_matches(name.lower(), [*typed, *known_names()], n=1, cutoff=0.7)
    if like:
        meant = typed.get(like[0], like[0])
        return OverlayFault("overlays.unknown-property-like", field, value=written, like=meant)
    return OverlayFault("overlays.unknown-property", field, value=written, known=", ".join(typed_names()))


def typed_names() -> list[str]:
    """List the properties as they are typed."""
    return [_typed(name) for name in known_names()]


def _typed(name: str) -> str:
    """Write a property as it is typed: with the node that has it, where that is not the entry."""
    ours = name in _FIELDS[""] or "." in name or name == "licence"
    node = next(node for node in ("distributions", "services") if ours or name in _FIELDS[node])
    return name if ours else f"{node}.{name}"
