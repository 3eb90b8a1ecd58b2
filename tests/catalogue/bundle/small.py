"""A small bundle with a member of every kind, made up for tests."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from catalogue.bundle import Manifest, Scope, Signature, written_to
from catalogue.bundle.manifest import SoftwareFacts

__all__ = ["CONTENT", "small_bundle"]

PAYLOAD: Final = b'{"result": ["bomen", "banken"]}' * 4
CONTENT: Final = {
    "publishers.json": b"[]\n",
    "numbers.json": b"{}\n",
    "attestations.json": b"[]\n",
    "tables/source.jsonl": b'{"id": 1}\n{"id": 2}\n',
    "tables/link.jsonl": b"",
    f"payloads/{sha256(PAYLOAD).hexdigest()}": PAYLOAD,
}


def small_bundle(path: Path, key: Signature | None = None) -> Path:
    with written_to(path) as writer:
        for name, content in CONTENT.items():
            writer.add(name, [content[:10], content[10:]])
        manifest = Manifest(
            scope=Scope(
                publishers=["gent"], whole=True, entries=[], on="", at=datetime(2026, 3, 1, 12, tzinfo=UTC)
            ),
            software=SoftwareFacts(
                version="0.1.0",
                reading="a" * 64,
                judging="b" * 64,
                base="https://x.example",
                profile="https://x.example/profile",
                gate=["wellformed"],
            ),
            chains={},
            counts={"source": 2},
            left_out=[],
            members=writer.facts,
        )
        writer.close(manifest, key)
    return path
