"""Who made a bundle: Ed25519 keys in files, and what is signed with them.

The private half stays in a file that only its owner may read, outside the store; it never goes into a bundle.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from catalogue.errors import UsageError

__all__ = ["Signature", "fingerprint", "holds", "is_key", "load_key", "make_key", "message_of"]

OTHERS: Final = 0o077
DIGITS: Final = 64
"""Of a public key, and of its fingerprint."""


class Signature:
    """A key that signs."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, message: bytes) -> str:
        return self._key.sign(message).hex()


def message_of(archive: str, manifest: str) -> bytes:
    """Write what is signed: the hash of all bytes before the manifest, and that of the manifest."""
    return f"oogst bundle 1\n{archive}\n{manifest}\n".encode("ascii")


def holds(public: str, signature: str, message: bytes) -> bool:
    """Tell whether this key signed this message."""
    with suppress(InvalidSignature, ValueError):
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
        return True
    return False


def fingerprint(public: str) -> str:
    """Give what people compare of a public key: SHA-256 in groups of four."""
    digest = sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def make_key(path: Path) -> tuple[str, Path]:
    """Make a pair of keys: the private one at ``path``, for its owner alone, the public one beside it.

    Give the public key and where it is. Raises UsageError where either is there, or cannot be written.
    """
    beside = path.with_name(f"{path.name}.pub")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write_new(path, private, 0o600)
    _write_new(beside, public, 0o644)
    return Signature(key).public, beside


def _write_new(path: Path, content: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError("bundle.key-exists", path=path) from error
    except OSError as error:
        raise UsageError("bundle.key-unwritable", path=path, detail=error.strerror) from error


def load_key(path: Path) -> Signature:
    """Read a private key. Raises UsageError for a file that is none, or that others may read."""
    content = _content(path)
    if os.name == "posix" and path.stat().st_mode & OTHERS:
        raise UsageError("bundle.key-open", path=path)
    try:
        key = load_pem_private_key(content, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError("bundle.key-unreadable", path=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError("bundle.key-unreadable", path=path)
    return Signature(key)


def is_key(public: str, wanted: str) -> bool:
    """Tell whether a public key is the one that is meant: by its digits, its fingerprint or its file.

    Raises UsageError for what is none of the three.
    """
    digits = "".join(wanted.split()).lower()
    if len(digits) == DIGITS and not set(digits) - set("0123456789abcdef"):
        return digits in {public, "".join(fingerprint(public).split())}
    return public == _public(Path(wanted))


def _public(path: Path) -> str:
    try:
        key = load_pem_public_key(_content(path))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UsageError("bundle.key-unreadable", path=path) from error
    if not isinstance(key, Ed25519PublicKey):
        raise UsageError("bundle.key-unreadable", path=path)
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("bundle.key-missing", path=path, detail=error.strerror) from error
