"""How far a crawl came, by the portal's own clock: ``metadata_modified``, which CKAN writes in UTC.

Law: a moment that lies ahead counts for nothing. A clerk may set it since CKAN 2.12, and a crawl that went on
from there would see no change until that day.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

__all__ = ["filter_since", "moment_of"]

MARGIN: Final = timedelta(hours=1)
"""A search index lags behind, and a package saved while we read may carry the moment it was opened."""
AHEAD: Final = timedelta(days=1)
FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)


def moment_of(said: Any, now: datetime) -> datetime | None:  # noqa: ANN401 -- any JSON value
    """Read a moment as CKAN writes it; None for one that is none, or that lies ahead of ``now``."""
    if not isinstance(said, str):
        return None
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    try:
        return moment.astimezone(UTC) if FIRST < moment < now + AHEAD else None
    except OverflowError:
        return None


def filter_since(moment: datetime) -> str:
    """Write the filter for what changed since, with a margin; Solr wants the zone and whole seconds."""
    return f"metadata_modified:[{moment - MARGIN:%Y-%m-%dT%H:%M:%SZ} TO *]"
