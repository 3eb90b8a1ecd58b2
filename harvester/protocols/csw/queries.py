"""The questions to a catalogue service: one address each, in the key-value form that every server knows."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

__all__ = ["WAYS", "Query", "capabilities_url"]

GMD: Final = "http://www.isotc211.org/2005/gmd"
OURS: Final = frozenset(
    {
        "service",
        "request",
        "version",
        "acceptversions",
        "outputformat",
        "outputschema",
        "resulttype",
        "typenames",
        "elementsetname",
        "elementname",
        "maxrecords",
        "startposition",
        "sortby",
        "constraint",
        "constraintlanguage",
        "constraint_language_version",
        "namespace",
        "id",
        "sections",
    },
)
"""Parameters that a question sets itself; any other one that the source's address carries is kept."""
WAYS: Final = (("gmd:MD_Metadata", True), ("gmd:MD_Metadata", False), ("csw:Record", False))
"""What is asked for and whether in a stable order, until the server takes it."""
SORTED: Final = "apiso:identifier:A"


def capabilities_url(base: str) -> str:
    """Write the address of what the service says of itself."""
    return _with(base, {"service": "CSW", "version": "2.0.2", "request": "GetCapabilities"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question for records."""

    base: str
    schema: str = GMD
    start: int = 1
    rows: int = 100
    way: int = 0
    since: str = ""
    """Only what changed on this day or later."""
    hits: bool = False
    """Only how many there are."""

    @property
    def url(self) -> str:
        types, ordered = WAYS[self.way]
        asked = {
            "service": "CSW",
            "version": "2.0.2",
            "request": "GetRecords",
            "resultType": "hits" if self.hits else "results",
            "outputSchema": self.schema,
            "elementSetName": "full",
            "typeNames": types,
            "namespace": f"xmlns(gmd={GMD})",
            "maxRecords": str(self.rows),
            "startPosition": str(self.start),
        }
        if ordered and not self.hits:
            asked["SortBy"] = SORTED
        if self.since:
            asked["constraintLanguage"] = "CQL_TEXT"
            asked["constraint_language_version"] = "1.1.0"
            asked["constraint"] = f"apiso:Modified >= '{self.since}'"
        return _with(self.base, asked)

    @property
    def is_ordered(self) -> bool:
        return WAYS[self.way][1]

    def read_from(self, url: str) -> "Query":
        """Give the question that an address asks; of an address that asks none, such as a file, this one."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        if asked.get("request") != "GetRecords":
            return self
        way = (asked.get("typeNames", ""), "SortBy" in asked)
        return replace(
            self,
            schema=asked.get("outputSchema", self.schema),
            start=int(asked.get("startPosition", "1")),
            rows=int(asked.get("maxRecords", self.rows)),
            way=WAYS.index(way) if way in WAYS else self.way,
            since=asked.get("constraint", "").partition("'")[2].rstrip("'"),
            hits=asked.get("resultType") == "hits",
        )


def _with(base: str, asked: dict[str, str]) -> str:
    parts = urlsplit(base)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in OURS]
    query = urlencode([*kept, *asked.items()], safe=":/,()")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
