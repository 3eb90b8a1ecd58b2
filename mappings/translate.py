"""A record becomes an entry. One law: the same record, context and tables always give the same entry."""

from collections.abc import Iterator
from dataclasses import replace

from catalogue.model import (
    DataService,
    Dataset,
    DatasetSeries,
    Dialect,
    Distribution,
    Entry,
    Identity,
    Kind,
    Record,
    identify,
)
from catalogue.model.portals import is_own, names_of
from mappings.context import Context
from mappings.engine import Block, Values, fields
from mappings.focus import focus_reasons
from mappings.languages import Around, Spoken, spoken
from mappings.nodes.distributions import Draft, Maker, drafts, samples
from mappings.nodes.exports import offered, package_page, page_of, portal_of
from mappings.nodes.holdings import Holdings, Implied
from mappings.nodes.hub import hub_offers, hub_page
from mappings.nodes.resources import (
    fill,
    fill_dataset,
    fill_series,
    fill_service,
)
from mappings.nodes.software import datastore, explore_api
from mappings.nodes.statements import FROM_LINES, Said, said_in_words, tell_from_words
from mappings.overlays import correct
from mappings.reading import Given, Scope, reason
from mappings.rules.addresses import address
from mappings.statuut import state
from mappings.tables import languages, name_key
from mappings.tongues import beside, by_words

__all__ = ["translate"]


def translate(record: Record, context: Context) -> Entry:
    """Translate one record. Never raises on what a record holds: what cannot be used becomes a note."""
    identity = _identity(record, context)
    scope = Scope(
        base=context.base,
        publisher=context.publisher,
        identifier=record.identifier,
        facts=context.facts,
        today=context.today,
        public=context.public,
        observed=context.observed,
        known_as=context.known_as,
    )
    entry = _Desk(record, context, scope, identity).entry()
    if context.corrections:
        correct(entry, context.corrections, scope)
    state(entry, scope)
    entry.source_iri = _source_iri(record, context)
    scope.settle()
    entry.reasons, entry.notes = scope.reasons, scope.notes
    focus = focus_reasons(entry, context.base)
    if focus:
        entry.reasons["focus_domains"] = focus
    return entry


def _identity(record: Record, context: Context) -> Identity:
    """Name the entry after the identifier that it was first known by; its record has the present one."""
    first = context.known_as.get((str(record.kind), record.identifier), record.identifier)
    named = identify(
        base=context.base,
        publisher=context.publisher,
        source=context.source.name,
        kind=record.kind,
        identifier=first,
    )
    return named._replace(identifier=record.identifier)


