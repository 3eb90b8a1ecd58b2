"""How an example says in one line what was asked, seen and remembered of an entry. All of it is synthetic."""

from collections.abc import Sequence
from typing import Any, Final

from catalogue.charter import Outcome
from catalogue.model import DataService, Dataset, DatasetSeries, Entry
from catalogue.testimony import Link, Observation, Testimony
from tests.catalogue.charter import observed
from tests.catalogue.charter.examples.frame import OfEntry
from tests.catalogue.charter.sample import dataset, entry

__all__ = ["ANTWERPEN", "EU", "GENT", "Asked", "F", "H", "M", "N", "P", "U", "one"]

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U, M = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.MANUAL
EU: Final = "http://publications.europa.eu/resource/authority/frequency/"
GENT: Final = "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz"
ANTWERPEN: Final = "dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz"
Asked = Sequence[Observation | Link]
IN_TESTIMONY: Final = frozenset({"history", "copies", "attestations"})


def one(  # noqa: PLR0917  read as a row of a table
    check: str,
    outcome: Outcome,
    reason: str,
    told: str,
    what: Entry | Dataset | DataService | DatasetSeries | None = None,
    asked: Asked = (),
    **known: Any,  # noqa: ANN401  # fields of a testimony, or of the example
) -> OfEntry:
    testimony = {name: known.pop(name) for name in list(known) if name in IN_TESTIMONY}
    whole = what if isinstance(what, Entry) else entry(what or dataset())
    return OfEntry(
        check=check,
        outcome=outcome,
        reason=reason,
        told=told,
        what=whole,
        testimony=Testimony(links=observed.links(*asked), **testimony),
        **known,
    )
