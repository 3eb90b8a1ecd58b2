"""How long a server asks to be left alone."""

from datetime import datetime
from email.utils import parsedate_to_datetime

__all__ = ["asked_wait"]


def asked_wait(value: str, now: datetime) -> float:
    """Read ``Retry-After``, seconds or an HTTP date; 0 when it says nothing usable."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
