from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalogue.errors import UsageError
from catalogue.model import CharterFacts, Inventory, Location, Protocol, Source, StatedLicence, Text
from schedules import Publisher, load_all, load_publisher, next_times, select

Write = Callable[..., Path]


@pytest.fixture
def publisher(sound: str, write: Write) -> Publisher:
    return load_publisher(write(sound))


def test_the_facts_of_a_file_become_publisher_facts(publisher: Publisher) -> None:
    facts = publisher.facts

    assert facts.name == publisher.name == "sint-voorbeeld"
    assert facts.title == (Text("Stad Sint-Voorbeeld", "nl"),)
    assert facts.iri == "https://data.vlaanderen.be/id/organisatie/OVO000001"
    assert facts.kind == "http://purl.org/adms/publishertype/LocalAuthority"
    assert (facts.contact_name, facts.contact_email) == ("Open data", "data@sint-voorbeeld.example")
    assert facts.catalogue_description == (Text("Alles wat open is.", "nl"),)
    assert facts.licence == StatedLicence(
        licence="modellicentie-gratis-hergebruik",
        page="https://sint-voorbeeld.example/licentie",
        read_on=date(2026, 3, 1),
    )


def test_a_box_becomes_a_closed_ring_in_longitude_latitude(publisher: Publisher) -> None:
    assert publisher.facts.places == (
        Location(
            iri="https://place.example/sint-voorbeeld",
            label=[Text("Sint-Voorbeeld", "nl")],
            bbox="POLYGON((3.1 50.9, 3.8 50.9, 3.8 51.2, 3.1 51.2, 3.1 50.9))",
        ),
    )


def test_title_aliases_and_organisation_iris_are_all_names_of_the_publisher(publisher: Publisher) -> None:
    assert publisher.facts.aliases == (
        "Stad Sint-Voorbeeld",
        "Sint-Voorbeeld",
        "https://data.vlaanderen.be/id/organisatie/OVO000001",
        "https://org.belgif.be/id/CbeRegisteredEntity/0123456789",
    )


def test_codes_keep_their_leading_zero_even_without_quotes(sound: str, write: Write) -> None:
    publisher = load_publisher(write(sound.replace('"0123456789"', "0123456789")))

    assert (publisher.ovo, publisher.kbo, publisher.nis) == ("OVO000001", "0123456789", "99999")


def test_a_publisher_outside_flanders_goes_by_its_enterprise_number(sound: str, write: Write) -> None:
    publisher = load_publisher(write(sound.replace("ovo: OVO000001\n", "")))

    assert publisher.facts.iri == "https://org.belgif.be/id/CbeRegisteredEntity/0123456789"


def test_sources_are_named_after_their_publisher_and_take_over_its_language(publisher: Publisher) -> None:
    portal, former = publisher.sources

    assert portal.source == Source(
        name="sint-voorbeeld/portaal",
        publisher="sint-voorbeeld",
        protocol=Protocol.CKAN,
        url="https://data.sint-voorbeeld.example",
        language="nl",
        page_size=50,
    )
    assert (former.name, former.source.language, former.note) == (
        "sint-voorbeeld/oud",
        "fr",
        "Vroeger portaal.",
    )


def test_a_year_or_month_of_validity_counts_from_its_first_to_its_last_day(publisher: Publisher) -> None:
    former = publisher.sources[1]

    assert (former.valid_from, former.valid_until) == (date(2014, 1, 1), date(2018, 2, 28))


def test_a_source_is_active_through_its_last_day_in_its_own_time_zone(sound: str, write: Write) -> None:
    file = write(sound.replace("    page_size: 50", "    valid_until: 2026-03-01"))
    source = load_publisher(file).sources[0]

    assert source.active(datetime(2026, 3, 1, 22, 59, tzinfo=UTC))
    assert not source.active(datetime(2026, 3, 1, 23, 1, tzinfo=UTC))


def test_next_times_names_the_active_sources_only(publisher: Publisher) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    assert next_times([publisher], now) == {"sint-voorbeeld/portaal": datetime(2026, 3, 2, 2, 15, tzinfo=UTC)}


def test_a_file_may_choose_another_time_zone(sound: str, write: Write) -> None:
    publisher = load_publisher(write(sound + "timezone: UTC\n"))

    moment = next_times([publisher], datetime(2026, 3, 1, 12, tzinfo=UTC))["sint-voorbeeld/portaal"]

    assert moment.isoformat() == "2026-03-02T03:15:00+00:00"


def test_a_folder_gives_its_publishers_by_file_name_whatever_the_extension(sound: str, write: Write) -> None:
    write(sound.replace("name: sint", "name: b", 1), "b.yaml")
    folder = write(sound.replace("name: sint", "name: a", 1), "a.yml").parent

    assert [publisher.name for publisher in load_all(folder)] == ["a-voorbeeld", "b-voorbeeld"]


def test_a_byte_order_mark_does_not_hurt(sound: str, write: Write) -> None:
    assert load_publisher(write("\ufeff" + sound)).name == "sint-voorbeeld"


def test_publishers_are_selected_by_name_in_the_order_asked() -> None:
    publishers = load_all()

    assert [publisher.name for publisher in select(publishers, ["gent", "antwerpen"])] == [
        "gent",
        "antwerpen",
    ]
    assert select(publishers, []) == publishers


@pytest.mark.parametrize(
    ("name", "remedy"), [("gnet", "Did you mean 'gent'?"), ("parijs", "Choose from: aalst, antwerpen, ")]
)
def test_a_publisher_nobody_knows_is_told_with_a_remedy(name: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        select(load_all(), [name])

    assert remedy in str(caught.value)


def test_a_publisher_may_be_known_before_its_catalogue_code_and_contact_are(write: Write) -> None:
    publisher = load_publisher(
        write(
            "name: zonder\ntitle: {nl: Stad Zonder}\ntype: LocalAuthority\nnote: Niets bekend.\nsources: []\n"
            "catalogue: {title: {nl: O}, description: {nl: O}, licence: https://licence.example/cc0}\n"
        )
    )

    assert (publisher.sources, publisher.note, publisher.facts.iri) == ((), "Niets bekend.", "")
    assert publisher.facts.aliases == ("Stad Zonder",)


def test_what_only_a_publisher_can_say_for_the_charter_is_read(sound: str, write: Write) -> None:
    publisher = load_publisher(
        write(
            sound.replace(
                "language: nl",
                "language: nl\n"
                "charter:\n"
                "  hosts: [stad.example]\n"
                "  suppliers: [stad.portalen.example]\n"
                "  generic_contacts: [Info@stad.example]\n"
                "  register_page: https://stad.example/niet-open\n"
                "  inventory: {page: https://stad.example/inventaris, datasets: 40, counted_on: 2026-03-01}",
            )
        )
    )

    charter = publisher.facts.charter
    assert (charter.hosts, charter.suppliers) == (("stad.example",), ("stad.portalen.example",))
    assert charter.generic_contacts == ("info@stad.example",)
    assert (charter.register_page, charter.feedback_page) == ("https://stad.example/niet-open", "")
    assert charter.inventory == Inventory(
        page="https://stad.example/inventaris", datasets=40, counted_on=date(2026, 3, 1)
    )


def test_a_file_that_says_nothing_for_the_charter_leaves_it_unsaid(sound: str, write: Write) -> None:
    assert load_publisher(write(sound)).facts.charter == CharterFacts()
