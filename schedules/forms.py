"""The form of a publisher file: which keys it has, what each may hold, and an example of each.

The border between YAML and the house: pydantic stays on this side. A fault carries the key of its message.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, Final, Literal, LiteralString, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from catalogue.model import Protocol
from schedules.cadence import DEFAULT_ZONE, BothDaysError, Cadence, NeverError

__all__ = ["FORMS", "Form", "PublisherForm", "SourceForm"]

UNFIT: Final = set(' <>"{}|\\^`')
HOST: Final = re.compile(r"(?!www\.)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
CONTACT: Final = "{name: Open Data Gent, email: data@stad.gent}"


def fault(message: LiteralString, **facts: object) -> PydanticCustomError:
    """Make a fault whose type is the key of its message."""
    return PydanticCustomError(message, message, facts)


def web_address(value: str) -> str:
    """Accept an absolute http(s) address without a password: those never reach the store, a log or a page."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
    except ValueError:
        whole = False
    if not whole or UNFIT & set(value):
        raise fault("schedules.wrong-url")
    if parts.username or parts.password:
        raise fault("schedules.url-with-password")
    return value


def host(value: str) -> str:
    """Accept the name of a host, as it stands in an address between ``//`` and the next slash."""
    if not HOST.fullmatch(value):
        raise fault("schedules.wrong-host", name=_host_in(value))
    return value


def _host_in(value: str) -> str:
    """Give the host that was probably meant."""
    words = value.strip().lower().rpartition("://")[2].rpartition("@")[2]
    found = re.split(r"[/:?#\s]", words)[0].removeprefix("*.").removeprefix("www.")
    return found if HOST.fullmatch(found) else "data.stad.gent"


def cron(value: str) -> str:
    try:
        Cadence(value)
    except BothDaysError as error:
        raise fault("schedules.cron-both-days") from error
    except NeverError as error:
        raise fault("schedules.cron-never") from error
    except ValueError as error:
        raise fault("schedules.wrong-cron") from error
    return value


def time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise fault("schedules.wrong-time-zone") from error
    return value


def selector(value: str) -> str:
    """Accept CSS, or XPath behind ``xpath:``."""
    from harvester.pages.selecting import WrongSelectorError, validated  # noqa: PLC0415 -- 0.1 s, for few files

    try:
        return validated(value)
    except WrongSelectorError as error:
        raise fault("schedules.wrong-selector") from error


def calendar_day(value: str) -> str:
    """Accept a year, a month or a day: what is known of it and no more."""
    first_day(value)
    return value


def first_day(value: str) -> date:
    return date.fromisoformat(f"{value}-01-01"[:10])


def last_day(value: str) -> date:
    first = first_day(value)
    month = first.month if "-" in value else 12
    day = first.day if value.count("-") > 1 else monthrange(first.year, month)[1]
    return first.replace(month=month, day=day)


