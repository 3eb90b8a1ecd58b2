"""What cannot be carried out is told when the file is read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalogue.messages import keys
from catalogue.model import Overlay, PublisherFacts
from mappings import OverlayFault, check_overlay
from mappings.overlays.checking import scope_of
from mappings.overlays.properties import known_names, property_at
from mappings.overlays.property_paths import parse_path
from mappings.overlays.typed_values import read_values

Make = Callable[..., Overlay]
PAGE = "https://voorbeeldstad.be/licentie"


@pytest.mark.parametrize(
    ("name", "values", "more", "message"),
    [
        ("licentie", ["cc-zero"], {"page": PAGE}, "unknown-property-like"),
        ("zzz", ["x"], {}, "unknown-property"),
        ("licence", ["cc-zero"], {}, "needs-page"),
        ("licence", ["vrij te gebruiken"], {"page": PAGE}, "unreadable-value"),
        ("identifier", ["x"], {}, "refused-identity"),
        ("adms:alternativeIdentifier", ["x"], {}, "refused-identity"),
        ("dct:modified", ["2026-01-01"], {}, "refused-modified"),
        ("issued", ["vorig jaar"], {}, "unreadable-value"),
        ("issued", ["2026-01-01", "2026-01-02"], {}, "unreadable-value"),
        ("dct:issued@nl", ["2026-01-01"], {}, "no-language"),
        ("format", ["CSV"], {}, "of-a-distribution"),
        ("distributions.keywords", ["x"], {}, "not-there"),
        ("contact.email", ["geen adres"], {}, "unreadable-value"),
        ("theme", ["Iets"], {}, "unreadable-value"),
        ("publisher", ["Onbekende dienst"], {}, "unreadable-value"),
        ("statuut", ["VLOPENDATA"], {}, "unreadable-value"),
        ("title", [], {"remove": True}, "needed"),
        ("title", ["Bomen"], {"missing": "licens"}, "unknown-property-like"),
        ("title", ["Bomen"], {"having": ("zzz", "x")}, "unknown-property"),
        ("contact", ["x"], {}, "unknown-property-like"),
    ],
)
def test_a_faulty_overlay_is_refused_by_name(  # noqa: PLR0917  the columns of the table
    overlay: Make, facts: PublisherFacts, name: str, values: list[str], more: dict[str, object], message: str
) -> None:
    with pytest.raises(OverlayFault) as fault:
        check_overlay(overlay(name, *values, **more), facts)
    assert fault.value.message == f"overlays.{message}"
    assert fault.value.message in keys()


def test_the_example_of_every_property_can_be_read(facts: PublisherFacts) -> None:
    for name in known_names():
        about = property_at(parse_path(name))
        assert about is not None, name
        words = facts.title[0].value if about.rule == "agent" else about.example
        assert read_values(about, (words,), "nl", scope_of(facts)), name


def test_a_text_without_a_language_needs_one_where_the_publisher_has_none(
    overlay: Make, facts: PublisherFacts
) -> None:
    with pytest.raises(OverlayFault) as fault:
        check_overlay(overlay("title", "Bomen"), replace(facts, language=""))
    assert fault.value.message == "overlays.needs-language"
