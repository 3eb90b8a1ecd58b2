"""What each kind of fix changes in an entry: small pure functions, never applied for real.

One law: an action changes what an officer would change at the source, and what follows from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

import mappings
from catalogue.model import DataService, Dataset, Distribution, Entry, Licence, Moment, Reason, Text, mint
from catalogue.testimony import Link
from harvester.fixes.kinds import Kind, action
from harvester.fixes.known import Known, Terms

__all__ = ["FILE", "MAIL", "WORDS", "addresses", "change", "offers", "said"]

CHARTER: Final = frozenset({"A", "A'"})
"""Tiers of the licences that the charter's clauses or the decree name."""
OPEN: Final = "open"
CSV: Final = "http://publications.europa.eu/resource/authority/file-type/CSV"
FILE: Final = "https://data.stad.be/bestand.csv"
"""Where a file that is supposed stands; no one ever asks it."""
ADDRESSES: Final = ("access_url", "download_url", "endpoint_url")
DUTCH: Final = "nl"
TEXTS: Final = ("title", "description", "keywords", "rights")
MAIL: Final = "open.data@stad.be"
PAGE: Final = "https://data.stad.be/uitleg"
WORDS: Final = (
    "Wat de gegevens tonen, waar ze vandaan komen, hoe ze verzameld zijn, welke velden ze hebben, "
    "hoe vaak ze bijgewerkt worden en waarvoor ze geschikt zijn."
)
"""A description long enough to be understood."""
Change = Callable[[Entry], bool]


@cache
def _supposition(name: str, values: tuple[str, ...], where: mappings.Where) -> mappings.Supposition:
    return mappings.supposition(name, values, where=where)


def _supposed(
    known: Known, terms: Terms, name: str, *values: str, where: mappings.Where = mappings.Where.EVERYWHERE
) -> Known | None:
    made = mappings.suppose(known.entry, [_supposition(name, values, where)], base=terms.base)
    return None if made is None else known._replace(entry=made)


def change(known: Known, terms: Terms, how: Change) -> Known | None:
    """Give what is known with its entry changed; ``None`` where ``how`` found nothing to change."""
    made = mappings.altered(known.entry, how, base=terms.base)
    return None if made is None else known._replace(entry=made)


def said(name: str, value: str) -> list[Reason]:
    """Give the reason of a value that the source is supposed to say."""
    return [Reason(f"supposed.{name}", value, "", value)]


def offers(entry: Entry) -> list[tuple[str, Distribution | DataService]]:
    """List what an entry offers, each with how paths to its fields begin."""
    resource = entry.resource
    if isinstance(resource, DataService):
        return [("", resource)]
    held: list[tuple[str, Distribution | DataService]] = []
    if isinstance(resource, Dataset):
        held += [(f"distributions[{at}].", one) for at, one in enumerate(resource.distributions)]
    return held + [(f"services[{at}].", one) for at, one in enumerate(entry.services)]


def addresses(entry: Entry) -> list[str]:
    """List the addresses at which an entry gives data."""
    found = (getattr(one, name, "") for _, one in offers(entry) for name in ADDRESSES)
    return list(dict.fromkeys(url for url in found if url))


def _answers_alike(known: Known, alike: Mapping[str, str]) -> Known:
    """Suppose of new addresses what was seen of those they replace; of their data nothing is known."""
    links = known.testimony.links
    seen = {new: links[old] for new, old in alike.items() if old in links}
    if not seen:
        return known
    made = {url: replace(one, latest=replace(one.latest, url=url, sample=None)) for url, one in seen.items()}
    return known._replace(testimony=replace(known.testimony, links={**links, **made}))


@action
def fill(known: Known, kind: Kind, terms: Terms) -> Known | None:
    """Fill a property in, as the kind's row says."""
    return _supposed(known, terms, kind.property, *kind.values, where=kind.where)


@action
def fill_words(known: Known, kind: Kind, terms: Terms) -> Known | None:
    """Fill in texts where there are none, in the language of the others, told or not."""

    def how(entry: Entry) -> bool:
        resource = entry.resource
        if getattr(resource, kind.property):
            return False
        others = [*resource.title, *resource.description, *resource.keywords]
        language = others[0].language if others else DUTCH
        setattr(resource, kind.property, [Text(value, language) for value in kind.values])
        entry.reasons[kind.property] = [why for value in kind.values for why in said(kind.property, value)]
        return True

    return change(known, terms, how)


@action
def fill_language(known: Known, kind: Kind, terms: Terms) -> Known | None:
    """Declare the language, which then is also that of texts that carry none."""
    found = fill(known, kind, terms)
    return found and (change(found, terms, _tagged) or found)


@action
def fill_contact(known: Known, _: Kind, terms: Terms) -> Known | None:
    contact = known.entry.resource.contact
    if contact is not None and (contact.email or contact.page):
        return None
    return _supposed(known, terms, "contact.email", MAIL)


