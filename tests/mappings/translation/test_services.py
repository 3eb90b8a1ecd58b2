from collections.abc import Callable

from catalogue.model import DataService, Dataset, DatasetSeries, Dialect, Entry, Kind

Translate = Callable[..., Entry]

BASIS = {
    "title": "Bomen",
    "language": "nl",
    "organization": {"title": "Dienst Groen"},
    "maintainer_email": "groen@x.be",
}


def _ogc(**resource: str) -> dict[str, object]:
    return {
        **BASIS,
        "resources": [
            {"name": "WMS", "format": "WMS", **resource},
            {"name": "csv", "url": "https://x.be/a.csv"},
        ],
    }


def test_an_ogc_service_among_the_files_becomes_a_data_service_linked_both_ways(entry_of: Translate) -> None:
    entry = entry_of(_ogc(url="https://x.be/wms?service=WMS&request=GetCapabilities&map=/a"), public="web")
    [service] = entry.services
    assert isinstance(entry.resource, Dataset)
    assert service.endpoint_url == "https://x.be/wms?map=%2Fa"
    assert service.endpoint_description == "https://x.be/wms?map=%2Fa&service=WMS&request=GetCapabilities"
    assert service.serves == [entry.resource.iri]
    [made] = entry.resource.distributions
    assert made.access_services == [service.iri]


def test_a_service_that_cannot_say_all_it_must_stays_a_distribution(entry_of: Translate) -> None:
    entry = entry_of(_ogc(url="https://x.be/api", format="API"), public="web")
    assert isinstance(entry.resource, Dataset)
    assert (entry.services, len(entry.resource.distributions)) == ([], 2)
    assert "service-incomplete" in {note.code for note in entry.notes}


def test_a_file_that_a_service_hands_out_stays_a_file(entry_of: Translate) -> None:
    entry = entry_of(
        _ogc(url="https://x.be/wfs?service=WFS&request=GetFeature&outputFormat=csv", format="CSV"),
        public="web",
    )
    assert entry.services == []


def test_a_service_record_becomes_a_data_service(entry_of: Translate) -> None:
    content = {"dct:title": [{"@value": "Dienst"}], "dcat:endpointURL": [{"@id": "https://x.be/wfs"}]}
    entry = entry_of(content, Dialect.DCAT_RDF, Kind.SERVICE)
    assert isinstance(entry.resource, DataService)
    assert entry.resource.endpoint_url == "https://x.be/wfs"


def test_a_series_record_has_exactly_one_alternative_identifier(entry_of: Translate) -> None:
    content = {"dct:title": [{"@value": "Reeks"}], "dct:identifier": [{"@value": "a"}, {"@value": "b"}]}
    entry = entry_of(content, Dialect.DCAT_RDF, Kind.SERIES)
    assert isinstance(entry.resource, DatasetSeries)
    assert entry.resource.alternative_identifiers == ["a"]
