"""Facts of a publisher that its own file states, apart from what its sources say."""

from dataclasses import dataclass, field
from datetime import date

from catalogue.model.overlay import Overlay
from catalogue.model.resources import Location
from catalogue.model.values import Text

__all__ = ["CharterFacts", "Inventory", "PublisherFacts", "StatedLicence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLicence:
    """A licence that the publisher states for all its data, with the page and the day it was read there."""

    licence: str
    """A row of the licence table, or an IRI."""
    page: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The publisher's own count of the datasets that it has, open or not."""

    page: str
    datasets: int
    counted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFacts:
    """What only a publisher can say and checks of the charter ask for; empty: it says nothing of it."""

    hosts: tuple[str, ...] = ()
    """Hosts of its own, each with all that ends in it: ``stad.gent`` has ``data.stad.gent``."""
    suppliers: tuple[str, ...] = ()
    """Hosts of those that publish for it under contract."""
    generic_contacts: tuple[str, ...] = ()
    """E-mail addresses of the house as a whole, behind which stands no service of its own; lower case."""
    open_data_page: str = ""
    feedback_page: str = ""
    """Where anyone can report and ask in public: a form, a forum, a list of issues."""
    register_page: str = ""
    """Where it lists, with the reason, what it does not open."""
    inventory: Inventory | None = None


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
    charter: CharterFacts = field(default=CharterFacts())

    @property
    def pages(self) -> tuple[str, ...]:
        """List its own pages that checks of the charter look at."""
        stated = self.charter
        inventory = stated.inventory.page if stated.inventory else ""
        found = (self.contact_page, self.homepage, stated.open_data_page, stated.feedback_page)
        return tuple(dict.fromkeys(filter(None, (*found, stated.register_page, inventory))))
