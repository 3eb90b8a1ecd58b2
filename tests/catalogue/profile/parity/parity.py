"""Carries the comparison out: every published file, both engines, all descriptions, both ways."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.model.namespaces import expand
from catalogue.profile import Finding, Result, Validator, best_validator
from catalogue.profile.pyshacl_engine import PyshaclEngine
from catalogue.profile.shacl_engine import ShaclEngine
from tests.catalogue.profile.parity.cases import cases, crowded
from tests.catalogue.profile.parity.compare import (
    Batch,
    Place,
    batch_of,
    place_of,
    reported,
    shape_files,
)
from tests.catalogue.profile.parity.differences import Used
from tests.catalogue.profile.parity.feeds import FEEDS, datasets_of

__all__ = ["ENGINES", "Batches", "Parity", "Sheet", "crowded_batches", "fault_batches", "feed_batches"]

ENGINES: Final[dict[str, type[Validator]]] = {"shacl": ShaclEngine, "pyshacl": PyshaclEngine}
HIGH_VALUE: Final = "dcat-ap-hvd"
"""Files whose name begins so ask things of high-value datasets only, and are held against those."""


class Sheet(NamedTuple):
    """What one published file reports with one engine."""

    file: str
    engine: str
    results: int
    matched: int
    justified: int
    unmatched: list[Result]


class Batches(NamedTuple):
    """Descriptions without and with what makes them high-value."""

    plain: list[Batch]
    high_value: list[Batch]

    def of(self, file: str) -> list[Batch]:
        return self.high_value if file.startswith(HIGH_VALUE) else self.plain


class Parity:
    """A comparison that goes on: each description that is laid beside the shapes adds to it."""

    def __init__(self, folder: Path) -> None:
        self.files = shape_files(folder)
        self.published = Used("published")
        self.ours = Used("ours")
        self.engines = Used("engines")

    def sheets(self, batches: Batches, engine: str) -> list[Sheet]:
        """Hold the descriptions against every file with one engine."""
        return [self._sheet(path, batches.of(path.name), engine) for path in self.files]

    def unbacked(self, batches: Batches) -> list[Finding]:
        """List errors and warnings of ours that no published file has in the same place, and no reason."""
        found = []
        for kind in batches:
            for batch in kind:
                seen = self._seen(batch)
                found += [each for each in batch.findings if self._is_unbacked(each, seen)]
        return found

    def disagreements(self, batches: Batches) -> list[tuple[str, str, Result]]:
        """List what only one of the engines reports of a published file, without what is listed."""
        return [
            (path.name, only, result)
            for path in self.files
            for only, result in _only_one(path, batches.of(path.name))
            if not self.engines.explain(
                lambda one: one.only == only and one.explains(path.name, result)  # noqa: B023 -- called at once
            )
        ]

    def _sheet(self, path: Path, batches: list[Batch], engine: str) -> Sheet:
        everything = [
            (batch, result) for batch in batches for result in reported(path, ENGINES[engine], batch.ntriples)
        ]
        elsewhere = [result for batch, result in everything if not batch.has(result)]
        unmatched = [
            result
            for result in elsewhere
            if not self.published.explain(lambda one: one.explains(path.name, result))  # noqa: B023 -- idem
        ]
        return Sheet(
            file=path.name,
            engine=engine,
            results=len(everything),
            matched=len(everything) - len(elsewhere),
            justified=len(elsewhere) - len(unmatched),
            unmatched=unmatched,
        )

    def _seen(self, batch: Batch) -> set[Place]:
        return {
            place_of(result) for path in self.files for result in reported(path, ShaclEngine, batch.ntriples)
        }

    def _is_unbacked(self, finding: Finding, seen: set[Place]) -> bool:
        if finding.severity == "info" or Place(finding.focus, expand(finding.path)) in seen:
            return False
        return self.ours.explain(lambda one: finding.rule in one.rules) is None


def fault_batches() -> Batches:
    """Give every single fault, in the plain description and in its high-value twin."""
    engine = best_validator()
    plain, high_value = (
        batch_of("faults", [case.ntriples for case in cases(high_value=which)], engine)
        for which in (False, True)
    )
    return Batches([plain], [high_value])


def crowded_batches() -> Batches:
    """Give the same faults, many in one description: few enough for the slow engine."""
    engine = best_validator()
    plain, high_value = (batch_of("crowded", crowded(high_value=which), engine) for which in (False, True))
    return Batches([plain], [high_value])


def feed_batches(corpus: Path, most: int | None) -> Batches:
    """Give datasets of the real feeds as their portals gave them; none of these is high-value."""
    engine = best_validator()
    return Batches(
        [batch_of(name, datasets_of(corpus / path, most), engine) for name, path in FEEDS.items()], []
    )


def _only_one(path: Path, batches: list[Batch]) -> Iterator[tuple[str, Result]]:
    for batch in batches:
        first, second = (
            Counter(result._replace(shape="") for result in reported(path, engine, batch.ntriples))
            for engine in ENGINES.values()
        )
        yield from (("shacl", result) for result in (first - second).elements())
        yield from (("pyshacl", result) for result in (second - first).elements())
