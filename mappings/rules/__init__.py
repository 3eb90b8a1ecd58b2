"""The named rules of the field files: each reads one kind of value and tells how several come together."""

from typing import Final

from mappings.reading import Collect, Rule
from mappings.rules import addresses, codes, embedded, envelopes, markup, moments, numbers, places, texts

__all__ = ["RULES"]

RULES: Final[dict[str, tuple[Rule, Collect]]] = {
    "access-rights": (codes.access_right, "first"),
    "availability": (codes.code_of("availability"), "first"),
    "box": (places.box, "first"),
    "checksum": (numbers.checksum, "first"),
    "checksum-algorithm": (numbers.checksum_algorithm, "first"),
    "development": (codes.code_of("ontwikkelingstoestand"), "first"),
    "distribution-status": (codes.code_of("distribution-status"), "first"),
    "embedded-descriptions": (embedded.descriptions, "languages"),
    "embedded-titles": (embedded.titles, "languages"),
    "email": (addresses.email, "first"),
    "envelope": (envelopes.envelope, "first"),
    "extension": (codes.format_by_extension, "first"),
    "format": (codes.file_format, "first"),
    "frequency": (codes.frequency, "first"),
    "geometry": (places.geometry, "first"),
    "hvd": (codes.code_of("hvd"), "all"),
    "identifier": (addresses.identifier, "first"),
    "identifiers": (addresses.identifier, "all"),
    "interval-end": (moments.interval_end, "first"),
    "interval-start": (moments.interval_start, "first"),
    "iris": (addresses.iri, "all"),
    "keywords": (texts.keyword, "all"),
    "known-place": (places.known_place, "first"),
    "label": (texts.text, "spoken"),
    "languages": (codes.language, "all"),
    "licence": (codes.licence, "best"),
    "licence-by-name": (codes.licence_by_name, "first"),
    "licence-in-markup": (markup.licence_in_markup, "best"),
    "lifecycle": (codes.code_of("levensfase"), "first"),
    "media-type": (codes.media_type, "first"),
    "moment": (moments.moment, "first"),
    "moment-utc": (moments.moment_utc, "first"),
    "mail-of-iri": (addresses.mail_of_iri, "first"),
    "page-of-iri": (addresses.page_of_iri, "first"),
    "point": (places.point, "first"),
    "publisher-type": (codes.code_of("publisher-type"), "first"),
    "reference": (addresses.reference, "first"),
    "size": (numbers.size, "first"),
    "statuut": (codes.code_of("statuut"), "all"),
    "texts": (texts.text, "languages"),
    "themes": (codes.theme, "all"),
    "url": (addresses.url, "first"),
    "urls": (addresses.url, "all"),
}
