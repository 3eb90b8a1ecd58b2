"""From the graph of an entry to the dataset that a CKAN is to keep; pure, given what it said of itself."""

from typing import Any, Final, NamedTuple

import orjson

from catalogue.graph import from_ntriples
from catalogue.model import Kind, Text
from catalogue.targets.ckan.codes import licence_id
from catalogue.targets.ckan.description import Described, described
from catalogue.targets.ckan.extras import in_extras, resource_in_extras
from catalogue.targets.ckan.losses import Losses
from catalogue.targets.ckan.mark import marks
from catalogue.targets.ckan.naming import dataset_name, tags_of
from catalogue.targets.ckan.node import Node
from catalogue.targets.ckan.parts import Part, known
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.schema import Schema
from catalogue.targets.ckan.scheming import in_schema, unfilled
from catalogue.targets.ckan.settings import CkanSettings
from catalogue.targets.ckan.tongue import Tongue
from catalogue.targets.push.target import Body, Refusal, Wanted

__all__ = ["KEYWORDS", "Shaped", "shape"]

KEYWORDS: Final = "oogst_keywords"
"""Extra with the keywords that are no valid tag, as they were written."""
TRANSLATED_TAGS: Final = "tags_translated"
IDENTITY: Final = "uri"
"""The one field that goes among the extras where a schema lacks it: without it nobody knows what this is."""


class Shaped(NamedTuple):
    body: Body | Refusal
    losses: Losses


def shape(wanted: Wanted, portal: Portal, settings: CkanSettings) -> Shaped:
    losses = Losses()
    if wanted.kind is Kind.SERVICE and settings.services == "leave-out":
        return Shaped(Refusal("ckan-target.no-services", {"title": wanted.title}), losses)
    tongue = Tongue(settings.language)
    about = Node(from_ntriples(wanted.graph), wanted.iri)
    told = described(about, wanted.kind, losses)
    title = tongue.one(told.fields.get("title", ()), "title", Losses())
    if not title:
        return Shaped(Refusal("ckan-target.no-title", {"iri": wanted.iri}), losses)
    schema = _schema_of(portal, settings)
    core, extras, files = _in_form(told, schema, tongue, losses)
    tags, altered = _tags(told.keywords, schema, tongue, losses)
    core |= tags
    body = known(
        **({"id": wanted.uuid} if portal.sysadmin else {}),
        **core,
        name=dataset_name(title, wanted.uuid),
        license_id=_licence(told.licences, portal, losses),
        owner_org=settings.organisation(wanted.publisher).name,
        type="dataset",
        state="active",
    )
    extras |= marks(settings.installation, wanted.uuid, wanted.iri)
    if altered:
        extras[KEYWORDS] = orjson.dumps(altered).decode()
    if IDENTITY not in core:
        extras[IDENTITY] = wanted.iri
    if schema:
        # CKAN refuses a whole dataset for an extra with the name of a field.
        body |= {name: extras.pop(name) for name in schema.dataset if name in extras}
    body |= {
        "private": False,
        "resources": files,
        "extras": [{"key": key, "value": value} for key, value in sorted(extras.items())],
    }
    return Shaped(_complete(body, schema, title), losses)


def _schema_of(portal: Portal, settings: CkanSettings) -> Schema | None:
    return None if settings.flavour == "extras" else portal.schema


def _in_form(
    told: Described, schema: Schema | None, tongue: Tongue, losses: Losses
) -> tuple[dict[str, Any], dict[str, str], list[Part]]:
    """Give the fields of CKAN or its schema, the extras, and the files."""
    if schema is None:
        core, extras = in_extras(told.fields, tongue, losses)
        files = [resource_in_extras(each, place, tongue, losses) for place, each in enumerate(told.resources)]
        return core, extras, files
    fields = in_schema(told.fields, schema.dataset, tongue, losses)
    files = [
        in_schema(each, schema.resource, tongue, losses, f"resources[{place}].")
        for place, each in enumerate(told.resources)
    ]
    if titles := fields.get("title_translated"):
        # Left empty, CKAN's own column beside it would hold the name.
        fields = {"title": titles[tongue.among(titles)]} | fields
    return fields, {}, files


def _tags(
    keywords: list[Text], schema: Schema | None, tongue: Tongue, losses: Losses
) -> tuple[dict[str, Any], list[str]]:
    """Give the tags, by their language too where the portal has a field for that, and what is no valid tag.

    No portal makes the one of the other: without tags of CKAN itself, nobody would find a dataset by one.
    """
    field = schema.dataset.get(TRANSLATED_TAGS) if schema else None
    if field:
        said, left = tongue.each(keywords, field.languages)
    else:
        said, left = tongue.alone(keywords)
    if left:
        losses.tell("ckan-target.loss.keywords", "tags", count=len(left))
    cleaned = {language: tags_of(words, losses) for language, words in said.items()}
    by_language = {language: tags for language, (tags, _) in cleaned.items() if tags}
    altered = sorted({word for _, words in cleaned.values() for word in words})
    shown = {"tags": [{"name": tag} for tag in by_language.get(tongue.among(by_language), ())]}
    return shown | ({TRANSLATED_TAGS: by_language} if field and by_language else {}), altered


def _licence(iris: list[str], portal: Portal, losses: Losses) -> str:
    """Give the licence of the whole where all files have the same; one unknown to the portal by its IRI."""
    if len(iris) != 1:
        if iris:
            losses.tell("ckan-target.loss.licences", "license_id", count=len(iris))
        return ""
    found = licence_id(iris[0], portal.licences)
    if not found:
        losses.tell("ckan-target.loss.licence-unknown", "license_id", iri=iris[0])
    return found or iris[0]


def _complete(body: dict[str, Any], schema: Schema | None, title: str) -> Body | Refusal:
    if schema is None:
        return body
    wanting = [*unfilled(body, schema.dataset)]
    for place, file in enumerate(body["resources"]):
        wanting += [f"resources[{place}].{name}" for name in unfilled(file, schema.resource)]
    if wanting:
        return Refusal("ckan-target.required", {"title": title, "fields": ", ".join(wanting)})
    return body
