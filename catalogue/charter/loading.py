"""Read a rubric from its YAML page. A page with a mistake is refused as a whole, with every mistake named."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Final

import orjson
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from catalogue.charter.faults import FaultTable
from catalogue.charter.formats import KINDS, FormatTable
from catalogue.charter.licences import LicenceTable
from catalogue.charter.page import CheckPart, RubricPage
from catalogue.charter.rubric import Check, Condition, Input, Level, Rubric
from catalogue.charter.rules import CONDITIONS, RULES
from catalogue.charter.rules.fields import FIELDS
from catalogue.charter.verdict import Outcome
from catalogue.errors import UsageError

__all__ = ["NEWEST", "load_rubric", "read_rubric", "rubric_text", "versions"]

NEWEST: Final = "1.0.0"
PRINCIPLES: Final = 20
NAMED: Final = re.compile(r"charter-vl-(\d+\.\d+\.\d+)(?:\.yaml)?")

Mistake = tuple[str, str]
"""Where on the page, and a code of what is wrong there."""


@cache
def load_rubric(version: str = NEWEST) -> Rubric:
    """Load a rubric of the house by its version."""
    if version not in versions():
        raise UsageError("rubric.missing", version=version, known=", ".join(versions()))
    house = files("catalogue.charter") / "rubrics"
    name = f"charter-vl-{version}"
    folder = house / name
    if not folder.is_dir():
        folder = house / f"{name}.yaml"
    return read_rubric(rubric_text(folder), folder.name)


def versions() -> list[str]:
    """List the rubrics of the house, oldest first."""
    names = [page.name for page in (files("catalogue.charter") / "rubrics").iterdir()]
    found = {match.group(1) for name in names if (match := NAMED.fullmatch(name))}
    return sorted(found, key=lambda version: [int(part) for part in version.split(".")])


def rubric_text(place: Traversable) -> str:
    """Give a rubric as one page: that of a file, or all of a folder with their checks in one list."""
    if place.is_file():
        return place.read_text(encoding="utf-8")
    page: dict[str, Any] = {}
    for one in _pages(place):
        for key, value in (YAML(typ="safe").load(one.read_text(encoding="utf-8")) or {}).items():
            page[key] = page[key] + value if key == "checks" and key in page else value
    return orjson.dumps(page, option=orjson.OPT_INDENT_2).decode()


def _pages(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _pages(one)
        elif one.name.endswith(".yaml"):
            yield one


def read_rubric(text: str, name: str) -> Rubric:
    """Build a rubric from YAML; ``name`` is what an error calls the page."""
    try:
        page = RubricPage.model_validate(_loaded(text))
        mistakes = list(_mistakes(page))
    except YAMLError as error:
        mistakes = [("", " ".join(str(error).split()))]
    except ValidationError as error:
        mistakes = list(_shape(error))
    if mistakes:
        raise UsageError("rubric.invalid", page=name, mistakes=_listed(mistakes))
    return _build(page, text)


def _loaded(text: str) -> object:
    """Read a page; one of several files is kept as JSON, for which YAML takes a hundred times as long."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return YAML(typ="safe").load(text)


def _listed(mistakes: list[Mistake]) -> str:
    return "; ".join(f"{where}: {what}" if where else what for where, what in mistakes)


def _shape(error: ValidationError, under: str = "") -> Iterator[Mistake]:
    for one in error.errors(include_url=False):
        yield ".".join([*filter(None, [under]), *map(str, one["loc"])]), one["msg"]


def _mistakes(page: RubricPage) -> Iterator[Mistake]:
    if [principle.number for principle in page.principles] != list(range(1, PRINCIPLES + 1)):
        yield "principles", "not-1-to-20-in-order"
    if not 0 <= page.bands.partly <= page.bands.good <= 1:
        yield "bands", "not-rising-from-0-to-1"
    codes = [code for kind in KINDS for code in getattr(page.formats, kind)]
    yield from (("formats", f"{code} listed-twice") for code, times in Counter(codes).items() if times > 1)
    ids = Counter(check.id for check in page.checks)
    yield from (("checks", f"{check} listed-twice") for check, times in ids.items() if times > 1)
    topics = set(FIELDS) | {"page", "download", "standard", "licence-iri", "format-iri"}
    yield from (("faults.topics", f"{topic} missing") for topic in sorted(topics - set(page.faults.topics)))
    for check in page.checks:
        yield from ((check.id, what) for what in _amiss(check))
        yield from _parameters(check)
        if check.applies_if and check.applies_if not in page.conditions:
            yield check.id, f"condition-unknown {check.applies_if}"
    for name, given in page.conditions.items():
        yield from _condition(name, given)


