"""Archives: the names of the files in them, by which a spreadsheet is told from shapes and timetables.

Nothing is unpacked. Of an archive that is cut off, the headers before each file are read: its list of
contents stands at the end.
"""

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Final

from harvester.probe.sample.found import Bytes, Found

__all__ = ["read_archive"]

HEADER: Final = struct.Struct("<4s5H3I2H")
SIGN: Final = b"PK\x03\x04"
STREAMED: Final = 0x08
"""Flag: the size stands behind the file."""
MOST: Final = 50
LONGEST: Final = 200
OFFICE: Final = (("xl/", "XLSX"), ("word/", "DOCX"), ("ppt/", "PPTX"))
MIMETYPES: Final = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ODS",
    b"application/vnd.oasis.opendocument.text": "ODT",
}
TIMETABLE: Final = frozenset({"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})


def read_archive(given: Bytes) -> Found:
    names, broken = _listed(given) if given.whole else (_walked(given.body), False)
    found = Found(_format(names, given.body), parses=None if not names and not broken else not broken)
    found.facts["members"] = tuple(name[:LONGEST] for name in names[:MOST])
    if len(TIMETABLE & {name.rpartition("/")[2].lower() for name in names}) > 1:
        found.facts["more"] = {"standard": "gtfs"}
    if given.whole and not names and not broken:
        found.warnings.append("empty")
    return found


def _listed(given: Bytes) -> tuple[Sequence[str], bool]:
    try:
        with zipfile.ZipFile(io.BytesIO(given.body)) as archive:
            return archive.namelist(), False
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError, EOFError):
        return _walked(given.body), True


def _walked(body: bytes) -> Sequence[str]:
    """Go from header to header; where a size is not said, look for the next sign."""
    names: list[str] = []
    at = 0
    while len(names) < MOST and 0 <= at <= len(body) - HEADER.size and body.startswith(SIGN, at):
        fields = HEADER.unpack_from(body, at)
        flags, packed, name_size, extra = fields[2], fields[7], fields[9], fields[10]
        start = at + HEADER.size
        name = body[start : start + name_size]
        names.append(name.decode("utf-8" if flags & 0x800 else "cp437", "replace"))
        behind = start + name_size + extra
        at = body.find(SIGN, behind) if flags & STREAMED else behind + packed
    return names


def _format(names: Sequence[str], body: bytes) -> str:
    for mimetype, code in MIMETYPES.items():
        if body[30:200].find(mimetype) >= 0:
            return code
    for folder, code in OFFICE:
        if any(name.startswith(folder) for name in names):
            return code
    endings = {name.lower()[name.rfind(".") :] for name in names if "." in name}
    if {".shp", ".dbf"} <= endings or ".shp" in endings:
        return "SHP"
    if any(".gdb/" in name.lower() for name in names):
        return "GDB"
    return "KMZ" if endings == {".kml"} or "doc.kml" in names else "ZIP"