class _Desk:
    """Where one record is worked on."""

    def __init__(self, record: Record, context: Context, scope: Scope, identity: Identity) -> None:
        table = fields(record.dialect)
        kind = record.kind if record.kind in table.blocks else Kind.DATASET
        self.record, self.context, self.scope, self.identity = record, context, scope, identity
        self.block: Block = table.blocks[kind]
        line = table.languages.get(kind)
        around = Around(record.dialect, record.context, table.spoken.get(kind))
        spoke = spoken(record.content, line, context, scope, around)
        scope.language = spoke.tag
        self.values: Values = self.block.read(record.content, "", scope)
        beside(record.content, self.values, scope)
        self.spoken: Spoken = by_words(spoke, self.values, scope)
        self.language_rule = line.rule if line is not None else ""
        self.said: Said = {}

    def entry(self) -> Entry:
        kind = self.record.kind
        if kind is Kind.SERVICE:
            return self._service()
        return self._series() if kind is Kind.SERIES else self._dataset()

    def _service(self) -> Entry:
        service = DataService(iri=self.identity.iri, identifier=self.identity.iri)
        self._fill(service)
        fill_service(service, self.values, self.block, self.scope)
        return Entry(identity=self.identity, kind=Kind.SERVICE, resource=service)

    def _series(self) -> Entry:
        series = DatasetSeries(iri=self.identity.iri, identifier=self.identity.iri)
        self._fill(series)
        fill_series(series, self.values, self.block, self.record.content, self.scope)
        return Entry(identity=self.identity, kind=Kind.SERIES, resource=series)

    def _dataset(self) -> Entry:
        dataset = Dataset(iri=self.identity.iri, identifier=self.identity.iri)
        self._fill(dataset)
        fill_dataset(dataset, self.values, self.block, self.record.content, self.scope)
        self.said = said_in_words(self.values, self.scope)
        tell_from_words(dataset, self.said, self.scope)
        services = self._holdings(dataset)
        return Entry(identity=self.identity, kind=Kind.DATASET, resource=dataset, services=services)

    def _fill(self, resource: Dataset | DataService | DatasetSeries) -> None:
        self._own_page()
        fill(resource, self.values, self.block, self.record.content, self.scope)
        resource.languages = self._languages()
        if self.spoken.why is not None:
            self.scope.explain("text_language", self.spoken.why)

    def _languages(self) -> list[str]:
        """Give the languages that the record declares, else the one that the publisher's file states."""
        if self.spoken.declared:
            rule = self.language_rule
            self.scope.reasons["languages"] = [reason(rule, given) for given in self.spoken.declared]
            return [given.value for given in self.spoken.declared]
        why = self.spoken.why
        if why is None or why.rule not in ("source.language", "publisher.language"):
            return []
        code = languages().get(name_key(why.value))
        if code is None:
            return []
        self.scope.explain("languages", why._replace(value=code.iri, row=code.row))
        return [code.iri]

    def _own_page(self) -> None:
        """CKAN, Opendatasoft and ArcGIS Hub give every dataset a page at a documented address."""
        for name, address_of in (("dataset_id", page_of), ("package_name", package_page)):
            given = self.values.get(name)
            page = address_of(self.context.source, given[0]) if given else None
            if page is not None:
                self.values.setdefault("landing_pages", [page])
        slug = self.values.get("hub_slug")
        page = hub_page(self.context.source, slug[0]) if slug else None
        if page is not None:
            self.values["landing_pages"] = [page]
        portal = names_of([self.context.source.url])
        federated = self.values.get("federated", [])
        copied = next((one for one in federated if not is_own(one.value, portal)), None)
        if copied is not None:
            self.scope.note("federated-copy", copied.pointer, copied.original)

    def _holdings(self, dataset: Dataset) -> list[DataService]:
        """Set the distributions and samples of a dataset; give the services beside them."""
        rule, licence_rule = self.block.rule, f"{self.block.rule}.licence"
        stated = self.values.get("licence", [])
        silent = not any(note.code == "licence-unknown" for note in self.scope.notes)
        if silent and not stated and "licence" in self.said:
            stated, licence_rule = [self.said["licence"]], FROM_LINES
        maker = Maker(self.scope, stated[0] if stated else None, licence_rule, silent)
        names = ("rights", "rights_beside")
        maker.rights = [(f"{rule}.{name}", self.values[name]) for name in names if name in self.values]
        holdings = Holdings(dataset, maker)
        holdings.take(self._drafts())
        holdings.imply(self._implied())
        dataset.distributions = holdings.settle(self.values.get("file_formats", ()), f"{rule}.file_formats")
        dataset.samples = self._samples(maker)
        return holdings.services

    def _samples(self, maker: Maker) -> list[Distribution]:
        shown = replace(maker, kind="samples", made=[], seen=set())
        for draft in samples(self.record.content, self.block.nodes.get("samples", ()), self.scope):
            shown.add(draft)
        return shown.made

    def _implied(self) -> Iterator[Implied]:
        """List the services that the software of the portal has for a dataset without listing them."""
        title = self.values.get("title")
        if title and self.record.dialect is Dialect.CKAN:
            yield from datastore(self.record.content, title, self.context.source)
        elif title and "dataset_id" in self.values:
            yield from explore_api(self.record, title, self.context.source, self.values["dataset_id"][0])

    def _drafts(self) -> list[Draft]:
        content, blocks = self.record.content, self.block.nodes.get("distributions", ())
        source, dataset = self.context.source, self.values.get("dataset_id")
        if dataset:
            return list(offered(self.record, blocks, source, dataset[0], self.scope))
        made = [*hub_offers(content, self.values, source, self.scope)] if "hub_item" in self.values else []
        return [*made, *drafts(content, blocks, self.scope)]


def _source_iri(record: Record, context: Context) -> str:
    """Give the IRI or page of the record at its source."""
    content = record.content
    if record.dialect is Dialect.CKAN:
        name = content.get("name") or record.identifier
        words = f"{portal_of(context.source)}/dataset/{name}"
    elif record.dialect in {Dialect.OPENDATASOFT, Dialect.OPENDATASOFT_V1}:
        page = page_of(context.source, Given(record.identifier, "", ""))
        words = page.value if page else portal_of(context.source)
    else:
        words = str(content.get("@id") or content.get("landingPage") or record.identifier)
    return address(words, web=True).iri
