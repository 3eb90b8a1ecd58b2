"""Facts of a publisher that its own file states, apart from what its sources say."""

from dataclasses import dataclass, field
from datetime import date

from catalogue.model.overlay import Overlay
from catalogue.model.resources import Location
from catalogue.model.values import Text

__all__ = ["PublisherFacts", "StatedLicence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLicence:
    """A licence that the publisher states for all its data, with the page and the day it was read there."""

    licence: str
    """A row of the licence table, or an IRI."""
    page: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherFacts:
    name: str
    """Short name, lower case: ``gent``. Part of every identifier, so it never changes."""
    title: tuple[Text, ...]
    iri: str = ""
    """IRI of the organisation (OVO or KBO)."""
    kind: str = ""
    """IRI of the ADMS publisher type."""
    contact_name: str = ""
    contact_email: str = ""
    contact_page: str = ""
    language: str = ""
    """BCP 47 tag of texts without one."""
    homepage: str = ""
    catalogue_title: tuple[Text, ...] = ()
    catalogue_description: tuple[Text, ...] = ()
    catalogue_licence: str = ""
    places: tuple[Location, ...] = ()
    licence: StatedLicence | None = None
    aliases: tuple[str, ...] = field(default=())
    """Names under which sources call this publisher."""
    overlays: tuple[Overlay, ...] = ()
    """Corrections to what its sources say, in the order of the file."""
