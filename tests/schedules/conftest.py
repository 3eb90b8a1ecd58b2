from collections.abc import Callable
from pathlib import Path

import pytest

SOUND = """\
name: sint-voorbeeld
title: {nl: Stad Sint-Voorbeeld}
ovo: OVO000001
kbo: "0123456789"
nis: "99999"
type: LocalAuthority
contact:
  name: Open data
  email: data@sint-voorbeeld.example
language: nl
homepage: https://sint-voorbeeld.example
catalogue:
  title: {nl: Open data}
  description: {nl: Alles wat open is.}
  licence: https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0
places:
  - iri: https://place.example/sint-voorbeeld
    label: {nl: Sint-Voorbeeld}
    bbox: [3.1, 50.9, 3.8, 51.2]
licence:
  licence: modellicentie-gratis-hergebruik
  page: https://sint-voorbeeld.example/licentie
  read_on: 2026-03-01
aliases: [Sint-Voorbeeld]
sources:
  - label: portaal
    protocol: ckan
    url: https://data.sint-voorbeeld.example
    cadence: 15 3 * * *
    page_size: 50
  - label: oud
    protocol: dcat-rdf
    url: http://oud.sint-voorbeeld.example/catalog.ttl
    cadence: 0 4 * * 7
    enabled: false
    valid_from: 2014
    valid_until: 2018-02
    language: fr
    note: Vroeger portaal.
"""


@pytest.fixture
def sound() -> str:
    """Give a publisher file with every key and without a fault."""
    return SOUND


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file in a folder of its own and give its path."""

    def put(text: str, name: str = "stad.yaml") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return put