Url = Annotated[str, AfterValidator(web_address)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Selector = Annotated[Words, AfterValidator(selector)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Texts = Annotated[dict[Tag, Words], Field(min_length=1)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$"), AfterValidator(calendar_day)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s:<>]+@[^@\s<>]+\.[^@\s.<>]+$")]
Host = Annotated[str, AfterValidator(host)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ContactForm(Form):
    name: Words = Field(examples=["Open Data Gent"])
    email: Email | None = Field(None, examples=["data@stad.gent"])
    page: Url | None = Field(None, examples=["https://data.stad.gent"])

    @model_validator(mode="after")
    def reachable(self) -> Self:
        if not (self.email or self.page):
            raise fault("schedules.no-contact")
        return self


class CatalogueForm(Form):
    title: Texts = Field(examples=["{nl: Open data van Stad Gent}"])
    description: Texts = Field(examples=["{nl: Alle open datasets van Stad Gent.}"])
    licence: Url = Field(
        examples=["https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"]
    )


class LicenceForm(Form):
    licence: Words = Field(examples=["modellicentie-gratis-hergebruik"])
    page: Url = Field(examples=["https://stad.example/open-data/licentie"])
    read_on: date = Field(examples=["2026-03-01"])


class PlaceForm(Form):
    iri: Url | None = Field(
        None,
        examples=[
            "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Vlaamse-Administratieve-Eenheden/2025/gemeente/gent"
        ],
    )
    label: Texts | None = Field(None, examples=["{nl: Gent}"])
    bbox: tuple[Longitude, Latitude, Longitude, Latitude] | None = Field(
        None, examples=["[3.57978, 50.97954, 3.84934, 51.18889]"]
    )

    @model_validator(mode="after")
    def sound(self) -> Self:
        if not (self.iri or self.label):
            raise fault("schedules.nameless-place")
        if self.bbox and not (self.bbox[0] < self.bbox[2] and self.bbox[1] < self.bbox[3]):
            raise fault("schedules.wrong-bbox", at=("bbox",))
        return self


class SelectorsForm(Form):
    """Selectors of an HTML list; each but ``item``, ``next`` and ``more`` is read within the item."""

    item: Selector = Field(examples=["div.dataset"])
    next: Selector | None = Field(None, examples=["a.next"])
    more: Selector | None = Field(None, examples=["ul.themes a"])
    detail: Selector | None = Field(None, examples=["h2 a"])
    title: Selector | None = Field(None, examples=["h2"])
    description: Selector | None = Field(None, examples=["p.summary"])
    keyword: Selector | None = Field(None, examples=["ul.categories li"])
    file: Selector | None = Field(None, examples=["a.file"])
    anchor: Selector | None = Field(None, examples=["a[name]"])
    licence: Selector | None = Field(None, examples=["a[rel=license]"])
    modified: Selector | None = Field(None, examples=["time"])


class SourceForm(Form):
    label: Slug = Field(examples=["hub"])
    protocol: Protocol = Field(examples=[Protocol.ARCGIS_HUB.value])
    url: Url = Field(examples=["https://data.stad.gent"])
    cadence: Annotated[str, AfterValidator(cron)] = Field(examples=["15 3 * * *"])
    enabled: bool = Field(default=True, examples=["false"])
    valid_from: Day | None = Field(None, examples=["2019-05-01"])
    valid_until: Day | None = Field(None, examples=["2024-12"])
    language: Tag | None = Field(None, examples=["nl"])
    page_size: int | None = Field(None, ge=1, le=1000, examples=["100"])
    allow_private: bool = Field(default=False, examples=["false"])
    part: Words | None = Field(None, examples=["stad-gent"])
    delay: Annotated[float, Field(ge=0, le=60)] = Field(0.0, examples=["1.5"])
    concurrency: int = Field(1, ge=1, le=8, examples=["2"])
    incremental: bool = Field(default=False, examples=["true"])
    whole_every: int = Field(7, ge=1, le=90, examples=["7"])
    replaces: tuple[Slug, ...] = Field((), examples=["[oud-portaal]"])
    aggregator: bool = Field(default=False, examples=["true"])
    catalogue_of: Literal["flanders", "belgium", "europe"] | None = Field(None, examples=["flanders"])
    selectors: SelectorsForm | None = Field(None, examples=["{item: div.dataset, title: h2, file: a}"])
    note: Words | None = Field(None, examples=["Vroeger portaal, vervangen in 2018."])

    @model_validator(mode="after")
    def selectors_for_lists(self) -> Self:
        if (self.protocol is Protocol.HTML_LIST) != (self.selectors is not None):
            raise fault("schedules.selectors-for-lists", at=("protocol",))
        return self

    @model_validator(mode="after")
    def passes_on(self) -> Self:
        if self.catalogue_of and not self.aggregator:
            raise fault("schedules.catalogue-of-aggregators", at=("catalogue_of",))
        return self

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.valid_from and self.valid_until and first_day(self.valid_from) > last_day(self.valid_until):
            raise fault("schedules.wrong-order", at=("valid_until",))
        return self


LONGEST: Final = timedelta(days=366)
"""Whoever corrects a source looks at it again within a year."""


class OverlayForm(Form):
    """A correction to what a source says, with who answers for it and until when."""

    entry: Words | None = Field(None, examples=["bomen-in-de-stad"])
    distribution: Url | None = Field(None, examples=["https://data.stad.gent/bomen.csv"])
    source: Slug | None = Field(None, examples=["portaal"])
    missing: Words | None = Field(None, examples=["licence"])
    having: Annotated[dict[Words, Words], Field(min_length=1, max_length=1)] | None = Field(
        None, examples=["{licence: https://stad.example/licentie}"]
    )
    property: Words = Field(examples=["title@nl"])
    value: Words | None = Field(None, examples=["Bomen in de stad"])
    values: Annotated[tuple[Words, ...], Field(min_length=1)] | None = Field(None, examples=["[TRAN, ENVI]"])
    remove: bool = Field(default=False, examples=["true"])
    was: str | None = Field(None, examples=["Boomen"])
    author: Words = Field(examples=["Jana Peeters"])
    reason: Words = Field(examples=["Tikfout, gemeld aan het portaal."])
    written_on: date = Field(examples=["2026-03-01"])
    until: date = Field(examples=["2026-09-01"])
    page: Url | None = Field(None, examples=["https://stad.example/open-data/licentie"])

    @model_validator(mode="after")
    def aimed(self) -> Self:
        if not (self.entry or self.distribution or self.source):
            raise fault("overlays.no-target", at=("property",), value=self.property)
        if self.missing and self.having:
            raise fault("overlays.two-conditions", at=("having",))
        return self

    @model_validator(mode="after")
    def one_value(self) -> Self:
        if (self.value is not None) + (self.values is not None) + self.remove != 1:
            raise fault("overlays.one-value", at=("property",), value=self.property)
        return self

    @model_validator(mode="after")
    def not_for_ever(self) -> Self:
        if self.until < self.written_on:
            raise fault("overlays.ends-before", at=("until",), value=str(self.until))
        if self.until - self.written_on > LONGEST:
            latest = str(self.written_on + LONGEST)
            raise fault("overlays.too-long", at=("until",), value=str(self.until), latest=latest)
        return self


class InventoryForm(Form):
    """The publisher's own count of its datasets, open or not."""

    page: Url = Field(examples=["https://stad.example/inventaris"])
    datasets: int = Field(ge=1, examples=["340"])
    counted_on: date = Field(examples=["2026-03-01"])


class CharterForm(Form):
    """What only the publisher can say and checks of the charter ask for."""

    hosts: tuple[Host, ...] = Field((), examples=["[stad.gent, data.stad.gent]"])
    suppliers: tuple[Host, ...] = Field((), examples=["[stad-gent.opendatasoft.com]"])
    generic_contacts: tuple[Email, ...] = Field((), examples=["[gentinfo@stad.gent]"])
    open_data_page: Url | None = Field(None, examples=["https://data.stad.gent"])
    feedback_page: Url | None = Field(None, examples=["https://stad.example/open-data/vragen"])
    register_page: Url | None = Field(None, examples=["https://stad.example/open-data/niet-geopend"])
    inventory: InventoryForm | None = Field(
        None, examples=["{page: https://…, datasets: 340, counted_on: 2026-03-01}"]
    )


class FeedForm(Form):
    """How many records may go from the feed at once without a person looking."""

    shrink_share: float | None = Field(None, ge=0, le=1, examples=["0.1"])
    shrink_floor: int | None = Field(None, ge=0, examples=["3"])


class PublisherForm(Form):
    name: Slug = Field(examples=["gent"])
    title: Texts = Field(examples=["{nl: Stad Gent}"])
    ovo: Annotated[str, StringConstraints(pattern=r"^OVO\d{6}$")] | None = Field(None, examples=["OVO002067"])
    kbo: Annotated[str, StringConstraints(pattern=r"^[01]\d{9}$")] | None = Field(
        None, examples=["0207451227"]
    )
    nis: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = Field(None, examples=["44021"])
    type: Literal["LocalAuthority", "RegionalAuthority", "NationalAuthority"] = Field(
        examples=["LocalAuthority"]
    )
    contact: ContactForm | None = Field(None, examples=[CONTACT])
    language: Tag | None = Field(None, examples=["nl"])
    homepage: Url | None = Field(None, examples=["https://stad.gent"])
    catalogue: CatalogueForm = Field(examples=["{title: {nl: …}, description: {nl: …}, licence: https://…}"])
    places: tuple[PlaceForm, ...] = Field((), examples=["[{label: {nl: Gent}}]"])
    licence: LicenceForm | None = Field(None, examples=["{licence: …, page: https://…, read_on: 2026-03-01}"])
    aliases: tuple[Words, ...] = Field((), examples=["[Stad Gent, Ghent]"])
    charter: CharterForm | None = Field(None, examples=["{hosts: [data.stad.gent]}"])
    feed: FeedForm | None = Field(None, examples=["{shrink_share: 0.1, shrink_floor: 3}"])
    timezone: Annotated[str, AfterValidator(time_zone)] = Field(DEFAULT_ZONE, examples=[DEFAULT_ZONE])
    note: Words | None = Field(None, examples=["Er is nog geen catalogus bekend."])
    sources: tuple[SourceForm, ...] = Field(
        examples=["[{label: …, protocol: …, url: https://…, cadence: 15 3 * * *}]"]
    )
    """Empty while no catalogue is known; nobody asks for a code or a contact then."""
    overlays: tuple[OverlayForm, ...] = Field(
        (), examples=["[{entry: …, property: …, value: …, author: …, reason: …, written_on: …, until: …}]"]
    )

    @model_validator(mode="after")
    def known(self) -> Self:
        if self.sources and not (self.ovo or self.kbo):
            raise fault("schedules.no-organisation")
        return self

    @model_validator(mode="after")
    def reachable(self) -> Self:
        if self.sources and self.contact is None:
            raise fault("schedules.missing-key", at=("contact",), example=CONTACT)
        return self

    @model_validator(mode="after")
    def labels_differ(self) -> Self:
        seen: dict[str, int] = {}
        for index, source in enumerate(self.sources):
            if source.label in seen:
                raise fault("schedules.duplicate-label", at=("sources", index, "label"), label=source.label)
            seen[source.label] = index
        return self

    @model_validator(mode="after")
    def replaced_are_known(self) -> Self:
        labels = {source.label for source in self.sources}
        for index, source in enumerate(self.sources):
            for label in source.replaces:
                if label not in labels - {source.label}:
                    raise fault("schedules.unknown-replaced", at=("sources", index, "replaces"), label=label)
        return self


FORMS: Final[dict[str, type[Form]]] = {
    "catalogue": CatalogueForm,
    "charter": CharterForm,
    "contact": ContactForm,
    "inventory": InventoryForm,
    "licence": LicenceForm,
    "overlays": OverlayForm,
    "places": PlaceForm,
    "selectors": SelectorsForm,
    "sources": SourceForm,
}
"""The form behind each key of the publisher's that holds one, or a list of them."""
