"""Who publishes, and whom to turn to.

One law: an organisation that we know has one IRI and one name everywhere.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.model import Agent, Contact, PublisherFacts, Reason, Text
from mappings.engine import Block, Values
from mappings.engine.paths import Found
from mappings.nodes.values import LANGUAGE_OF_TABLES, minted, take
from mappings.reading import Given, Scope, Yield, cut, reason
from mappings.rules.addresses import email as read_email
from mappings.tables import PublisherRow, name_key, publishers

__all__ = ["agent", "agents", "contact", "named_after", "organisation", "publisher"]

_KEPT: Final = re.compile(
    r"https?://data\.vlaanderen\.be/(?:id|doc)/organisatie/OVO\d{6}"
    r"|https?://org\.belgif\.be/id/Cbe(?:RegisteredEntity|EstablishmentUnit)/\d{10}"
    r"|http://publications\.europa\.eu/resource/authority/corporate-body/[A-Z0-9_]+"
)

_MAILBOX: Final = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+")


class _Candidate(NamedTuple):
    values: Values
    block: Block
    pointer: str

    @property
    def rule(self) -> str:
        return self.block.rule


def publisher(node: object, blocks: tuple[Block, ...], scope: Scope, base: str = "") -> Agent | None:
    """Give the publisher that the record names, else the one of the publisher's file."""
    found = agent(node, blocks, scope, "publisher", base)
    if found is not None and found.name:
        return found
    if scope.facts is None:
        return found
    if found is not None:
        scope.note(
            "publisher-unnamed", scope.reasons["publisher"][0].pointer, scope.reasons["publisher"][0].original
        )
    scope.reasons["publisher"] = [
        Reason("publisher.name", scope.facts.title[0].value if scope.facts.title else "", default=True)
    ]
    return _of_facts(scope.facts, scope)


def _of_facts(facts: PublisherFacts, scope: Scope) -> Agent:
    iri = facts.iri or minted(scope.base, "agent", scope.publisher, facts.name)
    return Agent(iri=iri, name=list(facts.title), kind=facts.kind)


def agent(node: object, blocks: tuple[Block, ...], scope: Scope, path: str, base: str = "") -> Agent | None:
    """Give the first organisation that says who it is, by IRI or name."""
    candidates = [
        _Candidate(values, block, pointer)
        for block in blocks
        for pointer, inner in block.found(node, base)
        if (values := block.read(inner, pointer, scope))
    ]
    if not candidates:
        return None
    named = [candidate for candidate in candidates if "name" in candidate.values or _known(candidate, scope)]
    chosen = named[0] if named else candidates[0]
    if len(named) > 1 and named[1].block is chosen.block:
        scope.note("agent-extra", named[1].pointer)
    return _built(chosen, scope, path)


def agents(node: object, blocks: tuple[Block, ...], scope: Scope, path: str) -> list[Agent]:
    """Give every person or organisation that says who it is, each once."""
    found: dict[str, Agent] = {}
    for block in blocks:
        for pointer, inner in block.found(node, ""):
            candidate = _Candidate(block.read(inner, pointer, scope), block, pointer)
            if "name" in candidate.values or _known(candidate, scope):
                built = _built(candidate, scope, f"{path}[{len(found)}]")
                found.setdefault(built.iri, built)
    return list(found.values())


def _known(candidate: _Candidate, scope: Scope) -> bool:
    iri = candidate.values.get("iri")
    return iri is not None and (_canonical(iri[0].value) in publishers() or _is_own(iri, scope))


def _canonical(iri: str) -> str:
    if "europa.eu" in iri or not _KEPT.fullmatch(iri):
        return iri
    return iri.replace("http://", "https://", 1).replace("/doc/organisatie/", "/id/organisatie/")


def _built(candidate: _Candidate, scope: Scope, path: str) -> Agent:
    iris = candidate.values.get("iri", [])
    names = candidate.values.get("name", [])
    first = (names or iris or [Given("", "", candidate.pointer)])[0]
    if scope.facts is not None and _is_own([*names, *iris], scope):
        scope.explain(
            path, reason(f"{candidate.rule}.name", first._replace(row=f"publisher/{scope.facts.name}"))
        )
        return _of_facts(scope.facts, scope)
    kept = bool(iris) and _KEPT.fullmatch(iris[0].value) is not None
    row = _row(iris) or (None if kept else _row(names))
    if row is not None:
        scope.explain(path, reason(f"{candidate.rule}.name", first._replace(row=row.row)))
        return Agent(iri=row.iri, name=[Text(row.title, LANGUAGE_OF_TABLES)], kind=row.kind)
    kind = take(candidate.values, "kind", candidate.rule, scope, f"{path}.kind") or ""
    if names and not kept and path == "publisher":
        scope.note("publisher-unlisted", first.pointer, first.original)
    parts = [given.value.value for given in names] or [given.value for given in iris]
    iri = _canonical(iris[0].value) if kept else minted(scope.base, "agent", scope.publisher, *parts)
    scope.explain(path, reason(f"{candidate.rule}.{'iri' if kept else 'name'}", iris[0] if kept else first))
    if names:
        scope.reasons[f"{path}.name"] = [reason(f"{candidate.rule}.name", given) for given in names]
    return Agent(iri=iri, name=[given.value for given in names], kind=kind)


