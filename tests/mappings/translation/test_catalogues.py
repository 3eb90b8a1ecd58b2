from catalogue.model import Dataset, Dialect, Kind, PublisherFacts, Record, Source, Text
from mappings import Context, declared_language, translate, translate_catalogue


def test_the_publishers_file_goes_before_what_the_source_says_of_itself(
    source: Source, facts: PublisherFacts
) -> None:
    content = {"dct:title": [{"@value": "Portaal", "@language": "nl"}], "dct:publisher": [{"@value": "Esri"}]}
    context = Context(base="https://oogst.example", publisher="voorbeeldstad", source=source, facts=facts)
    catalogue, reasons = translate_catalogue(content, Dialect.DCAT_RDF, context)
    assert catalogue.title == [Text("Portaal", "nl")]
    assert catalogue.publisher is not None
    assert catalogue.publisher.iri == facts.iri
    assert reasons["contact"][0].rule == "publisher.contact"


def test_a_catalogue_in_one_language_declares_it() -> None:
    one = {"dct:language": [{"@id": "http://publications.europa.eu/resource/authority/language/NLD"}]}
    assert declared_language(one, Dialect.DCAT_RDF) == declared_language(one) == "nl"


def test_a_catalogue_in_several_languages_declares_none() -> None:
    several = {"dct:language": [{"@value": "nl"}, {"@value": "fr"}]}
    assert declared_language(several, Dialect.DCAT_RDF) == ""


def test_the_licence_of_a_catalogue_is_not_that_of_its_datasets(source: Source) -> None:
    cc0 = [{"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    record = Record(
        identifier="r1",
        kind=Kind.DATASET,
        dialect=Dialect.DCAT_RDF,
        content={"dcat:distribution": [{"dcat:accessURL": [{"@id": "https://x.be/a.csv"}]}]},
        context={"dct:license": cc0, "dct:rights": cc0},
        hash="",
        payload="",
        pointer="",
    )
    entry = translate(record, Context(base="https://oogst.example", publisher="x", source=source))
    assert isinstance(entry.resource, Dataset)
    assert [made.licence for made in entry.resource.distributions] == [None]
