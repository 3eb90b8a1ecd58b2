"""Every value has a reason, and every reason can be followed back into what the source said."""

import re
from typing import Any, Final

import mappings
from catalogue.graph import Blocks, entry_blocks
from catalogue.model import DataService, Dataset, DatasetSeries, Distribution, Entry, Moment
from catalogue.model.namespaces import shorten
from tests.road.conftest import Sample

WHEN: Final = Moment("2025-10-01T12:00:00Z", "dateTime")
STRUCTURE: Final = {"rdf:type", "dct:identifier", "dcat:distribution", "adms:sample", "dcat:servesDataset"}
SAID_AGAIN: Final = "/id/bronrecord/"
"""In the IRI of an identifier that only repeats where the record itself says that it comes from."""
"""What says no more than that a node is there, and to what it belongs."""
PATHS: Final = {
    "adms:identifier": "alternative_identifiers",
    "dcat:accessService": "access_services",
    "dcat:accessURL": "access_url",
    "dcat:byteSize": "byte_size",
    "dcat:compressFormat": "compress_format",
    "dcat:contactPoint": "contact",
    "dcat:downloadURL": "download_url",
    "dcat:endpointDescription": "endpoint_description",
    "dcat:endpointURL": "endpoint_url",
    "dcat:keyword": "keywords",
    "dcat:landingPage": "landing_pages",
    "dcat:inSeries": "in_series",
    "dcat:mediaType": "media_type",
    "dcat:packageFormat": "package_format",
    "dcat:spatialResolutionInMeters": "spatial_resolution",
    "dcat:temporalResolution": "temporal_resolution",
    "dcat:theme": "themes",
    "dct:accessRights": "access_rights",
    "dct:accrualPeriodicity": "frequency",
    "dct:conformsTo": "conforms_to",
    "dct:created": "created",
    "dct:description": "description",
    "dct:format": "format",
    "dct:issued": "issued",
    "dct:language": "languages",
    "dct:license": "licence",
    "dct:modified": "modified",
    "dct:provenance": "provenance_texts",
    "dct:publisher": "publisher",
    "dct:relation": "relations",
    "dct:source": "sources",
    "dct:rights": "rights",
    "dct:spatial": "spatial",
    "dct:temporal": "temporal",
    "dct:title": "title",
    "foaf:page": "pages",
    "mdcat:statuut": "statuut",
}
BESIDE: Final = {"text_language", "focus_domains"}
"""What is concluded of an entry and has no property in any profile."""
CONCLUDED: Final = ("theme.by-", "focus.by-", "file.media-type-of-format", "text.language-by-words")
"""Rules that mark as a default what they read from words of the source which say something else."""
LISTS: Final = (
    "title",
    "description",
    "keywords",
    "themes",
    "landing_pages",
    "pages",
    "languages",
    "statuut",
)


def entries(sample: Sample) -> list[Entry]:
    return [mappings.translate(record, sample.context) for record in sample.records]


def graph(entry: Entry) -> Blocks:
    return entry_blocks(entry, issued=WHEN, modified=WHEN)


def parts(entry: Entry) -> dict[str, Dataset | DataService | DatasetSeries | Distribution]:
    """Give what an entry consists of, by the path that its reasons begin with."""
    resource = entry.resource
    files = resource.distributions if isinstance(resource, Dataset) else []
    samples = resource.samples if isinstance(resource, Dataset) else []
    return (
        {"": resource}
        | {f"distributions[{number}].": file for number, file in enumerate(files)}
        | {f"samples[{number}].": sample for number, sample in enumerate(samples)}
        | {f"services[{number}].": service for number, service in enumerate(entry.services)}
    )


def unexplained(entry: Entry) -> list[str]:
    blocks = graph(entry)
    return [
        f"{start}{said} of {entry.identity.identifier}"
        for start, part in parts(entry).items()
        for said in {
            shorten(triple.predicate.value)
            for triple in blocks[part.iri]
            if SAID_AGAIN not in str(triple.object)
        }
        - STRUCTURE
        if f"{start}{PATHS.get(said, said)}" not in entry.reasons
    ]


def resolved(content: Any, pointer: str) -> Any:  # noqa: ANN401  any JSON value
    """Follow a JSON pointer. KeyError, IndexError or TypeError when it leads nowhere."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        content = content[int(name)] if isinstance(content, list) else content[name]
    return content


def test_every_property_in_the_graph_has_a_reason(sample: Sample) -> None:
    assert [missing for entry in entries(sample) for missing in unexplained(entry)] == []


def test_every_reason_belongs_to_a_value(sample: Sample) -> None:
    for entry in entries(sample):
        about = parts(entry)
        for path in entry.reasons.keys() - BESIDE:
            start = next(name for name in sorted(about, reverse=True) if path.startswith(name))
            assert getattr(about[start], re.split(r"[.\[]", path.removeprefix(start))[0]), path


def test_each_value_of_a_list_has_a_reason_of_its_own(sample: Sample) -> None:
    for entry in entries(sample):
        for start, part in parts(entry).items():
            for name in LISTS:
                values = getattr(part, name, [])
                shown = [why.value for why in entry.reasons.get(f"{start}{name}", [])]
                told = [value if isinstance(value, str) else value.value for value in values]
                assert [text[:400] for text in shown] == [text[:400] for text in told], f"{start}{name}"


def test_every_pointer_leads_to_what_the_source_said(sample: Sample) -> None:
    followed = 0
    for record, entry in zip(sample.records, entries(sample), strict=True):
        reasons = [why for path in entry.reasons.values() for why in path]
        for pointer in [why.pointer for why in reasons] + [note.pointer for note in entry.notes]:
            if pointer:
                resolved(record.content, pointer)
                followed += 1
    assert followed > len(sample.records)


def test_a_value_without_a_pointer_is_a_default_or_follows_from_others(sample: Sample) -> None:
    concluded = re.compile(
        r"open-data\.|service\.|source\.|ckan\.dataset\.contact$"
    )  # the last: of the whole
    silent = {
        why.rule
        for entry in entries(sample)
        for path in entry.reasons.values()
        for why in path
        if not why.pointer and not why.default
    }
    assert {rule for rule in silent if not concluded.match(rule)} == set()


def test_a_default_never_has_words_of_the_source(sample: Sample) -> None:
    defaults = [
        why for entry in entries(sample) for path in entry.reasons.values() for why in path if why.default
    ]
    assert defaults
    assert [why for why in defaults if why.pointer and not why.rule.startswith(CONCLUDED)] == []


def test_without_a_publishers_file_nothing_is_made_up(sample: Sample) -> None:
    alone = mappings.Context(
        base=sample.context.base, publisher="niemand", source=sample.context.source, public=""
    )
    for record in sample.records:
        entry = mappings.translate(record, alone)
        rules = {why.rule for path in entry.reasons.values() for why in path}
        assert not {rule for rule in rules if rule.startswith(("publisher.", "listing."))}
        assert unexplained(entry) == []


def test_no_place_holder_reaches_the_graph(sample: Sample) -> None:
    empty = re.compile(r'"(?:onbekend|n\.?v\.?t\.?|null|none|undefined|todo|n/a|-|)"', re.IGNORECASE)
    for entry in entries(sample):
        texts = [str(triple.object) for triples in graph(entry).values() for triple in triples]
        assert [text for text in texts if empty.match(text)] == []
