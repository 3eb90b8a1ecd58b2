"""Fetching a document that we published ourselves, as the public gets it, into a file of a bounded size."""

from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from catalogue.errors import TargetError

__all__ = ["fetched"]

MOST: Final = 2 << 30
"""Bytes: a hundred times the feed of all Flanders."""
PIECE: Final = 1 << 20
PATIENCE: Final = 60.0
HEADERS: Final = {"User-Agent": "Oogst", "Accept": "application/rdf+xml"}


def fetched(url: str, path: Path) -> None:
    """Write what stands at a public address to a file. Raises TargetError when nothing sound stands there."""
    try:
        # The address is the operator's own, of the file of targets, which takes no other schemes.
        with urlopen(Request(url, headers=HEADERS), timeout=PATIENCE) as answer, path.open("wb") as file:  # noqa: S310
            size = 0
            while piece := answer.read(PIECE):
                size += len(piece)
                if size > MOST:
                    raise TargetError("push.feed-not-there", url=url, detail=f"> {MOST} bytes")
                file.write(piece)
    except HTTPError as error:
        error.close()
        raise TargetError("push.feed-not-there", url=url, detail=error.code) from error
    except (OSError, HTTPException) as error:
        raise TargetError("push.feed-not-there", url=url, detail=error) from error
