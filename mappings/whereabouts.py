"""Where a value is filled in, by the software of the portal: what makes a remedy one that can be followed.

The facts stand in ``whereabouts.yaml``. Where nothing is known for sure, nothing is said.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Final

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from catalogue.messages import Language

__all__ = ["edited_at", "software_of", "topic_of", "where_to_mend"]

NOWHERE: Final = frozenset(
    {"catalogue", "concept", "identifier", "record", "relationship", "scheme", "standard"}
)
"""Classes that Oogst or the publisher's file fills, whatever the portal."""
RDF: Final = "rdf"


class Editor(BaseModel):
    """How the page of a record is addressed, and where the software edits that record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: Pattern[str]
    edit: str


class Software(BaseModel):
    """One kind of portal: the ways into it, and per topic which way and which field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ways: dict[str, dict[Language, str]]
    fields: dict[str, tuple[str, str]]
    editor: tuple[Editor, ...] = ()


class Whereabouts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: dict[str, dict[str, str]]
    rules: dict[str, str]
    software: dict[str, Software]
    protocols: dict[str, str]
    addresses: dict[str, str]


def software_of(protocol: str, url: str) -> str:
    """Name the software of a source by its protocol; of RDF by its address, or else just ``rdf``."""
    known = _whereabouts()
    for part, software in known.addresses.items():
        if part in url:
            return software
    return known.protocols.get(protocol, RDF)


def topic_of(rule: str, path: str) -> str:
    """Say what a rule of the profile is about, as far as a portal has a field for it; else nothing."""
    known = _whereabouts()
    if rule in known.rules:
        return known.rules[rule]
    on = rule.removeprefix("hvd-").partition("-")[0]
    if on in NOWHERE:
        return ""
    topics = known.topics.get(on, {})
    return topics.get(path, topics.get("*", known.topics["*"].get(path, "")))


def where_to_mend(topic: str, software: str, language: Language, path: str = "") -> str:
    """Give the sentence that names the field; empty where the software has none, or none is known.

    ``path`` is the property as CURIE: in RDF that is the field.
    """
    known = _whereabouts().software.get(software)
    if known is None or not topic:
        return ""
    way, field = known.fields.get(topic, ("property", path) if software == RDF and ":" in path else ("", ""))
    return known.ways[way][language].format(field=field) if way else ""


def edited_at(software: str, pages: Iterable[str]) -> str:
    """Give where the software edits a record, from the first of its pages that tells; else nothing."""
    known = _whereabouts().software.get(software)
    for page in pages:
        for one in known.editor if known else ():
            if found := one.page.match(page):
                return one.edit.format(**found.groupdict())
    return ""


@cache
def _whereabouts() -> Whereabouts:
    content = YAML(typ="safe").load((files("mappings") / "whereabouts.yaml").read_text(encoding="utf-8"))
    return Whereabouts.model_validate(content)
