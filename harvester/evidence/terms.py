"""What is not in the store and the numbers follow from: publishers' facts, sources' settings, the software.

They travel with a bundle as they were used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from pydantic import TypeAdapter

from catalogue.bundle.manifest import SoftwareFacts
from catalogue.errors import AuditError
from catalogue.fingerprint import fingerprint_of
from catalogue.graph import DCAT_AP_VL_2022, DCAT_AP_VL_2026
from catalogue.model import PublisherFacts, Source
from harvester.runs import Rules, make_rules
from harvester.runs.rules import JUDGED_BY, READ_BY

__all__ = ["Terms", "Whom", "read_whom", "rules_of", "software", "written_whom"]

PROFILES: Final = {profile.iri: profile for profile in (DCAT_AP_VL_2022, DCAT_AP_VL_2026)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """A publisher as its file states it."""

    name: str
    facts: PublisherFacts | None
    """None where there is no file."""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an installation decides for all publishers."""

    base: str
    profile: str
    """IRI"""
    gate: tuple[str, ...]


_PAGE: Final = TypeAdapter(list[Whom])


def written_whom(publishers: Sequence[Whom]) -> bytes:
    return _PAGE.dump_json(list(publishers), indent=2)


def read_whom(content: bytes) -> dict[str, Whom]:
    """Read publishers back, by name. Raises AuditError for what is no such page."""
    try:
        return {one.name: one for one in _PAGE.validate_json(content)}
    except ValueError as error:
        raise AuditError("bundle.malformed", name="publishers.json", path="-") from error


def software(terms: Terms) -> SoftwareFacts:
    return SoftwareFacts(
        version=_version(),
        reading=fingerprint_of(*READ_BY),
        judging=fingerprint_of(*JUDGED_BY),
        base=terms.base,
        profile=terms.profile,
        gate=list(terms.gate),
    )


def _version() -> str:
    """Give the version that is installed; empty for a working copy, which its fingerprints tell apart."""
    try:
        return version("oogst")
    except PackageNotFoundError:
        return ""


def rules_of(whom: Whom | None, facts: SoftwareFacts | Terms) -> Rules:
    """Make the rules for a publisher under these terms. Raises AuditError for a profile we do not know."""
    if facts.profile not in PROFILES:
        raise AuditError("bundle.other-profile", profile=facts.profile)
    return make_rules(
        whom.facts if whom else None,
        base=facts.base,
        profile=PROFILES[facts.profile],
        gate=tuple(facts.gate),
    )


def find_in(publishers: Mapping[str, Whom], name: str) -> Source | None:
    """Give a source with its settings, by name."""
    mine = publishers.get(name.partition("/")[0])
    return next((one for one in mine.sources if one.name == name), None) if mine else None
