"""What proves an answer: files are hashed, and kept up to a size; addresses are fetched only when asked."""

import mimetypes
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from catalogue.errors import UsageError
from catalogue.testimony import Proof

__all__ = ["KEPT", "Bring", "Gathered", "gather"]

KEPT: Final = 10 * 1024 * 1024
"""Bytes up to which a proof is kept: a scanned decision fits, a film does not."""
Bring = Callable[[str], bytes]
"""Fetches an address."""


class Gathered(NamedTuple):
    proof: Proof
    body: bytes | None
    """What to keep; ``None``: only its hash, or not even that."""
    content_type: str


def gather(
    places: Sequence[str], folder: Path, *, keep: bool = True, bring: Bring | None = None
) -> list[Gathered]:
    """Look at each proof. Files are named from ``folder``; ``bring`` is given where addresses may be fetched.

    Raises UsageError for a file that is not there, SourceError for an address that does not answer.
    """
    return [_gathered(place, folder, keep=keep, bring=bring) for place in places]


def _gathered(place: str, folder: Path, *, keep: bool, bring: Bring | None) -> Gathered:
    if urlsplit(place).scheme in {"http", "https"}:
        return _fetched(place, bring, keep=keep)
    return _read(place, folder / place, keep=keep)


def _fetched(url: str, bring: Bring | None, *, keep: bool) -> Gathered:
    if bring is None:
        return Gathered(Proof(place=url), None, "")
    body = bring(url)
    kept = keep and len(body) <= KEPT
    proof = Proof(
        place=url,
        sha256=sha256(body).hexdigest(),
        retrieved_at=datetime.now(UTC),
        size=len(body),
        kept=kept,
    )
    return Gathered(proof, body if kept else None, _type_of(urlsplit(url).path))


def _read(name: str, path: Path, *, keep: bool) -> Gathered:
    try:
        size = path.stat().st_size
        kept = keep and size <= KEPT
        body = path.read_bytes() if kept else None
        digest = sha256(body).hexdigest() if body is not None else _digest(path)
    except OSError as error:
        raise UsageError("attest.no-file", file=name, detail=error.strerror or error) from error
    proof = Proof(
        place=path.name,
        sha256=digest,
        retrieved_at=datetime.now(UTC),
        size=len(body) if body is not None else size,
        kept=kept,
    )
    return Gathered(proof, body, _type_of(path.name))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
