"""Moments as data, servers and entries write them; what says too little is no moment."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["http_date", "moment"]


def moment(text: str) -> datetime | None:
    """Read a time; one without a zone may be an hour or two off, and says nothing of minutes."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def http_date(text: str) -> datetime | None:
    """Read the date of a header."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC) if text else None
    except ValueError:
        return None