def organisation(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read an organisation that we know, by IRI or name: the publisher itself, or one of the table."""
    words = str(raw).strip()
    given = Given(words, words, pointer, cut(words))
    if scope.facts is not None and _is_own([given], scope):
        own = _of_facts(scope.facts, scope)
        return [given._replace(value=own, shown=own.iri, row=f"publisher/{scope.facts.name}")]
    row = _row([given])
    if row is None:
        return []
    known = Agent(iri=row.iri, name=[Text(row.title, LANGUAGE_OF_TABLES)], kind=row.kind)
    return [given._replace(value=known, shown=row.iri, row=row.row)]


def _row(givens: list[Given]) -> PublisherRow | None:
    table = publishers()
    for given in givens:
        words = given.value.value if type(given.value) is Text else given.value
        found = table.get(_canonical(words)) or table.get(name_key(words))
        if found is not None:
            return found
    return None


def _is_own(givens: list[Given], scope: Scope) -> bool:
    if scope.facts is None:
        return False
    own = _own_names(scope.facts.name, scope.facts.iri, scope.facts.title, scope.facts.aliases)
    for given in givens:
        words = given.value.value if type(given.value) is Text else given.value
        if name_key(words) in own or _canonical(words) in own:
            return True
    return False


@lru_cache(maxsize=64)
def _own_names(name: str, iri: str, title: tuple[Text, ...], aliases: tuple[str, ...]) -> frozenset[str]:
    names = {name_key(words) for words in (name, *aliases, *(text.value for text in title))}
    return frozenset(names | {alias for alias in (iri, *aliases) if alias})


def contact(node: object, blocks: tuple[Block, ...], scope: Scope, base: str = "") -> Contact | None:
    """Give the first contact that can be reached; else the publisher's own; else one that has a name only."""
    nameless: Contact | None = None
    reasons: dict[str, list[Reason]] = {}
    for block in blocks:
        candidates = iter(block.found(node, base))
        for pointer, inner in candidates:
            notes = len(scope.notes)
            found, why = _contact(block.read(inner, pointer, scope), block.rule, pointer, scope)
            if found is None:
                continue
            if found.email or found.page:
                scope.reasons.update(why)
                _note_others(candidates, block, found, scope)
                return found
            if notes == len(scope.notes):
                scope.note("contact-unreachable", pointer, found.name)
            nameless, reasons = nameless or found, reasons or why
    own = _own_contact(scope)
    if own is None:
        scope.reasons.update(reasons)
    return own or nameless


def _note_others(others: Iterator[Found], block: Block, taken: Contact, scope: Scope) -> None:
    """Tell of a further contact that can be reached: the profile allows one."""
    for pointer, inner in others:
        notes = len(scope.notes)
        found, _ = _contact(block.read(inner, pointer, scope), block.rule, pointer, scope)
        del scope.notes[notes:]
        if found and (found.email or found.page) and found != taken:
            scope.note("contact-extra", pointer, found.email or found.page)
            return


def _contact(
    values: Values, rule: str, pointer: str, scope: Scope
) -> tuple[Contact | None, dict[str, list[Reason]]]:
    def value(name: str, spare: str = "") -> str:
        given = values.get(name) or values.get(spare)
        if not given:
            return ""
        reasons[f"contact.{name}"] = [reason(f"{rule}.{name if name in values else spare}", given[0])]
        return str(given[0].value)

    reasons: dict[str, list[Reason]] = {}
    values = _mailbox_apart(values, scope)
    name, email = value("name"), value("email", "email_of_iri")
    page = value("page") if email or "page" in values else value("page", "page_of_iri")
    if not (name or email or page):
        return None, reasons
    iri = minted(scope.base, "contact", scope.publisher, name, email, page)
    reasons["contact"] = [Reason(rule, cut(email or page or name), pointer, cut(name))]
    return Contact(iri=iri, name=name, email=email, page=page), reasons


def _mailbox_apart(values: Values, scope: Scope) -> Values:
    """Read a name that is an e-mail address as that; readers would show it as a person or a service."""
    name = values.get("name")
    if not name or not _MAILBOX.fullmatch(name[0].value):
        return values
    read = [item for item in read_email(name[0].pointer, name[0].value, scope) if type(item) is Given]
    others = {key: given for key, given in values.items() if key != "name"}
    return {"email": read, **others} if read else values


def _own_contact(scope: Scope) -> Contact | None:
    facts = scope.facts
    if facts is None or not (facts.contact_email or facts.contact_page):
        return None
    email = facts.contact_email
    if email and not email.startswith("mailto:"):
        email = f"mailto:{email}"
    iri = minted(scope.base, "contact", scope.publisher, facts.contact_name, email, facts.contact_page)
    scope.reasons["contact"] = [Reason("publisher.contact", email or facts.contact_page, default=True)]
    return Contact(iri=iri, name=facts.contact_name, email=email, page=facts.contact_page)


def named_after(owner: Agent | None, found: Contact | None, scope: Scope) -> Contact | None:
    """Call a contact that has an address but no name after the organisation: whom the reader turns to."""
    if found is None or found.name or owner is None or not owner.name:
        return found
    spoken = next((text for text in owner.name if text.language == scope.language), owner.name[0])
    iri = minted(scope.base, "contact", scope.publisher, spoken.value, found.email, found.page)
    scope.explain("contact.name", Reason("contact.name-of-publisher", spoken.value, default=True))
    return Contact(iri=iri, name=spoken.value, email=found.email, page=found.page)
