from collections.abc import Callable

from catalogue.model import Dialect, Entry, PublisherFacts, Text

Translate = Callable[..., Entry]


def test_a_known_city_gets_its_organisation_by_name(entry_of: Translate) -> None:
    entry = entry_of({"dct:publisher": [{"foaf:name": [{"@value": "Stad Gent"}]}]}, Dialect.DCAT_RDF)
    assert entry.resource.publisher is not None
    assert entry.resource.publisher.iri == "https://data.vlaanderen.be/id/organisatie/OVO002067"
    assert entry.reasons["publisher"][0].row == "publishers/gent"


def test_an_enterprise_number_alone_names_the_city(entry_of: Translate) -> None:
    iri = "https://org.belgif.be/id/CbeRegisteredEntity/0207500123"
    entry = entry_of({"dct:publisher": [{"@id": iri}]}, Dialect.DCAT_RDF)
    assert entry.resource.publisher is not None
    assert entry.resource.publisher.name == [Text("Stad Antwerpen", "nl")]


def test_an_alias_of_the_publisher_leads_to_its_own_organisation(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    entry = entry_of({"dct:publisher": [{"@id": "https://voorbeeldstad.be"}]}, Dialect.DCAT_RDF, facts=facts)
    assert entry.resource.publisher is not None
    assert entry.resource.publisher.iri == facts.iri


def test_an_unknown_organisation_gets_an_iri_from_its_name(entry_of: Translate) -> None:
    entry = entry_of({"organization": {"title": "Dienst Mobiliteit"}, "language": "nl"})
    assert entry.resource.publisher is not None
    assert entry.resource.publisher.iri.startswith("https://oogst.example/id/agent/voorbeeldstad/")
    assert entry.resource.publisher.name == [Text("Dienst Mobiliteit", "nl")]


def test_the_code_of_an_organisation_goes_before_its_name(entry_of: Translate) -> None:
    province = "https://org.belgif.be/id/CbeRegisteredEntity/0207725597"
    other = "https://data.vlaanderen.be/id/organisatie/OVO000001"
    for iri, found in ((province, province), (other, other)):
        named = {"@id": iri, "foaf:name": [{"@value": "Antwerpen"}]}
        entry = entry_of({"dct:publisher": [named]}, Dialect.DCAT_RDF)
        assert entry.resource.publisher is not None
        assert entry.resource.publisher.iri == found


def test_a_name_like_that_of_a_city_is_not_that_city(entry_of: Translate) -> None:
    entry = entry_of({"organization": {"title": "Stad Gent/Cel Web"}})
    assert entry.resource.publisher is not None
    assert entry.resource.publisher.name == [Text("Stad Gent/Cel Web")]
    assert ("publisher-unlisted", "/organization/title", "Stad Gent/Cel Web") in entry.notes


def test_a_silent_source_gets_publisher_contact_place_and_licence_of_the_publishers_file(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    entry = entry_of({"title": "A", "resources": [{"url": "https://x.be/a.csv"}]}, facts=facts)
    rules = {path: why[0].rule for path, why in entry.reasons.items() if why[0].default}
    assert rules == {
        "text_language": "publisher.language",
        "languages": "publisher.language",
        "publisher": "publisher.name",
        "contact": "publisher.contact",
        "spatial": "publisher.place",
        "distributions[0].licence": "publisher.licence",
        "distributions[0].media_type": "file.media-type-of-format",
    }
    assert (
        entry.reasons["distributions[0].licence"][0].original
        == "https://voorbeeldstad.be/licentie (2026-01-02)"
    )


def test_the_licence_of_the_publishers_file_does_not_cover_words_of_the_source(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    content = {"title": "A", "license_title": "Vraag het ons", "resources": [{"url": "https://x.be/a.csv"}]}
    entry = entry_of(content, facts=facts)
    assert "distributions[0].licence" not in entry.reasons
    assert "licence-unknown" in {note.code for note in entry.notes}


def test_a_contact_without_address_gives_way_to_the_publishers_own(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    entry = entry_of({"contactPoint": {"fn": "sig", "hasEmail": "mailto:"}}, Dialect.DCAT_US, facts=facts)
    assert entry.resource.contact is not None
    assert entry.resource.contact.email == "mailto:opendata@voorbeeldstad.be"
    assert "contact-unreachable" in {note.code for note in entry.notes}


def test_a_contact_named_by_a_page_has_that_page(entry_of: Translate) -> None:
    entry = entry_of({"dcat:contactPoint": [{"@id": "https://x.be/contact"}]}, Dialect.DCAT_RDF)
    assert entry.resource.contact is not None
    assert entry.resource.contact.page == "https://x.be/contact"


def test_a_contact_has_the_name_in_the_language_of_the_record(entry_of: Translate) -> None:
    names = [{"@value": "Gand", "@language": "fr"}, {"@value": "Gent", "@language": "nl"}]
    node = {"vcard:fn": names, "vcard:hasEmail": [{"@id": "mailto:a@b.be"}]}
    entry = entry_of({"dcat:contactPoint": [node], "dct:language": [{"@value": "nl"}]}, Dialect.DCAT_RDF)
    assert entry.resource.contact is not None
    assert entry.resource.contact.name == "Gent"


def test_a_contact_without_a_name_is_called_after_the_organisation(entry_of: Translate) -> None:
    entry = entry_of({"organization": {"title": "Stad Gent"}, "author_email": "data@stad.gent"})
    assert entry.resource.contact is not None
    assert entry.resource.contact.name == "Stad Gent"
    why = entry.reasons["contact.name"][0]
    assert (why.rule, why.default) == ("contact.name-of-publisher", True)


def test_a_contact_without_a_name_stays_so_where_nobody_publishes(entry_of: Translate) -> None:
    entry = entry_of({"author_email": "data@stad.gent"})
    assert entry.resource.contact is not None
    assert entry.resource.contact.name == ""


def test_a_name_that_is_an_address_is_read_as_that(entry_of: Translate) -> None:
    entry = entry_of({"organization": {"title": "Stad Gent"}, "author": "data@stad.gent"})
    assert entry.resource.contact is not None
    assert (entry.resource.contact.name, entry.resource.contact.email) == (
        "Stad Gent",
        "mailto:data@stad.gent",
    )
    assert entry.reasons["contact.email"][0].pointer == "/author"


def test_an_address_as_name_does_not_replace_the_address_itself(entry_of: Translate) -> None:
    entry = entry_of({"author": "jan@stad.gent", "author_email": "data@stad.gent"})
    assert entry.resource.contact is not None
    assert (entry.resource.contact.name, entry.resource.contact.email) == ("", "mailto:data@stad.gent")
