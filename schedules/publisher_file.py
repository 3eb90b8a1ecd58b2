"""Publisher files: one YAML per publisher, read whole or refused with the line and the remedy.

A faulty file stops everything that asked for it: half a configuration would skip cities in silence.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from catalogue.errors import UsageError
from catalogue.model import (
    CharterFacts,
    Inventory,
    ListSelectors,
    Location,
    PublisherFacts,
    Source,
    StatedLicence,
    Text,
)
from schedules.cadence import Cadence
from schedules.faults import explain
from schedules.forms import (
    CharterForm,
    PlaceForm,
    PublisherForm,
    SelectorsForm,
    SourceForm,
    first_day,
    last_day,
)
from schedules.overlays import own_entries_only, with_overlays
from schedules.positions import read_page
from schedules.publisher import Publisher, Scheduled

__all__ = ["PACKAGED", "load_all", "load_publisher", "text_of"]

PACKAGED: Final = Path(__file__).parent
"""The folder of the publishers that come with Oogst."""

ORGANISATION: Final = "https://data.vlaanderen.be/id/organisatie/"
ENTERPRISE: Final = "https://org.belgif.be/id/CbeRegisteredEntity/"
PUBLISHER_TYPE: Final = "http://purl.org/adms/publishertype/"


def load_all(folder: Path | None = None) -> list[Publisher]:
    """Read every YAML file of a folder, sorted by name. Raises UsageError on the first that is faulty."""
    folder = PACKAGED if folder is None else folder
    if not folder.is_dir():
        raise UsageError("schedules.no-folder", folder=folder)
    files = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    if not files:
        raise UsageError("schedules.empty-folder", folder=folder)
    return own_entries_only(_distinct([load_publisher(file) for file in files]))


def load_publisher(path: Path) -> Publisher:
    """Read one publisher file. Raises UsageError that names file, line, column and remedy."""
    page = read_page(str(path), text_of(path))
    try:
        form = PublisherForm.model_validate(page.value)
    except ValidationError as error:
        raise explain(page, error.errors(include_url=False)) from error
    return Publisher(
        facts=with_overlays(_facts(form), form, page),
        sources=tuple(_scheduled(form, source) for source in form.sources),
        file=path,
        ovo=form.ovo or "",
        kbo=form.kbo or "",
        nis=form.nis or "",
        note=form.note or "",
        shrink_share=form.feed.shrink_share if form.feed else None,
        shrink_floor=form.feed.shrink_floor if form.feed else None,
    )


def text_of(path: Path) -> str:
    """Read a file of settings. Raises UsageError that says where it is no UTF-8, or why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise UsageError("schedules.not-utf8", file=path, line=line, column=column) from error
    except OSError as error:
        raise UsageError("schedules.unreadable-file", file=path, detail=error.strerror) from error


def _distinct(publishers: list[Publisher]) -> list[Publisher]:
    seen: dict[str, Publisher] = {}
    for publisher in publishers:
        if publisher.name in seen:
            first = seen[publisher.name].file
            raise UsageError(
                "schedules.duplicate-publisher", name=publisher.name, file=publisher.file, first=first
            )
        seen[publisher.name] = publisher
    return publishers


def _facts(form: PublisherForm) -> PublisherFacts:
    iris = _iris(form)
    names = (*form.title.values(), *form.aliases, *iris)
    return PublisherFacts(
        name=form.name,
        title=_texts(form.title),
        iri=next(iter(iris), ""),
        kind=PUBLISHER_TYPE + form.type,
        contact_name=form.contact.name if form.contact else "",
        contact_email=(form.contact and form.contact.email) or "",
        contact_page=(form.contact and form.contact.page) or "",
        language=form.language or "",
        homepage=form.homepage or "",
        catalogue_title=_texts(form.catalogue.title),
        catalogue_description=_texts(form.catalogue.description),
        catalogue_licence=form.catalogue.licence,
        places=tuple(_location(place) for place in form.places),
        licence=StatedLicence(**form.licence.model_dump()) if form.licence else None,
        aliases=tuple(dict.fromkeys(names)),
        charter=_charter(form.charter) if form.charter else CharterFacts(),
    )


def _charter(form: CharterForm) -> CharterFacts:
    inventory = form.inventory
    return CharterFacts(
        hosts=form.hosts,
        suppliers=form.suppliers,
        generic_contacts=tuple(address.casefold() for address in form.generic_contacts),
        open_data_page=form.open_data_page or "",
        feedback_page=form.feedback_page or "",
        register_page=form.register_page or "",
        inventory=Inventory(**inventory.model_dump()) if inventory else None,
    )


def _iris(form: PublisherForm) -> list[str]:
    """Give the IRIs of the organisation, the Flemish one first."""
    ovo = [ORGANISATION + form.ovo] if form.ovo else []
    kbo = [ENTERPRISE + form.kbo] if form.kbo else []
    return ovo + kbo


def _texts(texts: Mapping[str, str]) -> tuple[Text, ...]:
    return tuple(Text(value, language) for language, value in texts.items())


def _location(place: PlaceForm) -> Location:
    return Location(
        iri=place.iri or "",
        label=list(_texts(place.label or {})),
        bbox=_polygon(place.bbox) if place.bbox else "",
    )


def _polygon(bbox: tuple[float, float, float, float]) -> str:
    """Write west, south, east, north as a closed WKT ring, counter-clockwise."""
    west, south, east, north = bbox
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def _selectors(form: SelectorsForm) -> ListSelectors:
    return ListSelectors(**{name: value or "" for name, value in form.model_dump().items()})


def _scheduled(form: PublisherForm, source: SourceForm) -> Scheduled:
    return Scheduled(
        source=Source(
            name=f"{form.name}/{source.label}",
            publisher=form.name,
            protocol=source.protocol,
            url=source.url,
            language=source.language or form.language or "",
            allow_private=source.allow_private,
            page_size=source.page_size,
            part=source.part or "",
            delay=source.delay,
            concurrency=source.concurrency,
            incremental=source.incremental,
            whole_every=source.whole_every,
            replaces=tuple(f"{form.name}/{label}" for label in source.replaces),
            aggregator=source.aggregator,
            catalogue_of=source.catalogue_of or "",
            selectors=_selectors(source.selectors) if source.selectors else None,
        ),
        cadence=Cadence(source.cadence, form.timezone),
        enabled=source.enabled,
        valid_from=first_day(source.valid_from) if source.valid_from else date.min,
        valid_until=last_day(source.valid_until) if source.valid_until else date.max,
        note=source.note or "",
    )
