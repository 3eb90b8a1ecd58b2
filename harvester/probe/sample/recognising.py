"""What bytes are: by the signature of their format where it has one, else by how the text begins."""

import csv
import re
from enum import Enum, auto
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from harvester.probe.sample.found import Bytes
from harvester.rdf.formats import RdfFormat, sniff

__all__ = ["SIGNATURES", "Shape", "by_signature", "shape_of"]


class Shape(Enum):
    JSON = auto()
    XML = auto()
    HTML = auto()
    RDF = auto()
    TABLE = auto()
    TEXT = auto()
    BINARY = auto()


SIGNATURES: Final = {"archives": frozenset({"ZIP"})}
_MAGIC: Final = (
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"PAR1", "PARQUET"),
    (b"CDF\x01", "NETCDF"),
    (b"CDF\x02", "NETCDF"),
    (b"CDF\x05", "NETCDF"),
    (b"\x89HDF\r\n\x1a\n", "HDF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"LASF", "LAS"),
    (b"\x00\x00\x27\x0a\x00\x00\x00\x00", "SHP"),
    (b"{\\rtf", "RTF"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE: Final = b"SQLite format 3\x00"
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"\s*(?:<\?xml|<!--|<!doctype|<[A-Za-z_][\w.:-]*[\s/>])", re.IGNORECASE)
_JSON: Final = re.compile(r"\s*(?:\{\s*(?:\"|\}|\Z)|\[\s*(?:[\[{\"\]\d-]|true|false|null|\Z))")
_RDF: Final = frozenset({RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.TRIG, RdfFormat.N_QUADS})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TABLES: Final = ("csv", "tsv", "tab")
_TEXTS: Final = frozenset({"md", "log", "rst", "prj", "cpg"})
MANY: Final = 0.01
"""Share of control characters above which bytes are no text."""


def by_signature(body: bytes) -> str:
    """Give the code of the format that the first bytes belong to; empty for text and what is not known."""
    if body.startswith(_SQLITE):
        return "GPKG" if body[68:72] in {b"GPKG", b"GP10", b"GP11"} else "SQLITE"
    if body.startswith(_OLE):
        return "XLS" if "Workbook".encode("utf-16-le") in body or b"Microsoft Excel" in body else "DOC"
    return next((code for magic, code in _MAGIC if body.startswith(magic)), "")


def shape_of(text: str, given: Bytes) -> Shape:
    """Say what a text looks like. What it holds goes before what is said of it."""
    head = text[:4096]
    if len(_CONTROL.findall(head)) > MANY * len(head):
        return Shape.BINARY
    if _JSON.match(head):
        return Shape.JSON
    if _HTML.match(head):
        return Shape.HTML
    rdf = sniff(given.body[:4096], given.content_type, given.url)
    if rdf in _RDF and not _is_named_table(given):
        return Shape.RDF
    if _XML.match(head):
        return Shape.XML
    return Shape.TABLE if _is_table(head, given) else Shape.TEXT


def _is_named_table(given: Bytes) -> bool:
    media = given.content_type.partition(";")[0].strip().lower()
    return "csv" in media or "tab-separated" in media or _extension(given.url) in _TABLES


def _is_table(head: str, given: Bytes) -> bool:
    if _is_named_table(given):
        return True
    if _extension(given.url) in _TEXTS:
        return False
    return any(_is_parted(head, sign) for sign in ";,\t|" if sign in head.partition("\n")[0])


def _is_parted(head: str, sign: str) -> bool:
    """Tell whether the first rows all have the same fields, more than one; a row may hold line ends."""
    try:
        rows = list(islice(csv.reader(head.splitlines(keepends=True), delimiter=sign), 10))
    except csv.Error:
        return False
    widths = {len(row) for row in (rows[:-1] or rows) if row}
    return len(rows) > 1 and len(widths) == 1 and min(widths) > 1


def _extension(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition("/")[2].rpartition(".")[2].lower()
    except ValueError:
        return ""
