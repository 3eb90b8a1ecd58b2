"""How one CKAN is to be filled: what whoever runs the installation decides, nothing that can be found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

__all__ = ["CkanSettings", "Flavour", "Lacking", "Organisation", "Services"]

Flavour = Literal["auto", "extras", "scheming"]
"""Where the fields of DCAT go: among the extras, or in those of the portal's own schema."""
Lacking = Literal["refuse", "leave-out"]
"""What becomes of a push where the portal's schema has no place for what an entry needs."""
Services = Literal["as-datasets", "leave-out"]
"""What becomes of a data service that is an entry of its own: CKAN knows datasets only."""

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 120.0
"""A CKAN indexes while one waits; a real Solr takes its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The organisation of the portal under which the entries of a publisher stand."""

    name: str
    """As in its address there."""
    title: str = ""
    """For when it has to be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CkanSettings:
    name: str
    url: str
    installation: str
    """IRI base of this installation: by it the portal's datasets are known as ours."""
    account: str = ""
    """Name of the account whose token we have; only a CKAN 2.9 has to be told."""
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    """By publisher; one that is not named here has an organisation of its own name."""
    create_organisations: bool = False
    language: str = "nl"
    """Of the one text where a portal keeps one: then Dutch, then what is in no language, then any other."""
    flavour: Flavour = "auto"
    lacking: Lacking = "refuse"
    services: Services = "as-datasets"
    page_size: int = 500
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS

    def organisation(self, publisher: str) -> Organisation:
        return self.organisations.get(publisher) or Organisation(name=publisher)