def _amiss(check: CheckPart) -> Iterator[str]:
    if check.id[1:3] != f"{check.principle:02}" or not 1 <= check.principle <= PRINCIPLES:
        yield f"principle-and-id-differ {check.principle}"
    if (check.level is Level.DISTRIBUTION) != (check.roll_up is not None):
        yield "roll_up-only-and-always-at-level-distribution"
    if check.gate and check.level is Level.PUBLISHER:
        yield "gate-at-level-publisher"
    if (Input.ATTESTATIONS in check.inputs) != (check.asked is not None):
        yield "asked-only-and-always-with-input-attestations"
    rule = RULES.get(check.rule)
    if rule is None:
        yield f"rule-unknown {check.rule}"
    elif rule.level is not check.level:
        yield f"rule-of-other-level {check.rule} ({rule.level})"


def _parameters(check: CheckPart) -> Iterator[Mistake]:
    rule = RULES.get(check.rule)
    if rule is None:
        return
    extra = check.parameters.keys() - rule.parameters.__dataclass_fields__.keys()
    yield from ((f"{check.id}.parameters", f"{name} unknown") for name in sorted(extra))
    try:
        given = TypeAdapter(rule.parameters).validate_python(check.parameters)
    except ValidationError as error:
        yield from _shape(error, f"{check.id}.parameters")
        return
    names = [name for part in ("fields", "hard", "soft") for name in getattr(given, part, ())]
    yield from ((f"{check.id}.parameters", f"{name} no-field") for name in names if name not in FIELDS)


def _condition(name: str, given: dict[str, Any]) -> Iterator[Mistake]:
    condition = CONDITIONS.get(name)
    if condition is None:
        yield "conditions", f"condition-unknown {name}"
        return
    try:
        TypeAdapter(condition.parameters).validate_python(given)
    except ValidationError as error:
        yield from _shape(error, f"conditions.{name}")


def _conditions(page: RubricPage) -> Iterator[tuple[str, tuple[Condition, Any]]]:
    for name, given in page.conditions.items():
        condition = CONDITIONS[name]
        yield name, (condition, TypeAdapter(condition.parameters).validate_python(given))


def _build(page: RubricPage, text: str) -> Rubric:
    checks = tuple(_check(check, page.version) for check in page.checks)
    return Rubric(
        version=page.version,
        charter=page.charter,
        principles=page.principles,
        checks=checks,
        entry_checks=tuple(check for check in checks if check.level is not Level.PUBLISHER),
        publisher_checks=tuple(check for check in checks if check.level is Level.PUBLISHER),
        by_id=MappingProxyType({check.id: check for check in checks}),
        bands=page.bands,
        minimum_coverage=page.minimum_coverage,
        licences=LicenceTable(page.licences),
        formats=FormatTable(page.formats),
        faults=FaultTable(page.faults),
        frequencies=MappingProxyType(dict(page.frequencies)),
        conditions=MappingProxyType(dict(_conditions(page))),
        text=text,
    )


def _check(part: CheckPart, version: str) -> Check:
    rule = RULES[part.rule]
    stamp: dict[str, Any] = {"rubric": version, "rule": rule.name, "rule_version": part.version}
    if part.unobserved:
        stamp["unobserved"] = list(part.unobserved)
    shared = {
        name: getattr(part, name) for name in CheckPart.model_fields if name not in {"rule", "parameters"}
    }
    shared["nothing_offered"] = Outcome(part.nothing_offered)
    parameters = TypeAdapter(rule.parameters).validate_python(part.parameters)
    return Check(rule=rule, parameters=parameters, stamp=stamp, **shared)
