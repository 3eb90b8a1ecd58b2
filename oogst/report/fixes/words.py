"""The words of a fix: what to do, where in the portal's software, and what may be laid over it meanwhile."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import mappings
from catalogue.charter import Rubric, check_text
from harvester.fixes import Fix, Kind, Member, kinds
from oogst.screen import Speech

__all__ = ["FixText", "Place", "for_all", "kind_of", "meanwhile", "places_of", "software_of", "text_of"]

SUBSTITUTE: Final = "..."
"""What the officer puts in the place of: nobody else knows it."""
LICENCE: Final = "licence"
RDF: Final = "rdf"


class FixText(NamedTuple):
    title: str
    do: str


class Place(NamedTuple):
    """Where a fix is carried out, for the entries of one source."""

    source: str
    software: str
    text: str
    """The field in this software; empty where none is known."""


def kind_of(fix: Fix) -> Kind | None:
    return next((one for one in kinds() if one.name == fix.kind), None)


def text_of(fix: Fix, rubric: Rubric, speech: Speech) -> FixText:
    """Say what to do: in the words of the kind, or of the check where no kind is known."""
    kind = kind_of(fix)
    if kind is not None:
        return FixText(speech.say(f"fix.{kind.name}.title"), speech.say(f"fix.{kind.name}.do"))
    said = check_text(rubric.by_id[fix.check], speech.language)
    return FixText(said.title, said.remedy)


def software_of(member: Member, software: Mapping[str, str]) -> str:
    """Name the software that an entry is kept in: where a feed of RDF passes it on, its own page may tell."""
    known = software.get(member.source, "")
    if known != RDF:
        return known
    told = (mappings.software_of("", page) for page in member.pages)
    return next((one for one in told if one != RDF), known)


def places_of(
    fix: Fix, members: Iterable[Member], software: Mapping[str, str], speech: Speech
) -> list[Place]:
    """Say for each source where in its software the fix is carried out."""
    kind = kind_of(fix)
    named = dict.fromkeys((one.source, software_of(one, software)) for one in members)
    return [Place(*pair, _field(kind, pair[1], speech)) for pair in named]


def _field(kind: Kind | None, software: str, speech: Speech) -> str:
    if kind is None:
        return ""
    return mappings.where_to_mend(kind.topic, software, speech.language, kind.term)


def for_all(fix: Fix, sources: Sequence[str], speech: Speech) -> str:
    """Say how all entries of a source are corrected at once, until it is mended; empty where none can."""
    kind = kind_of(fix)
    if kind is None:
        return ""
    if kind.fact:
        return speech.say("fixes.meanwhile-facts", name=kind.fact)
    if not kind.overlay or kind.where != mappings.Where.MISSING:
        return ""
    labels = ", ".join(source.rpartition("/")[2] for source in sources)
    return speech.say("fixes.meanwhile-all", label=labels, property=kind.overlay)


def meanwhile(fix: Fix, member: Member) -> str:
    """Write the command that corrects an entry until its source is mended; empty where none can."""
    kind = kind_of(fix)
    if kind is None or not kind.overlay:
        return ""
    value = SUBSTITUTE if kind.only_publisher else " ".join(kind.values)
    words = ["oogst", "overlay", "add", member.uuid, kind.overlay, value, "--reason", SUBSTITUTE]
    if kind.overlay == LICENCE:
        words += ["--page", SUBSTITUTE]
    return shlex.join(words)
