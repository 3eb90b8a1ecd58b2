"""A page of a CKAN portal: packages, how many there are in all, and where to go on.

Laws: the next page starts after what was really returned, since servers cap ``rows`` in silence. A list is
whole only when the portal's own number says so: the search counts, and a list with resources, which does not
and whose order every change disturbs, is held against the list of names.
"""

from typing import Any

from catalogue.errors import SourceError
from harvester.crawl.events import Declared, RecordFailed
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.ckan.addresses import (
    LIST,
    SHOW,
    WITH_RESOURCES,
    action_of,
    list_url,
    parameter_of,
    show_url,
)
from harvester.protocols.ckan.answers import Answer, answer_of
from harvester.protocols.ckan.reading import NAMES, Reading
from harvester.protocols.ckan.ways import Way

__all__ = ["read"]


def read(page: Page, reading: Reading) -> Steps:
    """Read a page by the action that was asked for; a file by what is in it."""
    asked = page.asked or page.url
    action = action_of(asked)
    if action == LIST:
        return _names(page, reading)
    answer = answer_of(page)
    if action == SHOW or (not action and answer.total is None):
        return _shown(answer, reading, alone=not action)
    if action == WITH_RESOURCES:
        return _with_resources(answer, reading, parameter_of(asked, "offset"))
    if answer.total is None:
        raise SourceError("harvester.wrong-shape", url=page.url, detail="result.count")
    if parameter_of(asked, "rows") == 0:
        return _totalled(answer.total, reading)
    return _found(answer, answer.total, reading, max(0, parameter_of(asked, "start")))


def _packages(answer: Answer, reading: Reading) -> Steps:
    for pointer, package in answer.items:
        yield from reading.tell(package, answer.payload, pointer)


def _has_new(answer: Answer, reading: Reading) -> bool:
    return any(reading.is_new(package) for _, package in answer.items)


def _shown(answer: Answer, reading: Reading, *, alone: bool) -> Steps:
    yield from _packages(answer, reading)
    if alone:
        yield Closed("harvester.pages.one-document")


def _found(answer: Answer, total: int, reading: Reading, start: int) -> Steps:
    """Read a page of the search."""
    if reading.way is not Way.CHANGES:
        yield Declared(total)
    goes_on = _has_new(answer, reading)
    reading.most = max(reading.most, total)
    yield from _packages(answer, reading)
    reached = start + len(answer.items)
    if reached < total:
        yield reading.ask(reached) if goes_on else Closed("harvester.pages.fewer-than-declared", whole=False)
    elif reading.way is Way.CHANGES:
        yield reading.ask_total()
    elif total < reading.most:
        # What is removed in front of us moves the rest back: some may have slipped past between two pages.
        yield Closed("harvester.pages.removed-meanwhile", whole=False)
    else:
        yield Closed(reading.way.value)


def _totalled(total: int, reading: Reading) -> Steps:
    """Hold the portal's number against what is known and what is new."""
    if reading.adds_up_to(total):
        yield Closed(reading.way.value, changes=True)
    else:
        reading.take(Way.BY_ID)
        yield reading.ask()


def _with_resources(answer: Answer, reading: Reading, start: int) -> Steps:
    """Read a page of the list with resources; it has ended where nothing new comes."""
    if _has_new(answer, reading):
        yield from _packages(answer, reading)
        yield reading.ask(start + len(answer.items))
    else:
        yield Closed(reading.way.value)
        yield Ask(list_url(reading.base, start=0, rows=NAMES), item=True)


def _names(page: Page, reading: Reading) -> Steps:
    """Read names, and ask for the packages that no page held so far."""
    answer = answer_of(page)
    start, rows = (parameter_of(page.asked or page.url, name) for name in ("offset", "limit"))
    is_proof = reading.way is Way.WITH_RESOURCES
    named = [(pointer, _name(said)) for pointer, said in answer.items]
    new = dict.fromkeys(name for _, name in named if name not in reading.listed)
    if new:
        reading.listed.update(new)
        yield from _asked_for(named, reading)
    if new and 0 < len(named) <= rows:
        yield Ask(list_url(reading.base, start=start + len(named), rows=rows), item=is_proof)
        return
    yield Declared(len(reading.listed))
    if not is_proof:
        yield Closed(reading.way.value)


def _asked_for(named: list[tuple[str, str]], reading: Reading) -> Steps:
    for pointer, name in named:
        if not name:
            yield RecordFailed(pointer, "harvester.record.no-identifier", "")
        elif name not in reading.names:
            yield Ask(show_url(reading.base, name), item=True)


def _name(said: Any) -> str:  # noqa: ANN401 -- any JSON value
    if isinstance(said, dict):
        said = said.get("name") or said.get("id")
    return said.strip() if isinstance(said, str) else ""
