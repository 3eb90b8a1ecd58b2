"""The catalogue of one publisher: what its own file states, else what its source says of itself."""

from catalogue.model import Catalog, Content, Dialect, Licence, Reason, Text
from mappings.context import Context
from mappings.engine import Block, Values, fields
from mappings.languages import Around, spoken
from mappings.nodes.context import own_places, spatial
from mappings.nodes.people import contact, publisher
from mappings.nodes.values import licence_of, take, take_all
from mappings.reading import Given, Scope, reason
from mappings.rules.codes import licence as read_licence
from mappings.tables import languages, name_key

__all__ = ["translate_catalogue"]


def translate_catalogue(
    content: Content, dialect: Dialect, context: Context
) -> tuple[Catalog, dict[str, list[Reason]]]:
    """Translate what a source's catalogue says of itself; the publisher's own file goes first."""
    scope = Scope(base=context.base, publisher=context.publisher, facts=context.facts)
    table = fields(dialect)
    block, line = table.blocks["catalogue"], table.languages.get("catalogue")
    spoke = spoken(content, line, context, scope, Around(dialect, {}))
    scope.language = spoke.tag
    values = block.read(content, "", scope)
    iri = f"{context.base}/id/catalogus/{context.publisher}"
    catalog = Catalog(iri=iri, identifier=iri)
    _texts(catalog, values, block, scope)
    catalog.contact = contact(content, () if _has_contact(scope) else block.nodes.get("contact", ()), scope)
    catalog.publisher = publisher(content, () if scope.facts else block.nodes.get("publisher", ()), scope)
    catalog.licence = _licence(values, block, scope)
    catalog.languages = _languages(spoke.declared, spoke.why, line.rule if line else "", scope)
    _homepage(catalog, values, block, scope)
    catalog.spatial = own_places(scope) or spatial(content, block.nodes.get("spatial", ()), scope)
    scope.settle()
    return catalog, scope.reasons


def _has_contact(scope: Scope) -> bool:
    return scope.facts is not None and bool(scope.facts.contact_email or scope.facts.contact_page)


def _texts(catalog: Catalog, values: Values, block: Block, scope: Scope) -> None:
    own = scope.facts
    catalog.title = _own_texts(own.catalogue_title if own else (), "title", scope)
    catalog.title = catalog.title or take_all(values, "title", block.rule, scope, "title")
    catalog.description = _own_texts(own.catalogue_description if own else (), "description", scope)
    catalog.description = catalog.description or take_all(
        values, "description", block.rule, scope, "description"
    )


def _own_texts(texts: tuple[Text, ...], name: str, scope: Scope) -> list[Text]:
    for text in texts:
        scope.explain(name, Reason(f"publisher.catalogue_{name}", text.value, default=True))
    return list(texts)


def _licence(values: Values, block: Block, scope: Scope) -> Licence | None:
    if scope.facts is not None and scope.facts.catalogue_licence:
        for given in read_licence("", scope.facts.catalogue_licence, scope):
            if type(given) is Given:
                scope.explain("licence", reason("publisher.catalogue_licence", given, default=True))
                return licence_of(given)
    if "licence" not in values:
        return None
    scope.explain("licence", reason(f"{block.rule}.licence", values["licence"][0]))
    return licence_of(values["licence"][0])


def _languages(declared: list[Given], why: Reason | None, rule: str, scope: Scope) -> list[str]:
    if declared:
        scope.reasons["languages"] = [reason(rule, given) for given in declared]
        return [given.value for given in declared]
    code = languages().get(name_key(why.value)) if why is not None else None
    if code is None or why is None:
        return []
    scope.explain("languages", why._replace(value=code.iri, row=code.row))
    return [code.iri]


def _homepage(catalog: Catalog, values: Values, block: Block, scope: Scope) -> None:
    if scope.facts is not None and scope.facts.homepage:
        catalog.homepage = scope.facts.homepage
        scope.explain("homepage", Reason("publisher.homepage", catalog.homepage, default=True))
    else:
        catalog.homepage = take(values, "homepage", block.rule, scope, "homepage") or ""
