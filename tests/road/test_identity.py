"""Identifiers come from publisher, kind and the source's own identifier, and from nothing else."""

from dataclasses import replace
from uuid import UUID

import mappings
from catalogue.model import Kind
from tests.road.conftest import Sample, walked


def uuids(sample: Sample, context: mappings.Context) -> list[str]:
    return [mappings.translate(record, context).identity.uuid for record in sample.records]


def iris(sample: Sample, context: mappings.Context) -> list[list[str]]:
    """Give the IRIs of everything that an entry describes, entry by entry."""
    found = []
    for record in sample.records:
        entry = mappings.translate(record, context)
        files = [file.iri for file in getattr(entry.resource, "distributions", [])]
        found.append([entry.identity.iri, *files, *(service.iri for service in entry.services)])
    return found


def test_another_address_of_the_source_changes_no_identity(sample: Sample) -> None:
    moved = replace(sample.context.source, url="https://nieuw.example:8443/data", name="elders/bron")
    assert uuids(sample, replace(sample.context, source=moved)) == uuids(sample, sample.context)


def test_two_publishers_share_no_identity(sample: Sample) -> None:
    other = replace(sample.context, publisher="buurstad")
    assert not set(uuids(sample, other)) & set(uuids(sample, sample.context))
    mine = {iri for entry in iris(sample, sample.context) for iri in entry}
    assert not mine & {iri for entry in iris(sample, other) for iri in entry}


def test_a_dataset_and_a_service_with_one_identifier_are_two(sample: Sample) -> None:
    for record in sample.records:
        kinds = [replace(record, kind=kind) for kind in Kind]
        assert len({mappings.translate(each, sample.context).identity for each in kinds}) == len(Kind)


def test_a_new_title_or_description_changes_no_identity(sample: Sample) -> None:
    for record in sample.records:
        bare = replace(record, content={})
        entry = mappings.translate(bare, sample.context)
        assert entry.identity == mappings.translate(record, sample.context).identity


def test_everything_has_an_iri_of_its_own_under_our_base(sample: Sample) -> None:
    found = [iri for entry in iris(sample, sample.context) for iri in entry]
    assert len(set(found)) == len(found)
    assert [iri for iri in found if not iri.startswith(f"{sample.context.base}/id/")] == []


def test_every_member_is_registered_once_under_a_uuid(sample: Sample) -> None:
    registered = [member for entry in walked(sample) for member in entry.members]
    records = [member.record_iri for member in registered]

    assert len(registered) >= len(sample.records)
    assert len(set(records)) == len(records)
    assert {UUID(iri.rsplit("/", 1)[-1]).version for iri in records} == {5}
