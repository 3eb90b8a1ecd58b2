"""Synthetic entries and answers of the web, made to measure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pyoxigraph as ox

from catalogue.measures import Described, Reply, Stars, described
from catalogue.messages import LANGUAGES, say
from catalogue.testimony import Facts, Link, Observation, Role, Sample

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FILE = "https://stad.example/bomen.csv"
PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dcatap: <http://data.europa.eu/r5r/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
@prefix type: <http://publications.europa.eu/resource/authority/file-type/> .
@prefix text: <https://www.iana.org/assignments/media-types/text/> .
@prefix vl: <https://data.vlaanderen.be/id/licentie/> .
@prefix freq: <http://publications.europa.eu/resource/authority/frequency/> .
@base <https://stad.example/id/> .
<record> a dcat:CatalogRecord ; foaf:primaryTopic <d> .
"""
CSV = f"dcat:accessURL <{FILE}> ; dcat:downloadURL <{FILE}> ; dct:format type:CSV ; dcat:mediaType text:csv"
CC0 = "dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0>"
WHOLE = f"""
<d> a dcat:Dataset ; dct:title "Bomen"@nl ; dcat:keyword "boom"@nl ; dcat:theme <theme> ; dct:spatial <p> ;
    dct:temporal <t> ; dct:publisher <s> ; dcat:contactPoint <c> ; dct:accessRights <RIGHTS> ;
    dct:issued "2026" ; dct:modified "2026" ; dcat:distribution <f> .
<f> a dcat:Distribution ; {CSV} ; dct:rights <r> ; dcat:byteSize "12" ;
    dct:license <http://publications.europa.eu/resource/authority/licence/CC0> .
""".replace("<RIGHTS>", "<http://publications.europa.eu/resource/authority/access-right/PUBLIC>")


def made(turtle: str) -> Described:
    """Describe what is written in Turtle; its catalogue record goes before it."""
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    triples = [quad.triple for quad in quads]
    return described(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def dataset(own: str = "", file: str = f"{CSV} ; {CC0}", rest: str = "") -> Described:
    """Make a dataset with one file."""
    said = f" ; {own}" if own else ""
    return made(
        f"<d> a dcat:Dataset{said} ; dcat:distribution <f> .\n<f> a dcat:Distribution ; {file} .\n{rest}"
    )


def seen(url: str = FILE, *, at: datetime = NOW, facts: Facts | None = None, **said: object) -> Observation:
    """Make what a probe saw: a good answer, unless said otherwise."""
    sample = (
        Sample(sha256="0" * 64, size=10, whole=True, facts=facts or Facts()) if "sample" not in said else None
    )
    plain: dict[str, Any] = {
        "role": Role.DOWNLOAD,
        "asked": url,
        "vantage": "here",
        "method": "GET",
        "status": 200,
        "sample": sample,
    }
    return Observation(url=url, at=at, **(plain | said))


def link(one: Observation, *, days: int = 0, **said: object) -> Mapping[str, Link]:
    """Make what all probes of one address come to."""
    facts: dict[str, Any] = {"first_at": one.at, "probes": 1, "answered": 1, "failed_days": days}
    return {one.url: Link(latest=one, **(facts | said))}


def ago(**parts: int) -> datetime:
    return NOW - timedelta(**parts)


def spoken(answers: Iterable[Reply]) -> list[Reply]:
    """Say every answer in every language, and give them back: each has a sentence, and the facts for it."""
    listed = list(answers)
    for one in listed:
        for language in LANGUAGES:
            assert say(f"measures.reason.{one.reason}", language, **one.observed)
            assert say(f"measures.check.{one.check}", language)
    return listed


def starred(found: Stars) -> Stars:
    """Say why, in every language, and give it back."""
    for one in found.why:
        assert all(say(f"measures.star.{one.reason}", language, **one.observed) for language in LANGUAGES)
    return found