@action
def describe(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Write a description where there is none, or too short a one."""
    texts = known.entry.resource.description
    if max((len(text.value) for text in texts), default=0) >= _shortest(terms):
        return None
    found = _supposed(known, terms, "description@nl", WORDS)
    return found and (change(found, terms, _tagged) or found)


def _tagged(entry: Entry) -> bool:
    """Give texts without a language that of a description which is long enough to tell it by its words."""
    nodes = [entry.resource, *(one for _, one in offers(entry))]
    found = [(node, name, getattr(node, name, ())) for node in nodes for name in TEXTS]
    bare = [one for one in found if any(not text.language for text in one[2])]
    for node, name, texts in bare:
        setattr(node, name, [text._replace(language=text.language or DUTCH) for text in texts])
    return bool(bare)


def _shortest(terms: Terms) -> int:
    given = terms.parameters("minimum_length")
    return given.minimum_length if given else 1


@action
def fill_page(known: Known, _: Kind, terms: Terms) -> Known | None:
    resource = known.entry.resource
    return None if resource.landing_pages or resource.pages else _supposed(known, terms, "pages", PAGE)


@action
def fill_date(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Say when the data last changed, where no date is given: today, so that they are not stale besides."""
    day = terms.at.date().isoformat()

    def how(entry: Entry) -> bool:
        resource = entry.resource
        if resource.modified or resource.issued or resource.created:
            return False
        resource.modified, entry.reasons["modified"] = Moment(day, "date"), said("modified", day)
        return True

    return change(known, terms, how)


@action
def charter_licence(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Put what is offered under another licence under one of the charter."""
    (given,) = _supposition("licence", ("cc-zero",), mappings.Where.EVERYWHERE).values

    def how(entry: Entry) -> bool:
        outside = [(path, one) for path, one in offers(entry) if _is_outside(one.licence, terms)]
        for path, one in outside:
            one.licence, entry.reasons[f"{path}licence"] = given.value, said("licence", given.shown)
        return bool(outside)

    return change(known, terms, how)


def _is_outside(licence: Licence | None, terms: Terms) -> bool:
    if licence is None:
        return False
    row = terms.rubric.licences.find(licence.iri)
    return row is None or row.tier not in CHARTER


@action
def add_file(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Add a file to a dataset that offers nothing."""

    def how(entry: Entry) -> bool:
        return not offers(entry) and _add(entry, terms)

    return change(known, terms, how)


@action
def add_open_file(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Offer the data in an open format too, where there is none among what is offered."""

    def how(entry: Entry) -> bool:
        held = offers(entry)
        wanted = bool(held) and not any(_is_open(one, terms) for _, one in held)
        return wanted and _add(entry, terms, held[0][1].licence)

    return change(known, terms, how)


def _is_open(one: Distribution | DataService, terms: Terms) -> bool:
    formats = terms.rubric.formats
    if isinstance(one, DataService):
        return formats.service([each.iri for each in one.conforms_to]) == OPEN
    code = formats.code(one.format, one.media_type)
    return not code or formats.kind(code) == OPEN  # one that says nothing may well be open


def _add(entry: Entry, terms: Terms, licence: Licence | None = None) -> bool:
    if not isinstance(entry.resource, Dataset):
        return False
    iri = mint(terms.base, "distribution", entry.identity.publisher, entry.identity.uuid, FILE)
    made = Distribution(
        iri=iri, identifier=iri, access_url=FILE, download_url=FILE, format=CSV, licence=licence
    )
    path = f"distributions[{len(entry.resource.distributions)}]."
    entry.resource.distributions.append(made)
    values = {"access_url": FILE, "download_url": FILE, "format": CSV}
    values |= {"licence": licence.iri} if licence else {}
    entry.reasons |= {path + name: said(name, value) for name, value in values.items()}
    return True


@action
def fill_download(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Give the address of the file itself, where a distribution gives another."""

    def how(entry: Entry) -> bool:
        resource = entry.resource
        files = resource.distributions if isinstance(resource, Dataset) else []
        without = [(at, one) for at, one in enumerate(files) if not one.download_url]
        for at, one in without:
            one.download_url = FILE
            entry.reasons[f"distributions[{at}].download_url"] = said("download_url", FILE)
        return bool(without)

    found = change(known, terms, how)
    old = addresses(known.entry)
    return found and _answers_alike(found, {FILE: old[0]} if old else {})


@action
def encrypt(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Serve over an encrypted connection what is served in the open."""

    def how(entry: Entry) -> bool:
        done = [_encrypted(one, name) for _, one in offers(entry) for name in ADDRESSES]
        return any(done)

    found = change(known, terms, how)
    if found is None:
        return None
    seen = _answers_alike(
        found, {f"https:{url[5:]}": url for url in addresses(known.entry) if url[:5] == "http:"}
    )
    links = {url: _valid(one) if url[:6] == "https:" else one for url, one in seen.testimony.links.items()}
    return seen._replace(testimony=replace(seen.testimony, links=links))


def _valid(link: Link) -> Link:
    return link if link.latest.tls else replace(link, latest=replace(link.latest, tls="valid"))


def _encrypted(one: Distribution | DataService, name: str) -> bool:
    url = getattr(one, name, "")
    if not url.casefold().startswith("http:"):
        return False
    setattr(one, name, "https:" + url[5:])
    return True
