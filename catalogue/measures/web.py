"""What the headers of an answer promise: for how long it may be kept, and who may read it."""

import re
from typing import Final

from catalogue.testimony import Observation

__all__ = ["anonymous", "max_age", "may_be_kept", "open_to_scripts"]

MAX_AGE: Final = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
ORIGIN_WE_SEND: Final = "https://charter-check.example"


def max_age(seen: Observation) -> int | None:
    """Give the seconds that an answer may be kept; ``None`` where it does not say."""
    said = seen.headers.get("cache-control", "")
    if "no-store" in said.casefold():
        return 0
    found = MAX_AGE.search(said)
    return int(found[1]) if found else None


def may_be_kept(seen: Observation) -> bool:
    """Tell whether the answer forbids no one to keep it."""
    return "no-store" not in seen.headers.get("cache-control", "").casefold()


def open_to_scripts(seen: Observation) -> bool:
    """Tell whether a page of another host may read the answer."""
    allowed = seen.headers.get("access-control-allow-origin", "").strip()
    return allowed in {"*", ORIGIN_WE_SEND}


def anonymous(seen: Observation) -> bool:
    """Tell whether the data came without a key or a login."""
    return not seen.barrier and seen.status is not None and 200 <= seen.status < 300  # noqa: PLR2004  success in HTTP
