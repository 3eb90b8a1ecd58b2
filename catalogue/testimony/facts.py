"""What can be read out of the first bytes of an answer, field by field.

The prober fills in what it can read, the rules of the charter look at it. ``None`` is what nobody looked
for, and leaves a check unknown; what is empty was looked for and not found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Box", "Facts"]

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees of WGS84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    error: str = ""
    """Why a body that came with 200 is no data: ``not-found-page``, ``login-page``, ``portal-home``,
    ``exception-report`` (of an OGC service), ``error-object`` (JSON), ``error-page``."""
    page_title: str = ""
    """Of an HTML page, at most 200 characters."""
    linked_data_in_page: bool | None = None
    """Whether an HTML page holds JSON-LD or RDFa about data."""
    charter: Literal["link", "name", ""] | None = None
    """Of an HTML page: whether it links to the charter of Smart Flanders, only names it, or does neither."""

    members: tuple[str, ...] | None = None
    """Names of the files in an archive, the first 50 that were seen."""
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[str, ...] | None = None
    """Names of the columns of a table, or keys of the first object or feature, at most 200."""
    identifiers: tuple[str, ...] | None = None
    """Ids of the first 50 records: they are the same in two samples, or they are not stable."""

    triples: int | None = None
    """Read from the sample; ``None``: it is no RDF or nothing here reads it."""
    about: int | None = None
    """Of those: with the document as subject (any of its addresses, with or without query and fragment), a
    graph of it, or a ``dcat:Dataset`` or ``void:Dataset``."""
    subjects: tuple[str, ...] | None = None
    """IRIs of things the data describe: at most 20, spread over the sample, the document left out."""
    terms: tuple[str, ...] | None = None
    """Predicates and classes, at most 200, each once."""
    outward: tuple[str, ...] | None = None
    """IRIs of objects on another host than the document's, classes left out: at most 50, those of
    ``data.vlaanderen.be/id/`` first."""
    licences: tuple[str, ...] | None = None
    """What ``dct:license``, ``cc:license`` or ``schema:license`` gives for the document or its dataset."""
    generated_at: str = ""
    """The newest ``prov:generatedAtTime``, ``sosa:resultTime`` or time of observation; ISO 8601."""
    timed_by: str = ""
    """The property or the column that gave it."""

    links: Mapping[str, str] | None = None
    """What the body or the ``Link`` header points to, by relation: ``prev``, ``next``, ``first``, ``last``,
    ``relation`` (TREE), ``timemap``, ``version-history``, ``predecessor-version``."""
    earliest: str = ""
    """The oldest moment in a column of times; ISO 8601. Empty: there is no such column."""
    latest: str = ""
    """The newest one."""

    points: tuple[tuple[float, float], ...] | None = None
    """A longitude and latitude for each of at most 100 geometries, spread over the sample, turned to WGS84;
    ``None``: there are no geometries, or nothing here reads them."""
    bounds: Box | None = None
    """Of all geometries in the sample."""
    more: Mapping[str, object] = field(default_factory=dict)
    """What a format has of its own: plain JSON."""
