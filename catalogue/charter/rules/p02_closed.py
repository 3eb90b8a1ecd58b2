"""Principle 2, comply or explain: what stays closed says why, and stands on a list."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from catalogue.charter.answering import months_before
from catalogue.charter.case import Case
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.probed import answers, last_modified, tried
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import Content, DataService, Dataset

__all__ = ["closed_has_reason", "register_not_opened"]

SHORTEST: Final = 20
"""Characters that a sentence with a reason has at the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    closed: frozenset[str]
    grounds: tuple[str, ...]
    """Parts of the IRIs of coded reasons that rest on a law."""
    no_limits: tuple[str, ...]
    """Those among them that say there is no limitation."""


def _unclosed(case: Case, given: Grounds) -> Hashable:
    return None if case.rights in given.closed else case.rights


@rule(Level.ENTRY, Grounds, looks_at=_unclosed)
def closed_has_reason(case: Case, given: Grounds) -> Ruling:
    rights = case.rights
    if rights not in given.closed:
        return Ruling(Outcome.NOT_APPLICABLE, "not-closed", {"rights": rights or None})
    if coded := _ground(case.record.content, given):
        return Ruling(Outcome.PASS, "closed-with-ground", {"rights": rights, "ground": coded[:200]})
    told = next((text for text in _rights(case) if len(text) >= SHORTEST), "")
    if told:
        return Ruling(Outcome.PARTIAL, "closed-with-words", {"rights": rights, "words": told[:200]})
    return Ruling(Outcome.MANUAL, "closed-without-reason", {"rights": rights})


def _rights(case: Case) -> Iterator[str]:
    resource = case.entry.resource
    things = [*case.entry.services, *(resource.distributions if isinstance(resource, Dataset) else ())]
    if isinstance(resource, DataService):
        things.append(resource)
    yield from (text.value for thing in things for text in thing.rights)


def _ground(content: Content, given: Grounds) -> str:
    """Give a text of a record that is a coded reason, without recursion: depth is the source's to choose."""
    stack: list[Any] = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            for part in given.grounds:
                if part in node and not node.endswith(given.no_limits):
                    return node
        elif isinstance(node, dict):
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    months: int
    """How long ago the register may have been touched."""


@rule(Level.PUBLISHER, Kept)
def register_not_opened(case: PublisherCase, given: Kept) -> Ruling:
    page = case.charter.register_page
    if not page:
        return Ruling(Outcome.MANUAL, "no-register-stated", {"page": None})
    link = case.link(page)
    reached = answers(link)
    if link is None or reached is None:
        return Ruling(Outcome.UNKNOWN, "register-not-asked", {"page": page})
    observed = tried(link) | {"page": page}
    if not reached:
        return Ruling(Outcome.FAIL, "register-gone", observed)
    day = last_modified(link.latest)
    if not day:
        return Ruling(Outcome.MANUAL, "register-undated", observed)
    observed |= {"day": day, "months": given.months}
    if day < months_before(case.at, given.months).isoformat():
        return Ruling(Outcome.PARTIAL, "register-old", observed)
    return Ruling(Outcome.PASS, "register-kept", observed)
