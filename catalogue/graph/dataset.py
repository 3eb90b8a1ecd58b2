"""dcat:Dataset and dcat:DatasetSeries."""

from typing import Final

from catalogue.graph.blocks import Blocks
from catalogue.graph.description import begin
from catalogue.graph.distribution import distribution
from catalogue.graph.extent import periods, resolutions
from catalogue.graph.origin import Origin
from catalogue.graph.parties import agent
from catalogue.graph.provenance import provenance
from catalogue.graph.resource import resource
from catalogue.graph.stubs import concepts
from catalogue.graph.terms import term
from catalogue.model import Dataset, DatasetSeries

__all__ = ["dataset", "series"]

DATASET: Final = term("dcat:Dataset")
SERIES: Final = term("dcat:DatasetSeries")
CREATOR: Final = term("dct:creator")
RIGHTS_HOLDER: Final = term("dct:rightsHolder")
FREQUENCY: Final = term("dct:accrualPeriodicity")
KIND: Final = term("dct:type")
IN_SERIES: Final = term("dcat:inSeries")
SOURCE: Final = term("dct:source")
HAS_VERSION: Final = (term("dcat:hasVersion"), term("dct:hasVersion"))
IS_VERSION_OF: Final = (term("dcat:isVersionOf"), term("dct:isVersionOf"))
"""The profile asks the one, the platform keeps the other."""
REFERENCED_BY: Final = term("dct:isReferencedBy")
VERSION_NOTES: Final = term("adms:versionNotes")
SAMPLE: Final = term("adms:sample")
DISTRIBUTION: Final = term("dcat:distribution")


def dataset(blocks: Blocks, value: Dataset, origin: Origin) -> None:
    about = begin(blocks, value.iri, DATASET)
    if about is None:
        return
    resource(about, value, origin)
    agent(about, RIGHTS_HOLDER, value.rights_holder)
    for creator in value.creators:
        agent(about, CREATOR, creator)
    concepts(about, FREQUENCY, [value.frequency])
    periods(about, value.temporal)
    provenance(about, value, origin)
    resolutions(about, value)
    concepts(about, KIND, value.kinds)
    about.links(IN_SERIES, origin.own(value.in_series))
    about.links(SOURCE, origin.own(value.sources))
    for link in HAS_VERSION:
        about.links(link, origin.own(value.has_version))
    for link in IS_VERSION_OF:
        about.links(link, origin.own(value.is_version_of))
    about.links(REFERENCED_BY, value.is_referenced_by).texts(VERSION_NOTES, value.version_notes)
    about.links(DISTRIBUTION, [each.iri for each in value.distributions])
    about.links(SAMPLE, [each.iri for each in value.samples])
    for each in (*value.distributions, *value.samples):
        distribution(blocks, each, origin)


def series(blocks: Blocks, value: DatasetSeries, origin: Origin) -> None:
    """Write a series, which has no distributions: its datasets point to it."""
    about = begin(blocks, value.iri, SERIES)
    if about is None:
        return
    resource(about, value, origin)
    concepts(about, FREQUENCY, [value.frequency])
    periods(about, value.temporal)
