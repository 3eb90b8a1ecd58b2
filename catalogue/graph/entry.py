"""An entry as triples: its resource, all that belongs to it, and the record that registers it."""

from catalogue.graph.blocks import Blocks
from catalogue.graph.dataservice import data_service
from catalogue.graph.dataset import dataset, series
from catalogue.graph.origin import Origin
from catalogue.graph.record import DCAT_AP_VL_2022, known_at_source, record
from catalogue.model import CatalogRecord, Dataset, DatasetSeries, Entry, Identity, Moment, Standard

__all__ = ["entry_blocks"]


def entry_blocks(
    entry: Entry, *, issued: Moment, modified: Moment, profile: Standard = DCAT_AP_VL_2022
) -> Blocks:
    """Write an entry for DCAT-AP-VL 2026-02-12, DCAT-AP-VL 2022-04-21 and DCAT-AP 3.0.1 at once.

    ``issued`` and ``modified`` are those of the registration, in UTC. A service that the source lists
    inside a dataset is registered with a record of its own. Raises ValueError on an invalid IRI or
    language tag.
    """
    blocks: Blocks = {}
    origin = Origin.of(entry.identity)
    resource = entry.resource
    if isinstance(resource, Dataset):
        dataset(blocks, resource, origin)
    elif isinstance(resource, DatasetSeries):
        series(blocks, resource, origin)
    else:
        data_service(blocks, resource, origin)
    for service in entry.services:
        data_service(blocks, service, origin)
    registered = [entry.identity, *(origin.service(each.iri, each.identifier) for each in entry.services)]
    for identity in registered:
        record(blocks, _registration(identity, entry.source_iri, issued, modified, profile))
        if not isinstance(resource, DatasetSeries):
            known_at_source(blocks, identity.iri, entry.source_iri, origin)
    return blocks


def _registration(
    identity: Identity, source: str, issued: Moment, modified: Moment, profile: Standard
) -> CatalogRecord:
    return CatalogRecord(
        iri=identity.record_iri,
        identifier=identity.uuid,
        topic=identity.iri,
        issued=issued,
        modified=modified,
        source=source,
        conforms_to=profile,
    )
